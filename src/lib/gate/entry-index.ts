import { entryToText } from '$lib/document/entries/codec';
import type { LedgerInternals } from '$lib/document/ledger/internal-api';
import { topologicalOrder } from '$lib/document/entries/dependency-order';
import { authorOf, newestForm, type Entry } from '$lib/domain/entry';
import type { Mark } from '$lib/document/approvals/approvals';
import type { EntryId, KeyId } from '$lib/domain/facts';
import { type Fork, type Gap, KeyChain } from '$lib/domain/keys/key-chain';
import { headsOf, KeyChains } from './key-chains';
import { missingOf } from './missing-entries';
import type { Heads } from './api';

/** The entries by key, as they are sent to others and compared with what others have. The ledger itself is only read. */
export class EntryIndex {
	readonly #ledger: LedgerInternals;
	readonly #entryOf = (id: EntryId): Entry | undefined => this.#ledger.entries.get(id);
	/** What is sent to others. */
	#chains = new KeyChains(this.#entryOf);
	/** For keys of withheld entries: these, and what is sent to others. */
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

	/** Notes entries that are here and not sent to anybody, so that they are not asked for again. */
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

	/** Whether an entry is here and withheld. */
	isWithheld(id: EntryId): boolean {
		return this.#withheld.has(id);
	}

	/** Forgets withheld entries, which are gone or are to come in: they may be sent again. Cost: these. */
	dropWithheld(marks: Iterable<Pick<Entry, 'id' | 'key'>>): void {
		for (const { id, key } of marks) {
			this.#withheld.delete(id);
			this.#withWithheld.delete(key);
		}
	}

	/** Starts again with everything that is sent to others, and what is withheld. */
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

	/** What somebody with these heads is missing, in dependency order, and the keys for which the heads do not tell. */
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

	/** Whether any of these entries is not here. */
	lacksAny(ids: EntryId[]): boolean {
		return ids.some((id) => !this.#ledger.entries.has(id) && !this.#withheld.has(id));
	}

	/** The ids that are here of these keys, withheld or not. */
	idsOf(keys: Iterable<KeyId>): Record<KeyId, EntryId[]> {
		const here = (key: KeyId) => (this.#withWithheld.get(key) ?? this.#chains.of(key))?.ids() ?? [];
		return Object.fromEntries([...keys].map((key) => [key, here(key)]));
	}

	/** The entries of these keys, but for those listed. */
	without(ids: Record<KeyId, EntryId[]>): EntryId[] {
		return this.#ordered(
			Object.entries(ids).flatMap(([key, listed]) => {
				const there = new Set(listed);
				return (this.#chains.of(key)?.ids() ?? []).filter((id) => !there.has(id));
			})
		);
	}

	/** In an order in which the receiver can tell at once whether each entry's key is known. */
	#ordered(ids: EntryId[]): EntryId[] {
		if (ids.length < 2) return ids;
		const { entries, keys } = this.#ledger;
		const asked = new Set(ids);
		const restsOn = (id: EntryId) => {
			const entry = entries.get(id)!;
			return [entry.previous, entry.organization, keys.record(authorOf(entry), entry.key)?.entry ?? ''];
		};
		return [...topologicalOrder(ids, restsOn, (id) => asked.has(id))];
	}
}

/** A withheld entry, with the fields that its chain needs. */
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
