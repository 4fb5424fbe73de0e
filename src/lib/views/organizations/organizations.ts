import { organizationsWithAccount } from '$lib/commands/organizations';
import { organizationMentions } from '$lib/domain/deletion/deletion';
import type { OrganizationId } from '$lib/domain/facts';
import { fingerprint } from '$lib/domain/fingerprint';
import { partnersOf } from '$lib/domain/partners';
import type { Organization } from '$lib/domain/records';
import { relationsOf, type Snapshot } from '$lib/domain/snapshot';
import { actingKeys } from './keyholders';
import { organizationShown, type OrganizationShown } from './shown';

export interface OrganizationRow extends OrganizationShown {
	/** How many products it owns. */
	owned: number;
	partners: number;
	/** The others with its account: a merge can bring them, and both stay. */
	readonly sameAccount: OrganizationId[];
	/** The fingerprints of the keys that act for it, the first one first: to compare with whoever says that they have it. */
	readonly fingerprints: string[];
	/** It was made for somebody else, whose browser is to take it over. */
	reserved: boolean;
	/** It was deleted, and something still blocks that. */
	waiting: boolean;
	at: number;
}

/**
 * Every organization of the workspace that is not deleted, in no particular order. Cost: these; what a row says of keys
 * and of others with its account is found when it is asked for.
 */
export const organizationsTab = (snapshot: Snapshot): OrganizationRow[] =>
	[...snapshot.organizations.values()]
		.filter((organization) => !organization.deleted)
		.map((organization) => rowOf(snapshot, organization));

/** Whether others say anything about an organization. */
export const hasMentions = (snapshot: Snapshot, id: OrganizationId): boolean =>
	Object.values(organizationMentions(snapshot, id)).some((list: string[]) => list.length > 0);

function rowOf(snapshot: Snapshot, organization: Organization): OrganizationRow {
	const { id, account, reserved, tombstones, at } = organization;
	return {
		...organizationShown(snapshot, id),
		owned: relationsOf(snapshot, id).undeletedProducts.size,
		partners: partnersOf(snapshot, id).length,
		get sameAccount() {
			return organizationsWithAccount(snapshot, account, id);
		},
		get fingerprints() {
			return actingKeys(snapshot, id).map(fingerprint);
		},
		reserved,
		waiting: tombstones.size > 0,
		at
	};
}

/** Whom to act as once `leaving` is gone: the first of those that one may act for, by name. */
export const nextToActAs = (
	snapshot: Snapshot,
	actable: ReadonlySet<OrganizationId>,
	leaving: OrganizationId
): OrganizationId | undefined =>
	organizationsTab(snapshot)
		.filter(({ id }) => id !== leaving && actable.has(id))
		.sort((a, b) => (a.name < b.name ? -1 : 1))[0]?.id;
