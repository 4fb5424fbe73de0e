import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64Url } from '../document/base64url';
import { authorOf, type Entry } from '../domain/entry';
import type { EntryId, KeyId, OrganizationId } from '../domain/facts';
import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';
import { SortedNumbers } from '$lib/domain/algorithms/sorted-numbers';
import type { Fork, Gap, Head, Heads } from './port';

type EntryOf = (id: EntryId | '') => Entry | undefined;

/** The entries of one key, by number, and whether they are one whole chain. */
export class KeyChain {
	readonly #bySeq = new Map<number, Entry[]>();
	/** Numbers that are here while the one before, or the one after, is not. */
	readonly #starts = new SortedNumbers();
	readonly #ends = new SortedNumbers();
	/** Those, but for 1, before which something is missing. */
	readonly #broken = new SortedNumbers();
	/** Those that several entries share. */
	readonly #forked = new SortedNumbers();
	/** How many entries of a number do not follow what is here where it belongs, if any. */
	readonly #unlinked = new Map<number, number>();
	/** Entries that came before what they say they follow, by that. */
	readonly #early = new Map<EntryId, Entry[]>();
	readonly #entryOf: EntryOf;
	#count = 0;
	#last = 0;
	#digest: string | null = null;

	constructor(
		readonly key: KeyId,
		readonly organization: OrganizationId,
		entryOf: EntryOf
	) {
		this.#entryOf = entryOf;
	}

	get head(): Head {
		return { seq: this.#last, count: this.#count, digest: (this.#digest ??= this.#digested()) };
	}

	/** No gap, no fork: the last id, being a hash of a hash and so on, stands for all of them. */
	get isWhole(): boolean {
		return this.#forked.isEmpty && this.#count === this.#last && this.#unlinked.size === 0;
	}

	/** Takes in an entry that is here, once. Cost: a few look-ups, however many have its number. */
	add(entry: Entry): void {
		const { id, seq } = entry;
		const same = getOrInsertComputed(this.#bySeq, seq, (): Entry[] => []);
		same.push(entry);
		if (same.length === 2) this.#forked.add(seq);
		this.#count += 1;
		this.#last = Math.max(this.#last, seq);
		if (!this.#isLinked(entry)) {
			getOrInsertComputed(this.#early, entry.previous, (): Entry[] => []).push(entry);
			this.#noteUnlinked(seq, 1);
		}
		for (const next of this.#early.get(id) ?? []) if (this.#isLinked(next)) this.#noteUnlinked(next.seq, -1);
		this.#early.delete(id);
		for (const each of [seq, seq + 1]) {
			keep(this.#starts, each, this.#has(each) && !this.#has(each - 1));
			keep(this.#ends, each - 1, this.#has(each - 1) && !this.#has(each));
			keep(this.#broken, each, this.#isBroken(each));
		}
		this.#digest = null;
	}

	at(seq: number): readonly Entry[] {
		return this.#bySeq.get(seq) ?? [];
	}

	/** In the order of their numbers. */
	*entries(): Generator<Entry> {
		for (const start of this.#starts) for (let seq = start; this.#has(seq); seq++) yield* this.at(seq);
	}

	/** Where numbers are missing, or what an entry says came before it. Cost: these, however much is here. */
	*gaps(): Generator<Gap> {
		const { key, organization } = this;
		for (const seq of this.#broken) {
			const before = this.#ends.before(seq) ?? 0;
			yield { organization, key, from: this.#has(seq - 1) ? seq - 1 : before + 1, to: seq - 1 };
		}
	}

	/** Where several entries share a number. Cost: these, however much is here. */
	*forks(): Generator<Fork> {
		const { key, organization } = this;
		for (const seq of this.#forked) {
			const entries = this.at(seq).map(({ id }) => id);
			yield { organization, key, seq, entries: entries.sort() };
		}
	}

	#has(seq: number): boolean {
		return this.#bySeq.has(seq);
	}

	#noteUnlinked(seq: number, more: number): void {
		const count = (this.#unlinked.get(seq) ?? 0) + more;
		if (count > 0) this.#unlinked.set(seq, count);
		else this.#unlinked.delete(seq);
	}

	#isBroken(seq: number): boolean {
		return seq > 1 && this.#has(seq) && (!this.#has(seq - 1) || this.#unlinked.has(seq));
	}

	#isLinked({ seq, previous }: Entry): boolean {
		if (seq === 1) return previous === '';
		const before = this.#entryOf(previous);
		return before?.key === this.key && before.seq === seq - 1;
	}

	#digested(): string {
		if (this.isWhole) return this.at(this.#last)[0]!.id;
		const ids = [...this.entries()].map(({ id }) => id).sort();
		return `*${toBase64Url(sha256(new TextEncoder().encode(ids.join(''))))}`;
	}
}

/** Every key's chain, in whatever order the entries come. */
export class Chains {
	readonly #chains = new Map<KeyId, KeyChain>();
	readonly #entryOf: EntryOf;

	/** @param entryOf finds any entry that is here, those that are yet to be added among them */
	constructor(entryOf: EntryOf) {
		this.#entryOf = entryOf;
	}

	add(entry: Entry): void {
		getOrInsertComputed(
			this.#chains,
			entry.key,
			() => new KeyChain(entry.key, authorOf(entry), this.#entryOf)
		).add(entry);
	}

	of(key: KeyId): KeyChain | undefined {
		return this.#chains.get(key);
	}

	all(): Iterable<KeyChain> {
		return this.#chains.values();
	}

	heads(): Heads {
		const heads = Object.create(null) as Heads;
		for (const { key, head } of this.#chains.values()) heads[key] = head;
		return heads;
	}

	gaps(most: number): Gap[] {
		return first(most, this.#chains.values(), (chain) => chain.gaps());
	}

	forks(most: number): Fork[] {
		return first(most, this.#chains.values(), (chain) => chain.forks());
	}
}

const keep = (numbers: SortedNumbers, number: number, isIn: boolean): unknown =>
	isIn ? numbers.add(number) : numbers.delete(number);

function first<T>(most: number, chains: Iterable<KeyChain>, told: (chain: KeyChain) => Iterable<T>): T[] {
	const list: T[] = [];
	for (const chain of chains)
		for (const each of told(chain)) {
			if (list.length === most) return list;
			list.push(each);
		}
	return list;
}

export const entriesOf = (chain: KeyChain): EntryId[] => [...chain.entries()].map(({ id }) => id);
