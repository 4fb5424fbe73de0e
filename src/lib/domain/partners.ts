import type { OrganizationId } from './facts';
import type { Partnership } from './records';
import { partnershipBetween, relationsOf, type Snapshot } from './snapshot';

/** Whether it is a partner now: added and not deleted, or with an unrevoked grant (docs/rules.md, After a merge). */
export const isPartner = ({ undeleted, authorized }: Partnership): boolean =>
	undeleted.size > 0 || authorized.size > 0;

/** Whether `partner` is a partner of `owner`: it need not be so the other way round. */
export function isPartnerOf(snapshot: Snapshot, owner: OrganizationId, partner: OrganizationId): boolean {
	const partnership = partnershipBetween(snapshot, owner, partner);
	return partnership !== undefined && isPartner(partnership);
}

/** The partners that an organization has now. */
export const partnersOf = (snapshot: Snapshot, owner: OrganizationId): Partnership[] =>
	[...relationsOf(snapshot, owner).partners.values()].filter(isPartner);
