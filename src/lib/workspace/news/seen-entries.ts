import * as z from 'zod/mini';
import { rebuilt } from '$lib/document/entries/canonical';
import { notes as ofBrowser, type Notes } from '$lib/document/storage/notes';
import type { Entry } from '$lib/domain/entry';
import type { KeyId } from '$lib/domain/facts';
import { SortedNumbers } from '$lib/domain/algorithms/sorted-numbers';

const kind = 'seen-entries';
const maxKeys = 50_000;
const maxBeyond = 200;

const seq = z.int().check(z.minimum(1));
const ofKey = {
	key: z.string().check(z.maxLength(80)),
	upTo: z.int().check(z.minimum(0)),
	beyond: z.array(seq).check(z.maxLength(maxBeyond))
};
/** A note for each key, under its name; and one of no key, which says that there are such notes. */
const schema = z.strictObject({ v: z.literal(2), ...ofKey });
/** One note of all keys, under no name, as it was written before. */
const schemaOfAll = z.array(z.strictObject(ofKey)).check(z.maxLength(maxKeys));

/** The seen entries of one key: all up to `upTo`, and those `beyond` a gap. */
interface SeenOfKey {
	upTo: number;
	beyond: SortedNumbers;
	/** There is a limit to how many are stored. */
	isStored: boolean;
}

/**
 * Which entries of a workspace this browser has processed for news, by key and number, stored with the workspace. Entries
 * that arrive while no window is open, or by a file, become news at the next opening.
 */
export class SeenEntries {
	readonly #workspace: string;
	readonly #notes: Notes;
	readonly #keys = new Map<KeyId | '', SeenOfKey>();
	/** Those whose notes are to be written. */
	#stale = new Set<KeyId | ''>(['']);
	#isWriting = false;

	constructor(workspace: string, notes: Notes = ofBrowser) {
		this.#workspace = workspace;
		this.#notes = notes;
		this.#set('', 0);
	}

	/** Returns false if nothing is stored, or it cannot be read: then the workspace is treated as opened for the first time. */
	async load(): Promise<boolean> {
		const stored = await this.#notes.all(this.#workspace, kind).catch(() => []);
		const [first, ...others] = stored.slice(0, maxKeys + 1).map(rebuiltNote);
		const before = schemaOfAll.safeParse(first).data;
		const notes = [first, ...others].flatMap((note) => schema.safeParse(note).data ?? []);
		for (const { key, upTo, beyond } of [...(before ?? []), ...notes]) this.#set(key, upTo, beyond);
		if (before) for (const { key } of before) this.#stale.add(key);
		else if (notes.length > 0) this.#stale.delete('');
		return before !== undefined || notes.length > 0;
	}

	has({ key, seq }: Entry): boolean {
		const seen = this.#keys.get(key);
		return seen !== undefined && (seq <= seen.upTo || seen.beyond.has(seq));
	}

	/** Cost: the entries, and a note of each of their keys, however often it is called while these are written. */
	add(entries: Iterable<Entry>): void {
		for (const { key, seq } of entries) {
			const seen = this.#keys.get(key) ?? this.#set(key, 0);
			if (seen.isStored) this.#stale.add(key);
			if (seq > seen.upTo) seen.beyond.add(seq);
			while (seen.beyond.delete(seen.upTo + 1)) seen.upTo += 1;
		}
		if (!this.#isWriting) void this.#write();
	}

	#set(key: KeyId | '', upTo: number, beyond: Iterable<number> = []): SeenOfKey {
		const seen = { upTo, beyond: new SortedNumbers(beyond), isStored: this.#keys.size <= maxKeys };
		this.#keys.set(key, seen);
		return seen;
	}

	/** If this fails, it is tried again with the next; until then the entries become news once more, and nothing is missed. */
	async #write(): Promise<void> {
		this.#isWriting = true;
		for (let isWritten = true; isWritten && this.#stale.size > 0;) {
			const stale = this.#stale;
			this.#stale = new Set();
			const notes = [...stale].map((key) => [key, this.#note(key)] as const);
			isWritten = await this.#notes.putAll(this.#workspace, kind, notes).then(
				() => true,
				() => false
			);
			if (!isWritten) for (const key of stale) this.#stale.add(key);
		}
		this.#isWriting = false;
	}

	#note(key: KeyId | ''): z.infer<typeof schema> {
		const { upTo, beyond } = this.#keys.get(key)!;
		return { v: 2, key, upTo, beyond: [...first(maxBeyond, beyond)] };
	}
}

function* first<T>(most: number, all: Iterable<T>): Generator<T> {
	let count = 0;
	for (const each of all) {
		if (count++ === most) return;
		yield each;
	}
}

function rebuiltNote(value: unknown): unknown {
	try {
		return rebuilt(value);
	} catch {
		return undefined;
	}
}
