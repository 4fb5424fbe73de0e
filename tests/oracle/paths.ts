import type { OrganizationId, ProductId } from '$lib/domain/facts';
import type { Permission } from '$lib/domain/permissions/permissions';
import { implied } from './permissions';
import { rootsOf, type Recorded } from './recorded';

/**
 * Attenuation said once more, as paths: an organization holds a permission where a path of grants leads to it from a
 * root, each of which gives the permission, and all of which but the last may be passed on.
 */
export function isFed(
	world: Recorded,
	organization: OrganizationId,
	product: ProductId,
	permission: Permission,
	past: readonly OrganizationId[] = []
): boolean {
	const found = world.products.get(product);
	if (!found) return false;
	if (rootsOf(found, permission).includes(organization)) return true;
	return world.grants.some((grant) => {
		const gives = implied(grant.permission).includes(permission);
		if (grant.grantee !== organization || grant.product !== product || !gives) return false;
		if (past.includes(grant.grantor) || grant.grantor === organization) return false;
		// The first look asks who holds, every further one who relays.
		const isPassedOn = past.length === 0 || grant.flagged;
		return isPassedOn && isFed(world, grant.grantor, product, permission, [...past, organization]);
	});
}
