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
const schema = z
	.array(
		z.strictObject({
			key: z.string().check(z.maxLength(80)),
			upTo: z.int().check(z.minimum(0)),
			beyond: z.array(seq).check(z.maxLength(maxBeyond))
		})
	)
	.check(z.maxLength(maxKeys));

/** The seen entries of one key: all up to `upTo`, and those `beyond` a gap. */
interface SeenOfKey {
	upTo: number;
	beyond: SortedNumbers;
}

/**
 * Which entries of a workspace this browser has processed for news, by key and number, stored with the workspace. Entries
 * that arrive while no window is open, or by a file, become news at the next opening.
 */
export class SeenEntries {
	readonly #workspace: string;
	readonly #notes: Notes;
	readonly #keys = new Map<KeyId, SeenOfKey>();
	#isWriting = false;
	#isStale = false;

	constructor(workspace: string, notes: Notes = ofBrowser) {
		this.#workspace = workspace;
		this.#notes = notes;
	}

	/** Returns false if nothing is stored, or it cannot be read: then the workspace is treated as opened for the first time. */
	async load(): Promise<boolean> {
		const [stored] = await this.#notes.all(this.#workspace, kind).catch(() => []);
		const seen = readSeen(stored);
		for (const { key, upTo, beyond } of seen ?? [])
			this.#keys.set(key, { upTo, beyond: new SortedNumbers(beyond) });
		return seen !== null;
	}

	has({ key, seq }: Entry): boolean {
		const seen = this.#keys.get(key);
		return seen !== undefined && (seq <= seen.upTo || seen.beyond.has(seq));
	}

	/** Cost: the entries, and one write of all keys, however often it is called during that. */
	add(entries: Iterable<Entry>): void {
		for (const { key, seq } of entries) {
			let seen = this.#keys.get(key);
			if (!seen) this.#keys.set(key, (seen = { upTo: 0, beyond: new SortedNumbers() }));
			if (seq > seen.upTo) seen.beyond.add(seq);
			while (seen.beyond.delete(seen.upTo + 1)) seen.upTo += 1;
		}
		this.#isStale = true;
		if (!this.#isWriting) void this.#write();
	}

	/** If this fails, the entries become news once more; nothing is missed. */
	async #write(): Promise<void> {
		this.#isWriting = true;
		while (this.#isStale) {
			this.#isStale = false;
			await this.#notes.put(this.#workspace, kind, '', this.#note()).catch(() => undefined);
		}
		this.#isWriting = false;
	}

	#note(): z.infer<typeof schema> {
		return [...this.#keys].slice(0, maxKeys).map(([key, { upTo, beyond }]) => ({
			...{ key, upTo },
			beyond: [...first(maxBeyond, beyond)]
		}));
	}
}

function* first<T>(most: number, all: Iterable<T>): Generator<T> {
	let count = 0;
	for (const each of all) {
		if (count++ === most) return;
		yield each;
	}
}

function readSeen(value: unknown): z.infer<typeof schema> | null {
	try {
		return schema.safeParse(rebuilt(value)).data ?? null;
	} catch {
		return null;
	}
}
