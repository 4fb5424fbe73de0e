import { fixedPoint, relayedIn } from './effective-permissions';
import { bitOf, type Permission, type PermissionSet, toList } from './permissions';
import type { Link, Product } from './records';

/**
 * active: effective, and needed. dormant: stored, not effective, because its grantor does not, or no longer, relay
 * the permission. redundant: effective, but the grantee would hold and relay the same without it.
 */
export type GrantState = 'active' | 'dormant' | 'redundant';

/** The state of one permission that a link grants. Cost: one fixed point of the product, or two look-ups where dormant. */
export function grantState(product: Product, link: Link, permission: Permission): GrantState {
	const bit = bitOf(permission);
	if (!(relayedIn(product.standings.get(link.grantor) ?? 0) & bit)) return 'dormant';
	const without = fixedPoint(product, (each) =>
		each === link ? { ...link, permissions: link.permissions & ~bit } : each
	);
	const same = (without.get(link.grantee) ?? 0) === (product.standings.get(link.grantee) ?? 0);
	return same ? 'redundant' : 'active';
}

/** What of the link is stored and not effective: what its grantor does not relay. */
export const dormantPermissions = (product: Product, link: Link): PermissionSet =>
	link.permissions & ~relayedIn(product.standings.get(link.grantor) ?? 0);

/** Every permission of the link, as granted, with its state. */
export const grantStates = (product: Product, link: Link): { permission: Permission; state: GrantState }[] =>
	toList(link.permissions).map((permission) => ({
		permission,
		state: grantState(product, link, permission)
	}));
