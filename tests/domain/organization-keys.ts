import type { Entry } from '$lib/domain/entry';
import type { Fact, KeyId, OrganizationId } from '$lib/domain/facts';
import { applyEntries } from '$lib/domain/fold/apply';
import { emptySnapshot, type Snapshot } from '$lib/domain/snapshot';
import { entryOf, hashOf } from '../oracle/ledger';
import { expectSame, wholeOf } from '../oracle/whole';

/** A key by the name of whose browser holds it. */
export const keyOf = (name: string): KeyId => hashOf(`the key of ${name}`);

export const adds = (name: string): Fact => ({ table: 'keys', key: keyOf(name), name });

export const addsRecovery = (name: string): Fact => ({ table: 'recovery-keys', key: keyOf(name), name });

/** The key ends with that entry: `null` where nothing of it counts. */
export const retires = (name: string, head: Entry | null): Fact => ({
	...{ table: 'key-retirements', key: keyOf(name), last: head?.seq ?? 0, head: head?.id ?? '' }
});

export const calls = (value: string): Fact => ({ table: 'organization-fields', field: 'name', value });

/** A product for an entry to add. */
export const lamp: Fact = {
	...{ table: 'products', pid: 'L1', name: 'Lamp', category: 'light', basedOn: null },
	making: { origin: 'proprietary', maker: null }
};

/** Writes entries of one organization with keys of anybody; each goes on from the last of its key, or from another. */
export class Pen {
	readonly founding: Entry;
	/** Everything so far, in that order. */
	readonly written: Entry[] = [];
	readonly #last = new Map<KeyId, Entry>();

	constructor(founder: string, ...facts: Fact[]) {
		const named: Fact = {
			table: 'organizations',
			name: 'Aurora',
			account: 'a@example.com',
			colour: '#000000'
		};
		this.founding = entryOf({
			organization: '',
			key: keyOf(founder),
			facts: [named, adds(founder), ...facts]
		});
		this.written.push(this.founding);
		this.#last.set(this.founding.key, this.founding);
	}

	get organization(): OrganizationId {
		return this.founding.id;
	}

	/** The next entry of the key. */
	writes(name: string, ...facts: Fact[]): Entry {
		const entry = this.writesAfter(this.#last.get(keyOf(name)) ?? null, name, ...facts);
		this.#last.set(entry.key, entry);
		return entry;
	}

	/** An entry of the key that follows the one given: beside what followed it already. */
	writesAfter(previous: Entry | null, name: string, ...facts: Fact[]): Entry {
		const id = hashOf(`${this.organization} ${this.written.length}`);
		const link = { seq: (previous?.seq ?? 0) + 1, previous: previous?.id ?? '' };
		const { organization } = this;
		const written = {
			organization,
			key: keyOf(name),
			...link,
			stamp: 1 + this.written.length,
			facts
		};
		const entry = { ...entryOf(written), id };
		this.written.push(entry);
		return entry;
	}
}

/** The snapshot of the entries, which has to be the same in whichever order they come, together or one by one. */
export function snapshotOf(...entries: Entry[]): Snapshot {
	const [whole, forth, back] = [emptySnapshot(), emptySnapshot(), emptySnapshot()];
	applyEntries(whole, entries);
	for (const entry of entries) applyEntries(forth, [entry]);
	for (const entry of [...entries].reverse()) applyEntries(back, [entry]);
	expectSame(wholeOf(forth), wholeOf(whole));
	expectSame(wholeOf(back), wholeOf(whole));
	return whole;
}
