import { addVersion } from '../field';
import type { OrganizationId } from '../facts';
import type { Partnership } from '../records';
import type { Snapshot } from '../snapshot';
import { type Handlers, newOwned, versionOf } from './handlers';
import { owned, ownPart } from './own';
import { relationFor } from './relations';

export const foldPartners: Handlers<'partners' | 'partner-names'> = {
	partners({ snapshot, concerned }, fact, source) {
		const partnership = partnershipFor(snapshot, source.author, fact.partner);
		const record = newOwned(source);
		ownPart(snapshot, partnership, 'records').set(record.id, record);
		addVersion(ownPart(snapshot, partnership, 'names'), versionOf(fact.name, source));
		partnership.changedAt = Math.max(partnership.changedAt, source.at);
		snapshot.partners.set(record.id, { ...record, partnership });
		concerned.add(source.author);
	},

	'partner-names'({ snapshot }, fact, source) {
		const partnership = partnershipFor(snapshot, source.author, fact.partner);
		addVersion(ownPart(snapshot, partnership, 'names'), versionOf(fact.name, source));
		partnership.changedAt = Math.max(partnership.changedAt, source.at);
	}
};

/** The partnership as its owner sees it, to write; made on first mention: a grant alone makes one too. */
export function partnershipFor(
	snapshot: Snapshot,
	owner: OrganizationId,
	partner: OrganizationId
): Partnership {
	const known = snapshot.relations.get(owner)?.partners.get(partner);
	if (known) return owned(snapshot, known, (copy) => putPartnership(snapshot, copy));
	const partnership: Partnership = {
		owner,
		partner,
		records: new Map(),
		names: [],
		authorized: new Map(),
		counts: { develop: 0, purchase: 0 },
		changedAt: 0
	};
	putPartnership(snapshot, partnership);
	return partnership;
}

/** To both sides, and to the records that belong to it. */
function putPartnership(snapshot: Snapshot, partnership: Partnership): void {
	const { owner, partner, records } = partnership;
	relationFor(snapshot, owner, 'partners').set(partner, partnership);
	relationFor(snapshot, partner, 'partnerOf').set(owner, partnership);
	for (const [id, record] of records) snapshot.partners.set(id, { ...record, partnership });
}
