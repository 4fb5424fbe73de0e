import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';
import type { OrganizationId } from '$lib/domain/facts';
import type { Organization } from '$lib/domain/records';
import type { Snapshot } from '$lib/domain/snapshot';
import { SortedByName } from '$lib/views/organizations/sorted-by-name';

/** By the map of organizations, which stays the same from one snapshot of a workspace to the next; then by language. */
const sorted = new WeakMap<Snapshot['organizations'], Map<string | undefined, SortedByName>>();

/** The organizations that are not deleted, by name. Cost: a look at each, and sorting in those with another name. */
export function standingOrganizations({ organizations }: Snapshot, tag?: string): readonly Organization[] {
	const byTag = getOrInsertComputed(sorted, organizations, () => new Map<string | undefined, SortedByName>());
	return getOrInsertComputed(byTag, tag, () => new SortedByName(tag)).of(organizations.values());
}

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
