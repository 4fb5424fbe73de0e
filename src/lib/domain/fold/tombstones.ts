import { resolveRef } from '../facts';
import type { Owned, Partnership } from '../records';
import type { Snapshot } from '../snapshot';
import { refreshPartner } from './blockers';
import { concern, type Folding, type Handlers, factIdOf, waitFor } from './handlers';
import { writableIn, writablePart } from './copy-on-write';
import { indexExpectation } from './expectations';
import { partnershipFor } from './partners';
import { deviceFor, expectationFor, logsFor, organizationFor, productFor, workFor } from './writable-records';

/** States deletions and their withdrawals. Only the record's owner can delete it; a fact waits for what it names. */
export const foldTombstones: Handlers<'tombstones' | 'withdrawals'> = {
	tombstones(folding, fact, source) {
		const id = resolveRef(fact.record, source.entry);
		const record = recordOf(folding.snapshot, id);
		if (!record) return waitFor(folding, id, fact, source);
		if (record.owner !== source.author) return;
		const tombstone = factIdOf(source);
		const { author, at } = source;
		folding.snapshot.tombstones.set(tombstone, {
			record: id,
			owner: author,
			at,
			withdrawn: false,
			withdrawals: 0
		});
		tombstonesFor(folding.snapshot, id)?.add(tombstone);
		touch(folding, id);
	},

	withdrawals(folding, fact, source) {
		const id = resolveRef(fact.tombstone, source.entry);
		const tombstone = folding.snapshot.tombstones.get(id);
		if (!tombstone) return waitFor(folding, id, fact, source);
		if (tombstone.owner !== source.author) return;
		const withdrawals = tombstone.withdrawals + 1;
		folding.snapshot.tombstones.set(id, { ...tombstone, withdrawn: true, withdrawals });
		if (tombstone.withdrawn) return;
		tombstonesFor(folding.snapshot, tombstone.record)?.delete(id);
		touch(folding, tombstone.record);
	}
};

/** Retracts deletions and withdrawals. */
export const retractTombstones: Handlers<'tombstones' | 'withdrawals'> = {
	tombstones(folding, _, source) {
		const { snapshot } = folding;
		const id = factIdOf(source);
		const tombstone = snapshot.tombstones.get(id);
		if (!tombstone) return;
		snapshot.tombstones.delete(id);
		tombstonesFor(snapshot, tombstone.record)?.delete(id);
		touch(folding, tombstone.record);
	},

	withdrawals(folding, fact, source) {
		const { snapshot } = folding;
		const id = resolveRef(fact.tombstone, source.entry);
		const tombstone = snapshot.tombstones.get(id)!;
		if (tombstone.owner !== source.author) return;
		const withdrawals = tombstone.withdrawals - 1;
		snapshot.tombstones.set(id, { ...tombstone, withdrawn: withdrawals > 0, withdrawals });
		if (withdrawals > 0) return;
		tombstonesFor(snapshot, tombstone.record)?.add(id);
		touch(folding, tombstone.record);
	}
};

/** The record of that id, in whichever table it can be deleted from. */
const recordOf = (snapshot: Snapshot, id: string): Owned | undefined =>
	snapshot.partners.get(id)?.records.get(id) ??
	snapshot.products.get(id) ??
	snapshot.organizations.get(id) ??
	snapshot.work.get(id) ??
	snapshot.devices.get(id) ??
	snapshot.logs.get(id) ??
	snapshot.expectations.get(id);

/** The tombstones of the record, to write. */
function tombstonesFor(snapshot: Snapshot, id: string): Set<string> | undefined {
	const partner = snapshot.partners.get(id);
	if (partner) return partnerTombstonesFor(snapshot, id, partner);
	const record =
		productFor(snapshot, id) ??
		organizationFor(snapshot, id) ??
		workFor(snapshot, id) ??
		deviceFor(snapshot, id) ??
		logsFor(snapshot, id) ??
		expectationFor(snapshot, id);
	return record && writablePart(snapshot, record, 'tombstones');
}

/** The tombstones of a partner record, which is kept in its partnership and, with that, by its id. */
function partnerTombstonesFor(snapshot: Snapshot, id: string, { owner, partner }: Partnership) {
	const partnership = partnershipFor(snapshot, owner, partner);
	const records = writablePart(snapshot, partnership, 'records');
	const record = writableIn(snapshot, records, id)!;
	return writablePart(snapshot, record, 'tombstones');
}

function touch(folding: Folding, id: string): void {
	const { snapshot, touched } = folding;
	if (snapshot.products.has(id)) touched.add(id);
	const expectation = snapshot.expectations.get(id);
	if (expectation) indexExpectation(snapshot, expectation, true);
	const partner = snapshot.partners.get(id);
	if (partner) {
		const partnership = partnershipFor(snapshot, partner.owner, partner.partner);
		const undeleted = writablePart(snapshot, partnership, 'undeleted');
		if (partnership.records.get(id)!.tombstones.size > 0) undeleted.delete(id);
		else undeleted.set(id, true);
		refreshPartner(snapshot, partnership);
		concern(folding, partner.owner);
	}
	const organization = snapshot.organizations.get(id);
	if (!organization) return;
	concern(folding, id);
	if (organization.tombstones.size > 0) snapshot.tombstonedOrganizations.add(id);
}
