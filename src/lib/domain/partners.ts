import type { OrganizationId } from './facts';
import type { Partnership } from './records';
import { partnershipBetween, relationsOf, type Snapshot } from './snapshot';

/** A's partners are the organizations that A has added and not deleted, and any to which an unrevoked grant by A exists. */
export const isPartner = ({ records, authorized }: Partnership): boolean =>
	authorized.size > 0 || [...records.values()].some(({ tombstones }) => tombstones.size === 0);

/** Whether the one is a partner of the other. */
export function isPartnerOf(snapshot: Snapshot, owner: OrganizationId, partner: OrganizationId): boolean {
	const partnership = partnershipBetween(snapshot, owner, partner);
	return partnership !== undefined && isPartner(partnership);
}

export const partnersOf = (snapshot: Snapshot, owner: OrganizationId): Partnership[] =>
	[...relationsOf(snapshot, owner).partners.values()].filter(isPartner);
