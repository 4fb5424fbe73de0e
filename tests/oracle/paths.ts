import type { OrganizationId, ProductId } from '$lib/domain/facts';
import type { Permission } from '$lib/domain/permissions';
import { rootsOf } from './oracle';
import type { Recorded } from './recorded';

/**
 * Attenuation said once more, as paths: an organization holds a permission where a path of grants leads to it from a
 * root, each of which gives the permission, and all of which but the last carry the third-party flag of its kind.
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
		const gives =
			grant.permission === permission ||
			(grant.permission === 'product-development' && permission === 'panel-development');
		if (grant.grantee !== organization || grant.product !== product || !gives) return false;
		if (past.includes(grant.grantor) || grant.grantor === organization) return false;
		// The first look asks who holds, every further one who relays.
		const relaying =
			past.length === 0 || carriesFlag(world, grant.grantor, organization, product, grant.permission);
		return relaying && isFed(world, grant.grantor, product, permission, [...past, organization]);
	});
}

const carriesFlag = (
	world: Recorded,
	grantor: OrganizationId,
	grantee: OrganizationId,
	product: ProductId,
	permission: Permission
) =>
	world.flags.some(
		(flag) =>
			flag.grantor === grantor &&
			flag.grantee === grantee &&
			flag.product === product &&
			flag.permission === permission
	);
