import { addVersion } from '../field';
import type { OrganizationId } from '../facts';
import type { Partnership } from '../records';
import { relationsFor, type Snapshot } from '../snapshot';
import { type Handlers, memberOf, newOwned, versionOf } from './handlers';

export const foldPartners: Handlers<'partners' | 'partner-names'> = {
	partners({ snapshot }, fact, source) {
		const partnership = partnershipFor(snapshot, source.author, fact.partner);
		const record = newOwned(source);
		partnership.records.set(record.id, record);
		addVersion(partnership.names, versionOf(fact.name, source));
		partnership.changedAt = Math.max(partnership.changedAt, source.at);
		snapshot.partners.set(record.id, { ...record, partnership });
	},

	'partner-names'({ snapshot }, fact, source) {
		const partnership = partnershipFor(snapshot, source.author, fact.partner);
		addVersion(partnership.names, versionOf(fact.name, source));
		partnership.changedAt = Math.max(partnership.changedAt, source.at);
	}
};

/** The partnership as its owner sees it, made on first mention: a grant alone makes one too. */
export function partnershipFor(
	snapshot: Snapshot,
	owner: OrganizationId,
	partner: OrganizationId
): Partnership {
	return memberOf(relationsFor(snapshot, owner).partners, partner, () => {
		const partnership: Partnership = {
			owner,
			partner,
			records: new Map(),
			names: [],
			authorized: new Map(),
			counts: { develop: 0, purchase: 0 },
			changedAt: 0
		};
		relationsFor(snapshot, partner).partnerOf.set(owner, partnership);
		return partnership;
	});
}
