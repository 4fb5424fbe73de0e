import { timeSlices } from '../document/time-slices';
import type { EntryDraft } from '../domain/entry';

/** A list on its way between threads, in several messages: to clone all of it at once would keep a page busy for as long. */
export interface ListPart<T> {
	items: T[];
	isLast: boolean;
}

/** How much one message holds: texts by their characters, drafts by their facts. */
const lengths = { texts: 250_000, drafts: 500 };

/** Texts of entries, as they cross. */
export const textParts = (texts: readonly string[]): Generator<ListPart<string>> =>
	partsOf(texts, lengths.texts, ({ length }) => length);

/** What is to be signed and added, as it crosses. */
export const draftParts = (drafts: readonly EntryDraft[]): Generator<ListPart<EntryDraft>> =>
	partsOf(drafts, lengths.drafts, ({ facts }) => 1 + facts.length);

/** What so many drafts have become. */
export const addedParts = <T>(added: readonly T[]): Generator<ListPart<T>> =>
	partsOf(added, lengths.drafts, () => 1);

/**
 * Sends one part after the other; other work has its turn in between.
 * @param send resolves when it is sent
 */
export async function sendParts<T>(
	parts: Iterable<ListPart<T>>,
	send: (part: ListPart<T>) => Promise<void>
): Promise<void> {
	const turns = timeSlices();
	for (const part of parts) {
		await send(part);
		if (turns.due()) await turns.take();
	}
}

/** The list that comes in parts, once its last has come. */
export function received<T>(onPart: (listener: (part: ListPart<T>) => void) => void): Promise<T[]> {
	const all: T[] = [];
	return new Promise((resolve) =>
		onPart(({ items, isLast }) => {
			for (const each of items) all.push(each);
			if (isLast) resolve(all);
		})
	);
}

/** At least one part, whose items are as long together as said, or only just longer. */
function* partsOf<T>(all: readonly T[], most: number, lengthOf: (item: T) => number): Generator<ListPart<T>> {
	let items: T[] = [];
	let length = 0;
	for (let at = 0; at < all.length; at++) {
		items.push(all[at]!);
		length += lengthOf(all[at]!);
		if (length < most || at === all.length - 1) continue;
		yield { items, isLast: false };
		items = [];
		length = 0;
	}
	yield { items, isLast: true };
}
