import { isPartnerDeletionWaiting } from '../../domain/deletion/deletion';
import { relationsOf, type Snapshot } from '../../domain/snapshot';
import { beyondText, type Unsayable } from './unsayable';

/** What a text has no words for at all: deletions that wait, and how many records of each other kind there are. */
export function unsayableRecords(snapshot: Snapshot): Unsayable[] {
	const counts: Record<(typeof beyondText)[number], number> = {
		orders: snapshot.orders.size,
		work: snapshot.work.size,
		devices: snapshot.devices.size,
		logs: snapshot.logs.size,
		// Everybody who acts for an organization does so by a key.
		members: [...snapshot.organizations.keys()].reduce(
			(sum, id) => sum + [...snapshot.keys.recordsOf(id)].length,
			0
		),
		history: snapshot.entries.size,
		colours: snapshot.organizations.size
	};
	const records = beyondText.map((of): Unsayable => ({ kind: 'records', of, count: counts[of] }));
	return [...waitingDeletions(snapshot), ...records.filter((each) => 'count' in each && each.count > 0)];
}

function waitingDeletions(snapshot: Snapshot): Unsayable[] {
	const found: Unsayable[] = [];
	for (const id of snapshot.tombstonedOrganizations)
		if (!snapshot.organizations.get(id)?.deleted) found.push({ kind: 'deletion', of: 'organization', id });
	for (const { id, deleted, tombstones } of snapshot.products.values())
		if (!deleted && tombstones.size > 0) found.push({ kind: 'deletion', of: 'product', id });
	for (const id of snapshot.organizations.keys())
		for (const partnership of relationsOf(snapshot, id).partners.values())
			if (isPartnerDeletionWaiting(partnership))
				found.push({ kind: 'deletion', of: 'partner', id: partnership.partner });
	return found;
}
