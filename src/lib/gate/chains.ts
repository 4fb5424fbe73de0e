import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64Url } from '../document/base64url';
import { authorOf, type Entry } from '../domain/entry';
import type { EntryId, KeyId, OrganizationId } from '../domain/facts';
import { memberOf } from '../domain/member-of';
import type { Fork, Gap, Head, Heads } from './port';

type EntryOf = (id: EntryId | '') => Entry | undefined;

/** The entries of one key, by number, and whether they are one whole chain. */
export class KeyChain {
	readonly #bySeq = new Map<number, Entry[]>();
	/** Entries that came before what they say they follow, by that. */
	readonly #early = new Map<EntryId, Entry[]>();
	readonly #entryOf: EntryOf;
	#count = 0;
	#last = 0;
	/** Entries whose `previous` is here where it belongs. */
	#linked = 0;
	#forked = false;
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
		return !this.#forked && this.#count === this.#last && this.#linked === this.#count;
	}

	/** Takes in an entry that is here, once. Cost: a few look-ups, however many have its number. */
	add(entry: Entry): void {
		const same = memberOf(this.#bySeq, entry.seq, (): Entry[] => []);
		same.push(entry);
		this.#forked ||= same.length > 1;
		this.#count += 1;
		this.#last = Math.max(this.#last, entry.seq);
		if (this.#isLinked(entry)) this.#linked += 1;
		else memberOf(this.#early, entry.previous, (): Entry[] => []).push(entry);
		for (const next of this.#early.get(entry.id) ?? []) if (this.#isLinked(next)) this.#linked += 1;
		this.#early.delete(entry.id);
		this.#digest = null;
	}

	at(seq: number): readonly Entry[] {
		return this.#bySeq.get(seq) ?? [];
	}

	/** In the order of their numbers. */
	*entries(): Generator<Entry> {
		if (this.#count === this.#last && !this.#forked)
			for (let seq = 1; seq <= this.#last; seq++) yield* this.at(seq);
		else for (const seq of [...this.#bySeq.keys()].sort((a, b) => a - b)) yield* this.at(seq);
	}

	/** Where numbers are missing, or what an entry says came before it. */
	*gaps(): Generator<Gap> {
		if (this.isWhole) return;
		const { key, organization } = this;
		let before = 0;
		for (const seq of [...this.#bySeq.keys()].sort((a, b) => a - b)) {
			if (seq > before + 1) yield { organization, key, from: before + 1, to: seq - 1 };
			else if (seq > 1 && !this.at(seq).every((entry) => this.#isLinked(entry)))
				yield { organization, key, from: seq - 1, to: seq - 1 };
			before = seq;
		}
	}

	*forks(): Generator<Fork> {
		if (!this.#forked) return;
		const { key, organization } = this;
		for (const [seq, entries] of this.#bySeq)
			if (entries.length > 1) yield { organization, key, seq, entries: entries.map(({ id }) => id).sort() };
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
		memberOf(this.#chains, entry.key, () => new KeyChain(entry.key, authorOf(entry), this.#entryOf)).add(
			entry
		);
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
