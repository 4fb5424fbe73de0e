import { pushAll } from '../algorithms/push-all';
import { differingKeys } from '../fold/overlay-map';
import { heldIn, type PermissionSet, type Standing } from './standing';
import type { OrganizationId, ProductId } from '../facts';
import type { Snapshot } from '../snapshot';

/** What one organization gained and lost on one product. */
export interface Shift {
	organization: OrganizationId;
	product: ProductId;
	gained: PermissionSet;
	lost: PermissionSet;
}

const nobody: ReadonlyMap<OrganizationId, Standing> = new Map();

/** Between two fixed points of one product, whoever holds something else. Cost: both maps. */
export function shiftsOf(
	product: ProductId,
	before: ReadonlyMap<OrganizationId, Standing>,
	after: ReadonlyMap<OrganizationId, Standing>
): Shift[] {
	const shifts: Shift[] = [];
	if (before === after) return shifts;
	const compare = (organization: OrganizationId, was: Standing, is: Standing) => {
		const had = heldIn(was);
		const has = heldIn(is);
		if (had !== has) shifts.push({ organization, product, gained: has & ~had, lost: had & ~has });
	};
	for (const [organization, was] of before) compare(organization, was, after.get(organization) ?? 0);
	for (const [organization, is] of after) if (!before.has(organization)) compare(organization, 0, is);
	return shifts;
}

/**
 * Between two snapshots of one workspace, whoever holds something else, on whichever product; a deleted product gives
 * nobody anything. Cost: the standings of the products that differ, and what it takes to find those: `differingKeys`.
 */
export function effectiveDifference(before: Snapshot, after: Snapshot): Shift[] {
	const shifts: Shift[] = [];
	const standingsIn = ({ products }: Snapshot, id: ProductId) => products.get(id)?.standings ?? nobody;
	for (const id of differingKeys(before.products, after.products))
		pushAll(shifts, shiftsOf(id, standingsIn(before, id), standingsIn(after, id)));
	return shifts;
}
