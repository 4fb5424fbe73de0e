import { organizationsWithAccount } from '$lib/commands/organizations';
import type { OrganizationId } from '$lib/domain/facts';
import { fingerprint } from '$lib/domain/fingerprint';
import { partnersOf } from '$lib/domain/partners';
import type { Organization } from '$lib/domain/records';
import { relationsOf, type Snapshot } from '$lib/domain/snapshot';
import { organizationShown, type OrganizationShown } from './shown';

export interface OrganizationRow extends OrganizationShown {
	/** How many products it owns. */
	owned: number;
	partners: number;
	/** The others with its account: a merge can bring them, and both stay. */
	sameAccount: OrganizationShown[];
	/** The fingerprints of the keys that act for it, the first one first: to compare with whoever says that they have it. */
	fingerprints: string[];
	/** It was made for somebody else, whose browser is to take it over. */
	reserved: boolean;
	/** It was deleted, and something still blocks that. */
	waiting: boolean;
	at: number;
}

/** Every organization of the workspace that is not deleted, in no particular order. */
export const organizationsTab = (snapshot: Snapshot): OrganizationRow[] =>
	[...snapshot.organizations.values()]
		.filter((organization) => !organization.deleted)
		.map((organization) => rowOf(snapshot, organization));

function rowOf(snapshot: Snapshot, organization: Organization): OrganizationRow {
	const { id, account, reserved, tombstones, at } = organization;
	return {
		...organizationShown(snapshot, id),
		owned: [...relationsOf(snapshot, id).owned].filter(
			(product) => snapshot.products.get(product)?.deleted === false
		).length,
		partners: partnersOf(snapshot, id).length,
		sameAccount: organizationsWithAccount(snapshot, account, id).map((other) =>
			organizationShown(snapshot, other)
		),
		fingerprints: snapshot.keys
			.recordsOf(id)
			.filter(({ key }) => snapshot.keys.acts(id, key))
			.map(({ key }) => fingerprint(key)),
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
