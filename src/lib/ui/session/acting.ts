import type { OrganizationId } from '$lib/domain/facts';
import type { Organization } from '$lib/domain/records';
import type { Snapshot } from '$lib/domain/snapshot';
import { byName } from '$lib/views/collation';

/** The organizations that are not deleted, by name. */
export const standingOrganizations = (snapshot: Snapshot, tag?: string): Organization[] =>
	[...snapshot.organizations.values()].filter((each) => !each.deleted).sort(byName(tag));

/** The organization to act as when a workspace opens: the last one, else the first that this browser may act for, else the first. */
export function actingFirst(
	snapshot: Snapshot,
	actable: ReadonlySet<OrganizationId>,
	last: OrganizationId | null
): OrganizationId | undefined {
	const there = standingOrganizations(snapshot);
	const first = (may: (organization: Organization) => boolean) => there.find(may)?.id;
	return first(({ id }) => id === last) ?? first(({ id }) => actable.has(id)) ?? there[0]?.id;
}
