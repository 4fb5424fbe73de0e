import type { Shift } from '$lib/domain/permissions/difference';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import type { PermissionSet } from '$lib/domain/permissions/standing';
import type { Snapshot } from '$lib/domain/snapshot';
import { byName } from '../collation';
import { productName } from '../names';
import { type OrganizationShown, organizationShown } from '../organizations/shown';

/** The same change on one or more products. */
export interface ShiftGroup {
	gained: PermissionSet;
	lost: PermissionSet;
	/** By name. */
	products: { id: ProductId; name: string }[];
}

/** Everything that changes for one organization. */
export interface OrganizationShifts {
	organization: OrganizationShown;
	groups: ShiftGroup[];
}

/** Shifts by organization, in the order of names; products with the same change are grouped. */
export function shiftsByOrganization(snapshot: Snapshot, shifts: readonly Shift[]): OrganizationShifts[] {
	const inOrder = byName();
	const found = new Map<OrganizationId, Map<string, ShiftGroup>>();
	for (const { organization, product, gained, lost } of shifts) {
		let groups = found.get(organization);
		if (!groups) found.set(organization, (groups = new Map<string, ShiftGroup>()));
		const key = `${gained} ${lost}`;
		let group = groups.get(key);
		if (!group) groups.set(key, (group = { gained, lost, products: [] }));
		group.products.push({ id: product, name: productName(snapshot, product) });
	}
	return [...found]
		.map(([id, groups]) => {
			for (const { products } of groups.values()) products.sort(inOrder);
			return { organization: organizationShown(snapshot, id), groups: [...groups.values()] };
		})
		.sort((one, other) => inOrder(one.organization, other.organization));
}
