import { organizationsWithAccount } from '$lib/commands/organizations';
import type { OrganizationId } from '$lib/domain/facts';
import { isPartnerDeletionWaiting } from '$lib/domain/deletion/deletion';
import { partnersOf } from '$lib/domain/partners';
import type { Partnership } from '$lib/domain/records';
import type { Snapshot } from '$lib/domain/snapshot';
import { searchMatcher } from '$lib/domain/text/text';
import { partnerName } from '../names';
import { organizationShown, type OrganizationShown } from '../organizations/shown';

/** An organization as a row or a header shows it. */
export interface Party extends OrganizationShown {
	/** The other organizations that a merge brought with the same account: found when they are asked for. */
	readonly sameAccount: OrganizationId[];
}

/** An organization as the other party of an authorization, with those that have the same account. */
export function partyOf(snapshot: Snapshot, id: OrganizationId): Party {
	const shown = organizationShown(snapshot, id);
	const { account } = shown;
	return {
		...shown,
		get sameAccount() {
			return account === '' ? [] : organizationsWithAccount(snapshot, account, id);
		}
	};
}

/** A row of Granted by Me. */
export interface PartnerRow {
	partner: OrganizationId;
	/** The name that the acting organization gave. */
	name: string;
	party: Party;
	/** How many products are authorized, by kind. */
	develop: number;
	purchase: number;
	changedAt: number;
	/** Deleted on one side of a merge, and kept for the products that the other side authorized. */
	deletionWaits: boolean;
	partnership: Partnership;
}

/** A partner as a row of Granted by Me. */
export function partnerRow(snapshot: Snapshot, partnership: Partnership): PartnerRow {
	const { owner, partner, counts, changedAt } = partnership;
	return {
		partner,
		name: partnerName(snapshot, owner, partner),
		party: partyOf(snapshot, partner),
		develop: counts.develop,
		purchase: counts.purchase,
		changedAt,
		deletionWaits: isPartnerDeletionWaiting(partnership),
		partnership
	};
}

/** The partners of the acting organization, found by partner name, own name or account. Cost: the partners, not their products. */
export function grantedByMe(snapshot: Snapshot, actor: OrganizationId, query = ''): PartnerRow[] {
	const finds = searchMatcher(query);
	return partnersOf(snapshot, actor)
		.map((partnership) => partnerRow(snapshot, partnership))
		.filter(({ name, party }) => finds(name, party.name, party.account));
}
