import { entryToText } from '$lib/document/entries/codec';
import type { LedgerInternals } from '$lib/document/ledger/internal-api';
import { topologicalOrder } from '$lib/document/entries/dependency-order';
import { authorOf, newestForm, type Entry } from '$lib/domain/entry';
import type { Mark } from '$lib/document/approvals/approvals';
import type { EntryId, KeyId } from '$lib/domain/facts';
import { type Fork, type Gap, KeyChain } from '$lib/domain/key-chain';
import { headsOf, KeyChains } from './key-chains';
import { missingOf } from './missing-entries';
import type { Heads } from './api';

/** What is here to be given to others: it is read, and never written. */
export class EntryIndex {
	readonly #ledger: LedgerInternals;
	readonly #entryOf = (id: EntryId): Entry | undefined => this.#ledger.entries.get(id);
	/** What is given. */
	#chains = new KeyChains(this.#entryOf);
	/** Of the keys by which something is kept aside, that and what is given. */
	#withWithheld = new Map<KeyId, KeyChain>();
	#withheld = new Map<EntryId, Entry>();

	constructor(ledger: LedgerInternals) {
		this.#ledger = ledger;
	}

	add(entries: Entry[]): void {
		for (const entry of entries) {
			this.#chains.add(entry);
			if (!this.#withheld.has(entry.id)) this.#withWithheld.get(entry.key)?.add(entry);
		}
	}

	/** Notes what is here and is not given to anybody: it is not asked for again. */
	addWithheld(entries: Iterable<Entry>): void {
		const fresh = [...entries].filter(({ id }) => !this.#withheld.has(id));
		for (const entry of fresh) this.#withheld.set(entry.id, entry);
		const entryOf = (id: EntryId) => this.#withheld.get(id) ?? this.#entryOf(id);
		for (const entry of fresh) {
			let chain = this.#withWithheld.get(entry.key);
			if (!chain) {
				this.#withWithheld.set(entry.key, (chain = new KeyChain(entry.key, authorOf(entry), entryOf)));
				for (const given of this.#chains.of(entry.key)?.entries() ?? []) chain.add(given);
			}
			chain.add(entry);
		}
	}

	/** Whether it is here and not given to anybody. */
	isWithheld(id: EntryId): boolean {
		return this.#withheld.has(id);
	}

	/** What was kept aside is here no more, or is to come in: it may be sent. Cost: these. */
	dropWithheld(marks: Iterable<Pick<Entry, 'id' | 'key'>>): void {
		for (const { id, key } of marks) {
			this.#withheld.delete(id);
			this.#withWithheld.delete(key);
		}
	}

	/** Begins anew: everything that is given, and what is kept aside. */
	rebuild(given: readonly Entry[], withheld: Iterable<Entry>): void {
		this.#chains = new KeyChains(this.#entryOf);
		this.#withWithheld = new Map();
		this.#withheld = new Map();
		this.add([...given]);
		this.addWithheld(withheld);
	}

	textOf(id: EntryId): string {
		return entryToText(this.#ledger.entries.get(id)!);
	}

	heads(): Heads {
		return headsOf(this.#chains.all(), this.#withWithheld.values());
	}

	gaps(most: number): Gap[] {
		return this.#chains.gaps(most);
	}

	forks(most: number): Fork[] {
		return this.#chains.forks(most);
	}

	/** What somebody with these heads lacks, what others rest on first, and of which keys it can't be told. */
	missing(heads: Heads): { lacking: EntryId[]; unclear: KeyId[] } {
		const lacking: EntryId[] = [];
		const unclear: KeyId[] = [];
		for (const chain of this.#chains.all()) {
			const lack = missingOf(chain, heads[chain.key], (id) => this.#ledger.entries.get(id));
			if (lack === 'unclear') unclear.push(chain.key);
			else if (lack !== 'ahead') for (const id of lack) lacking.push(id);
		}
		return { lacking: this.#ordered(lacking), unclear };
	}

	/** Whether any of these is not here. */
	lacksAny(ids: EntryId[]): boolean {
		return ids.some((id) => !this.#ledger.entries.has(id) && !this.#withheld.has(id));
	}

	/** What is here of these keys, given or kept aside. */
	idsOf(keys: Iterable<KeyId>): Record<KeyId, EntryId[]> {
		const here = (key: KeyId) => (this.#withWithheld.get(key) ?? this.#chains.of(key))?.ids() ?? [];
		return Object.fromEntries([...keys].map((key) => [key, here(key)]));
	}

	/** The entries of these keys without those listed. */
	without(ids: Record<KeyId, EntryId[]>): EntryId[] {
		return this.#ordered(
			Object.entries(ids).flatMap(([key, listed]) => {
				const there = new Set(listed);
				return (this.#chains.of(key)?.ids() ?? []).filter((id) => !there.has(id));
			})
		);
	}

	/** Whoever gets them in this order can tell of each at once whether its key is known. */
	#ordered(ids: EntryId[]): EntryId[] {
		if (ids.length < 2) return ids;
		const { entries, keys } = this.#ledger;
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
		return [...topologicalOrder(ids, restsOn, (id) => asked.has(id))];
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
