import * as z from 'zod/mini';
import { rebuilt } from '../document/canonical';
import { notes as ofBrowser, type Notes } from '../document/notes';
import type { Entry } from '../domain/entry';
import type { KeyId } from '../domain/facts';
import { SortedNumbers } from '$lib/domain/algorithms/sorted-numbers';

const kind = 'seen-entries';
const mostKeys = 50_000;
const mostBeyond = 200;

const seq = z.int().check(z.minimum(1));
const schema = z
	.array(
		z.strictObject({
			key: z.string().check(z.maxLength(80)),
			upTo: z.int().check(z.minimum(0)),
			beyond: z.array(seq).check(z.maxLength(mostBeyond))
		})
	)
	.check(z.maxLength(mostKeys));

/** Of one key, the entries up to `upTo` and those `beyond` a gap. */
interface Seen {
	upTo: number;
	beyond: SortedNumbers;
}

/**
 * Which entries of a workspace this browser has looked through for news, by key and number, remembered with the workspace:
 * what comes while no window is open, or by a file, is told when it is opened.
 */
export class SeenEntries {
	readonly #workspace: string;
	readonly #notes: Notes;
	readonly #keys = new Map<KeyId, Seen>();
	#isWriting = false;
	#isStale = false;

	constructor(workspace: string, notes: Notes = ofBrowser) {
		this.#workspace = workspace;
		this.#notes = notes;
	}

	/** False where nothing is remembered, or it cannot be read: then the workspace is seen here for the first time. */
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

	/** Cost: the entries, then one note of all keys, however often it is called meanwhile. */
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

	/** Not remembered, what was seen is told once more, never kept silent. */
	async #write(): Promise<void> {
		this.#isWriting = true;
		while (this.#isStale) {
			this.#isStale = false;
			await this.#notes.put(this.#workspace, kind, '', this.#note()).catch(() => undefined);
		}
		this.#isWriting = false;
	}

	#note(): z.infer<typeof schema> {
		return [...this.#keys].slice(0, mostKeys).map(([key, { upTo, beyond }]) => ({
			...{ key, upTo },
			beyond: [...first(mostBeyond, beyond)]
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
