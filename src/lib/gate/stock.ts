import { entryToText } from '../document/codec';
import type { LedgerInside } from '../document/inside';
import { inOrder } from '../document/order';
import { authorOf, type Entry } from '../domain/entry';
import type { EntryId, KeyId } from '../domain/facts';
import { Chains, entriesOf } from './chains';
import { lackingOf } from './lacking';
import type { Fork, Gap, Heads } from './port';

/** What is here to be given to others: it is read, and never written. */
export class Stock {
	readonly #inside: LedgerInside;
	readonly #chains: Chains;

	constructor(inside: LedgerInside) {
		this.#inside = inside;
		this.#chains = new Chains((id) => inside.entries.get(id));
	}

	add(entries: Entry[]): void {
		for (const entry of entries) this.#chains.add(entry);
	}

	textOf(id: EntryId): string {
		return entryToText(this.#inside.entries.get(id)!);
	}

	heads(): Heads {
		return this.#chains.heads();
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
		return ids.some((id) => !this.#inside.entries.has(id));
	}

	idsOf(keys: Iterable<KeyId>): Record<KeyId, EntryId[]> {
		return Object.fromEntries([...keys].map((key) => [key, this.#entriesOf(key)]));
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
		const adders = new Map<string, Map<KeyId, EntryId>>();
		const adderOf = (organization: string, key: KeyId): EntryId => {
			let known = adders.get(organization);
			if (!known) {
				known = new Map(keys.recordsOf(organization).map((record) => [record.key, record.entry]));
				adders.set(organization, known);
			}
			return known.get(key) ?? '';
		};
		const restsOn = (id: EntryId) => {
			const entry = entries.get(id)!;
			return [entry.previous, entry.organization, adderOf(authorOf(entry), entry.key)];
		};
		return [...inOrder(ids, restsOn, (id) => asked.has(id))];
	}
}
