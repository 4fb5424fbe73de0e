import type { Entry } from '../entry';
import type { EntryId, KeyId, OrganizationId } from '../facts';
import { getOrInsertComputed } from '../algorithms/get-or-insert';
import { SortedNumbers } from '../algorithms/sorted-numbers';

/** The end of a chain: the number and the id of an entry. */
export interface ChainTip {
	seq: number;
	id: EntryId;
}

/** How far a chain goes and what is in it, to be compared with the same key's chain elsewhere. */
export interface ChainDigest {
	/** The highest number in it, and how many entries there are. */
	seq: number;
	count: number;
	/** The id of the last entry where the chain is whole; else a hash of all ids, behind a `*`. */
	digest: string;
}

/** Numbers of a key's chain that are not here though later ones are. */
export interface Gap {
	organization: OrganizationId;
	key: KeyId;
	from: number;
	to: number;
}

/** Several entries of one key under one number: kept, all of them, as proof. */
export interface Fork {
	organization: OrganizationId;
	key: KeyId;
	seq: number;
	/** The first of them by id: at most 20. */
	entries: EntryId[];
	/** How many there are. */
	count: number;
}

/** So many entries of one number are told, which is proof enough. */
const mostTold = 20;

/** At most so many ends of a forked chain are continued. */
const mostEnds = 64;

/** A chain's tip once the entry is in it: the highest number; of several entries with that, the lowest id. */
export const tipWith = (tip: ChainTip | undefined, { seq, id }: Entry): ChainTip =>
	!tip || seq > tip.seq || (seq === tip.seq && id < tip.id) ? { seq, id } : tip;

/**
 * The entries of one key by number, each naming the one before it. Its `tip` is what the next entry follows, its
 * `wholeTip` is how far nothing is missing, and its `digest` stands for all that is in it.
 */
export class KeyChain {
	readonly #bySeq = new Map<number, Entry[]>();
	/** Numbers that are here while the one before, or the one after, is not; the highest is not among the ends. */
	readonly #starts = new SortedNumbers();
	readonly #ends = new SortedNumbers();
	/** Those, but for 1, before which something is missing. */
	readonly #broken = new SortedNumbers();
	/** Those that several entries share. */
	readonly #forked = new SortedNumbers();
	/** The lowest ids of each of those, sorted. */
	readonly #told = new Map<number, EntryId[]>();
	/** How many entries of a number do not follow what is here where it belongs, if any. */
	readonly #unlinked = new Map<number, number>();
	/** Entries that came before what they say they follow, by that. */
	readonly #early = new Map<EntryId, Entry[]>();
	readonly #entryOf: (id: EntryId) => Entry | undefined;
	#count = 0;
	#tip: ChainTip | undefined;
	#digest: string | null = null;

	/** @param entryOf finds any entry that is here, those that are yet to be added among them */
	constructor(
		readonly key: KeyId,
		readonly organization: OrganizationId,
		entryOf: (id: EntryId) => Entry | undefined
	) {
		this.#entryOf = entryOf;
	}

	/** What the next entry of the key follows. */
	get tip(): ChainTip | undefined {
		return this.#tip;
	}

	/**
	 * How far the key's entries go without a gap, which a retirement names: the end of the longest branch that is
	 * complete; where none is, the highest number. Cost: nothing where the chain is whole, else its entries.
	 */
	get wholeTip(): ChainTip | undefined {
		if (this.isWhole) return this.#tip;
		const whole = new Map<EntryId | '', number>([['', 0]]);
		let longest: ChainTip | undefined;
		let highest: ChainTip | undefined;
		for (const entry of this.entries()) {
			highest = tipWith(highest, entry);
			if (whole.get(entry.previous) !== entry.seq - 1) continue;
			whole.set(entry.id, entry.seq);
			longest = tipWith(longest, entry);
		}
		return longest ?? highest;
	}

	/** @param hash of a text, in few characters. Cost: nothing where the chain is whole or has not changed, else its ids. */
	digest(hash: (text: string) => string): ChainDigest {
		this.#digest ??= this.isWhole ? (this.#tip?.id ?? '') : `*${hash(this.ids().sort().join(''))}`;
		return { seq: this.#tip?.seq ?? 0, count: this.#count, digest: this.#digest };
	}

	/** No gap, no fork: the last id, being a hash of a hash and so on, stands for all of them. */
	get isWhole(): boolean {
		return this.#forked.isEmpty && this.#count === (this.#tip?.seq ?? 0) && this.#unlinked.size === 0;
	}

	/** Adds an entry that is here, once. Cost: a few look-ups, however many have its number. */
	add(entry: Entry): void {
		const { id, seq } = entry;
		const before = this.#tip;
		const same = this.#bySeq.get(seq);
		if (same) {
			same.push(entry);
			if (same.length === 2) this.#forked.add(seq);
			this.#tell(seq, same.length === 2 ? same : [entry]);
		} else this.#bySeq.set(seq, [entry]);
		this.#count += 1;
		this.#tip = tipWith(before, entry);
		this.#digest = null;
		// Mostly it goes on where the chain ended. Nothing that could follow it came before: that would be the end.
		if (before?.seq === seq - 1 && before.id === entry.previous) return;
		if (!this.#isLinked(entry)) {
			getOrInsertComputed(this.#early, entry.previous, (): Entry[] => []).push(entry);
			this.#noteUnlinked(seq, 1);
		}
		for (const next of this.#early.get(id) ?? []) if (this.#isLinked(next)) this.#noteUnlinked(next.seq, -1);
		this.#early.delete(id);
		for (const each of [(before?.seq ?? 0) + 1, seq, seq + 1]) {
			keep(this.#starts, each, this.#has(each) && !this.#has(each - 1));
			keep(this.#ends, each - 1, this.#isEnd(each - 1));
			keep(this.#broken, each, this.#isBroken(each));
		}
	}

	/** The entries with that number: several where the chain is forked. */
	at(seq: number): readonly Entry[] {
		return this.#bySeq.get(seq) ?? [];
	}

	/** All entries in the order of their numbers. */
	*entries(): Generator<Entry> {
		for (const start of this.#starts) for (let seq = start; this.#has(seq); seq++) yield* this.at(seq);
	}

	/** The ids of all entries in the order of their numbers. */
	ids(): EntryId[] {
		return [...this.entries()].map(({ id }) => id);
	}

	/**
	 * The entries that no other follows, the highest number first: several where the key was copied and both copies
	 * signed. At most 64, since each will be followed by an entry.
	 */
	ends(): Entry[] {
		const entries = [...this.entries()];
		const continued = new Set(entries.map(({ previous }) => previous));
		return entries
			.filter(({ id }) => !continued.has(id))
			.sort((one, other) => other.seq - one.seq || (one.id < other.id ? -1 : 1))
			.slice(0, mostEnds);
	}

	get hasGaps(): boolean {
		return !this.#broken.isEmpty;
	}

	get hasForks(): boolean {
		return !this.#forked.isEmpty;
	}

	/** Where numbers are missing, or what an entry says came before it. Cost: these, however much is here. */
	*gaps(): Generator<Gap> {
		const { key, organization } = this;
		for (const seq of this.#broken) {
			const before = this.#ends.before(seq) ?? 0;
			yield { organization, key, from: this.#has(seq - 1) ? seq - 1 : before + 1, to: seq - 1 };
		}
	}

	/** Where several entries share a number. Cost: these numbers, however much is here. */
	*forks(): Generator<Fork> {
		const { key, organization } = this;
		for (const seq of this.#forked) {
			yield { organization, key, seq, entries: [...this.#told.get(seq)!], count: this.at(seq).length };
		}
	}

	#has(seq: number): boolean {
		return this.#bySeq.has(seq);
	}

	#isEnd(seq: number): boolean {
		return this.#has(seq) && !this.#has(seq + 1) && seq !== this.#tip!.seq;
	}

	#tell(seq: number, entries: readonly Entry[]): void {
		const told = [...(this.#told.get(seq) ?? []), ...entries.map(({ id }) => id)];
		this.#told.set(seq, told.sort().slice(0, mostTold));
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
}

const keep = (numbers: SortedNumbers, number: number, isIn: boolean): unknown =>
	isIn ? numbers.add(number) : numbers.delete(number);
