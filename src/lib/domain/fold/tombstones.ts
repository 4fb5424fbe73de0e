import { resolve } from '../facts';
import type { Owned } from '../records';
import type { Snapshot } from '../snapshot';
import { type Folding, type Handlers, idOf, waitFor } from './handlers';

export const foldTombstones: Handlers<'tombstones' | 'withdrawals'> = {
	tombstones(folding, fact, source) {
		const id = resolve(fact.record, source.entry);
		const record = recordOf(folding.snapshot, id);
		if (!record) return waitFor(folding, id, fact, source);
		if (record.owner !== source.author) return;
		const tombstone = idOf(source);
		folding.snapshot.tombstones.set(tombstone, { record: id, owner: source.author, withdrawn: false });
		record.tombstones.add(tombstone);
		touch(folding, id);
	},

	withdrawals(folding, fact, source) {
		const id = resolve(fact.tombstone, source.entry);
		const tombstone = folding.snapshot.tombstones.get(id);
		if (!tombstone) return waitFor(folding, id, fact, source);
		if (tombstone.owner !== source.author || tombstone.withdrawn) return;
		tombstone.withdrawn = true;
		recordOf(folding.snapshot, tombstone.record)?.tombstones.delete(id);
		touch(folding, tombstone.record);
	}
};

/** The record of that id, in whichever table it can be deleted from. */
const recordOf = (snapshot: Snapshot, id: string): Owned | undefined =>
	snapshot.partners.get(id) ??
	snapshot.products.get(id) ??
	snapshot.organizations.get(id) ??
	snapshot.work.get(id) ??
	snapshot.devices.get(id) ??
	snapshot.logs.get(id) ??
	snapshot.expectations.get(id);

function touch({ snapshot, touched }: Folding, id: string): void {
	if (snapshot.products.has(id)) touched.add(id);
}
