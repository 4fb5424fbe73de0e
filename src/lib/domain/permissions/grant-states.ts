import { cachedPerFixedPoint } from './fixed-point-cache';
import { dominatorsOf } from '../algorithms/dominators';
import { isLastBlocker } from '../deletion/completed';
import { gives, passesOn, rootPermissions, roots } from './effective-permissions';
import {
	heldIn,
	includes,
	only,
	type PermissionSet,
	relayedIn,
	toList,
	toSet,
	withImplied
} from './standing';
import type { OrganizationId } from '../facts';
import { linksOn } from './links';
import { getOrInsertComputed } from '../algorithms/get-or-insert';
import { type Permission, permissions } from './permissions';
import type { Link, Product } from '../records';
import type { Snapshot } from '../snapshot';

/**
 * The state of a grant that was not revoked (docs/rules.md, The state of a grant). `active`: effective and needed.
 * `dormant`: its grantor does not relay the permission, or the grantee is deleted. `redundant`: effective, but
 * without it the grantee would hold and relay the same, and no deletion waits for nothing else.
 */
export type GrantState = 'active' | 'dormant' | 'redundant';

/**
 * The state of one permission that a link grants; all grants of it between the two count as one. Cost: a few
 * look-ups, once the product's links were walked after a change.
 */
export function grantState(
	snapshot: Snapshot,
	product: Product,
	link: Link,
	permission: Permission
): GrantState {
	if (includes(dormantPermissions(product, link), permission)) return 'dormant';
	const isNeeded = !isUnneeded(product, link, permission) || isLastBlocker(snapshot, link, only(permission));
	return isNeeded ? 'active' : 'redundant';
}

/** The permissions of the link that are dormant: its grantor does not relay them, or its grantee is deleted. */
export const dormantPermissions = (
	product: Product,
	{ permissions, grantor, grantee }: Link
): PermissionSet =>
	permissions & ~(relayedOn(product, grantor) & heldIn(product.standings.get(grantee) ?? 0));

/**
 * The effective permissions of the link without which its grantee would hold and relay the same; unlike `grantState`,
 * no matter whether a deletion waits for them.
 */
export const unneededPermissions = (product: Product, link: Link): PermissionSet =>
	toSet(
		toList(link.permissions & ~dormantPermissions(product, link)).filter((each) =>
			isUnneeded(product, link, each)
		)
	);

/** Every permission that the link grants, with its state. */
export const grantStates = (
	snapshot: Snapshot,
	product: Product,
	link: Link
): { permission: Permission; state: GrantState }[] =>
	toList(link.permissions).map((permission) => ({
		permission,
		state: grantState(snapshot, product, link, permission)
	}));

/** Whether dormant product development still gives panel development, since its grantor relays that. */
export const stillGivesPanels = (product: Product, link: Link): boolean =>
	includes(dormantPermissions(product, link), 'product-development') &&
	!includes(link.permissions, 'panel-development') &&
	includes(relayedOn(product, link.grantor), 'panel-development') &&
	includes(heldIn(product.standings.get(link.grantee) ?? 0), 'panel-development');

/** Whether the grantee would hold and relay the same without this effective permission of the link. */
function isUnneeded(product: Product, link: Link, permission: Permission): boolean {
	const own = rootPermissions(product, link.grantee);
	const without = (set: PermissionSet) => withImplied(set) & ~withImplied(set & ~only(permission)) & ~own;
	const relayed = relayedOn(product, link.grantor);
	const given = without(link.permissions) & relayed;
	const passed = without(link.flagged) & relayed;
	return toList(given | passed).every((each) => {
		const others = otherFeeders(product, link, each);
		return (
			!(includes(given, each) && others.giving === 0) && !(includes(passed, each) && others.passing === 0)
		);
	});
}

const relayedOn = (product: Product, organization: OrganizationId): PermissionSet =>
	relayedIn(product.standings.get(organization) ?? 0);

const relays = (product: Product, organization: OrganizationId, permission: Permission): boolean =>
	includes(relayedOn(product, organization), permission);

/**
 * How many links feed each organization the permission, and how many of them let it pass it on: effective ones, and those
 * that do not come through the organization itself, whose grantor relays it without it.
 */
interface Feeding {
	counts: Map<OrganizationId, { giving: number; passing: number }>;
	feeds: (link: Link) => boolean;
}

/** How many links effectively give each permission to each organization, circles included. */
const givers = cachedPerFixedPoint((product) => {
	const counts = new Map(permissions.map((each) => [each, new Map<OrganizationId, number>()]));
	for (const link of linksOn(product))
		for (const permission of toList(withImplied(link.permissions) & relayedOn(product, link.grantor))) {
			const given = counts.get(permission)!;
			given.set(link.grantee, (given.get(link.grantee) ?? 0) + 1);
		}
	return counts;
});

const feedings = cachedPerFixedPoint(() => new Map<Permission, Feeding>());

const feedingOf = (product: Product, permission: Permission): Feeding =>
	getOrInsertComputed(feedings(product), permission, () => {
		const begins = roots(product, permission).filter((root) => relays(product, root, permission));
		const dominates = dominatorsOf(begins, function* (grantor) {
			for (const link of product.links.from(grantor)) if (passesOn(link, permission)) yield link.grantee;
		});
		const feeds = (link: Link) =>
			relays(product, link.grantor, permission) &&
			gives(link, permission) &&
			!dominates(link.grantee, link.grantor);
		const counts: Feeding['counts'] = new Map();
		for (const link of linksOn(product)) {
			if (!feeds(link)) continue;
			const count = getOrInsertComputed(counts, link.grantee, () => ({ giving: 0, passing: 0 }));
			count.giving += 1;
			if (passesOn(link, permission)) count.passing += 1;
		}
		return { counts, feeds };
	});

/** How many other links feed the grantee the permission, and how many of those are flagged. */
function otherFeeders(
	product: Product,
	link: Link,
	permission: Permission
): { giving: number; passing: number } {
	// Mostly nobody else gives it at all, and nothing has to be followed.
	if (givers(product).get(permission)!.get(link.grantee) === 1) return { giving: 0, passing: 0 };
	const { counts, feeds } = feedingOf(product, permission);
	const { giving, passing } = counts.get(link.grantee) ?? { giving: 0, passing: 0 };
	const own = feeds(link);
	return {
		giving: giving - (own && gives(link, permission) ? 1 : 0),
		passing: passing - (own && passesOn(link, permission) ? 1 : 0)
	};
}
