import { entryToText } from '../document/codec';
import type { LedgerInside } from '../document/inside';
import { inOrder } from '../document/order';
import { authorOf, newestForm, type Entry } from '../domain/entry';
import type { Mark } from '../document/approvals';
import type { EntryId, KeyId } from '../domain/facts';
import { Chains, entriesOf, KeyChain } from './chains';
import { lackingOf } from './lacking';
import type { Fork, Gap, Heads } from './port';

/** What is here to be given to others: it is read, and never written. */
export class Stock {
	readonly #inside: LedgerInside;
	readonly #entryOf = (id: EntryId): Entry | undefined => this.#inside.entries.get(id);
	/** What is given. */
	#chains = new Chains(this.#entryOf);
	/** Of the keys by which something is kept aside, that and what is given. */
	#withAside = new Map<KeyId, KeyChain>();
	#aside = new Map<EntryId, Entry>();

	constructor(inside: LedgerInside) {
		this.#inside = inside;
	}

	add(entries: Entry[]): void {
		for (const entry of entries) {
			this.#chains.add(entry);
			if (!this.#aside.has(entry.id)) this.#withAside.get(entry.key)?.add(entry);
		}
	}

	/** Notes what is here and is not given to anybody: it is not asked for again. */
	addAside(entries: Iterable<Entry>): void {
		const fresh = [...entries].filter(({ id }) => !this.#aside.has(id));
		for (const entry of fresh) this.#aside.set(entry.id, entry);
		const entryOf = (id: EntryId) => this.#aside.get(id) ?? this.#entryOf(id);
		for (const entry of fresh) {
			let chain = this.#withAside.get(entry.key);
			if (!chain) {
				this.#withAside.set(entry.key, (chain = new KeyChain(entry.key, authorOf(entry), entryOf)));
				for (const given of this.#chains.of(entry.key)?.entries() ?? []) chain.add(given);
			}
			chain.add(entry);
		}
	}

	/** Whether it is here and not given to anybody. */
	isAside(id: EntryId): boolean {
		return this.#aside.has(id);
	}

	/** What was kept aside is here no more, or is to come in: it may be sent. Cost: these. */
	dropAside(marks: Iterable<Pick<Entry, 'id' | 'key'>>): void {
		for (const { id, key } of marks) {
			this.#aside.delete(id);
			this.#withAside.delete(key);
		}
	}

	/** Begins anew: everything that is given, and what is kept aside. */
	restock(given: readonly Entry[], aside: Iterable<Entry>): void {
		this.#chains = new Chains(this.#entryOf);
		this.#withAside = new Map();
		this.#aside = new Map();
		this.add([...given]);
		this.addAside(aside);
	}

	textOf(id: EntryId): string {
		return entryToText(this.#inside.entries.get(id)!);
	}

	heads(): Heads {
		const heads = this.#chains.heads();
		for (const { key, head } of this.#withAside.values()) heads[key] = head;
		return heads;
	}

	gaps(most: number): Gap[] {
		return this.#chains.gaps(most);
	}

	forks(most: number): Fork[] {
		return this.#chains.forks(most);
	}

	/** What somebody with these heads lacks, what others rest on first, and of which keys it can't be told. */
	lacking(heads: Heads): { lacking: EntryId[]; unclear: KeyId[] } {
		const lacking: EntryId[] = [];
		const unclear: KeyId[] = [];
		for (const chain of this.#chains.all()) {
			const lack = lackingOf(chain, heads[chain.key], (id) => this.#inside.entries.get(id));
			if (lack === 'unclear') unclear.push(chain.key);
			else if (lack !== 'ahead') for (const id of lack) lacking.push(id);
		}
		return { lacking: this.#ordered(lacking), unclear };
	}

	/** Whether any of these is not here. */
	lacks(ids: EntryId[]): boolean {
		return ids.some((id) => !this.#inside.entries.has(id) && !this.#aside.has(id));
	}

	/** What is here of these keys, given or kept aside. */
	idsOf(keys: Iterable<KeyId>): Record<KeyId, EntryId[]> {
		const here = (key: KeyId) => {
			const chain = this.#withAside.get(key) ?? this.#chains.of(key);
			return chain ? entriesOf(chain) : [];
		};
		return Object.fromEntries([...keys].map((key) => [key, here(key)]));
	}

	/** The entries of these keys without those listed. */
	besides(ids: Record<KeyId, EntryId[]>): EntryId[] {
		return this.#ordered(
			Object.entries(ids).flatMap(([key, listed]) => {
				const there = new Set(listed);
				return this.#entriesOf(key).filter((id) => !there.has(id));
			})
		);
	}

	#entriesOf(key: KeyId): EntryId[] {
		const chain = this.#chains.of(key);
		return chain ? entriesOf(chain) : [];
	}

	/** Whoever gets them in this order can tell of each at once whether its key is known. */
	#ordered(ids: EntryId[]): EntryId[] {
		if (ids.length < 2) return ids;
		const { entries, keys } = this.#inside;
		const asked = new Set(ids);
		const restsOn = (id: EntryId) => {
			const entry = entries.get(id)!;
			return [entry.previous, entry.organization, keys.record(authorOf(entry), entry.key)?.entry ?? ''];
		};
		return [...inOrder(ids, restsOn, (id) => asked.has(id))];
	}
}

/** An entry that is kept aside, as far as its chain needs it. */
export const markedEntry = ({
	id,
	key,
	seq,
	previous,
	organization
}: Mark & { organization: string }): Entry => ({
	...{
		id,
		v: newestForm,
		workspace: '',
		organization: organization === id ? '' : organization,
		key,
		seq,
		previous
	},
	...{ stamp: 0, at: 0, action: '', command: '', facts: [], signature: '' }
});
