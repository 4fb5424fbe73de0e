import { besideFixedPoint } from './beside-fixed-point';
import { dominatorsOf } from './dominators';
import { gives, passesOn, relayedIn, roots } from './effective-permissions';
import type { OrganizationId } from './facts';
import { linksOn, linksTo } from './links-to';
import { memberOf } from './member-of';
import { bitOf, type Permission, type PermissionSet, toList, toSet, withImplied } from './permissions';
import type { Link, Product } from './records';

/**
 * active: effective, and needed. dormant: stored, not effective, because its grantor does not, or no longer, relay
 * the permission. redundant: effective, but the grantee would hold and relay the same without it.
 */
export type GrantState = 'active' | 'dormant' | 'redundant';

/**
 * The state of one permission that a link grants. Cost: a few look-ups, once the product's links were looked through after
 * a change.
 */
export function grantState(product: Product, link: Link, permission: Permission): GrantState {
	const bit = bitOf(permission);
	const relayed = relayedOn(product, link.grantor);
	if (!(relayed & bit)) return 'dormant';
	if (roots(product).includes(link.grantee)) return 'redundant';
	const lost = withImplied(link.permissions) & ~withImplied(link.permissions & ~bit) & relayed;
	return toList(lost).every((each) => isFedWithout(product, link, each)) ? 'redundant' : 'active';
}

/** What of the link is stored and not effective: what its grantor does not relay. */
export const dormantPermissions = (product: Product, link: Link): PermissionSet =>
	link.permissions & ~relayedOn(product, link.grantor);

/** What of the link is effective, and gives nothing that its grantee would not hold and relay without it. */
export const redundantPermissions = (product: Product, link: Link): PermissionSet =>
	toSet(toList(link.permissions).filter((each) => grantState(product, link, each) === 'redundant'));

/** Every permission of the link, as granted, with its state. */
export const grantStates = (product: Product, link: Link): { permission: Permission; state: GrantState }[] =>
	toList(link.permissions).map((permission) => ({
		permission,
		state: grantState(product, link, permission)
	}));

const relayedOn = (product: Product, organization: OrganizationId): PermissionSet =>
	relayedIn(product.standings.get(organization) ?? 0);

const relays = (product: Product, organization: OrganizationId, permission: Permission): boolean =>
	(relayedOn(product, organization) & bitOf(permission)) !== 0;

/**
 * How many links feed each organization the permission, and how many of them let it pass it on: effective ones, and those
 * that do not come through the organization itself, whose grantor relays it without it.
 */
interface Feeding {
	counts: Map<OrganizationId, { giving: number; passing: number }>;
	feeds: (link: Link) => boolean;
}

const feedings = besideFixedPoint(() => new Map<Permission, Feeding>());

const feedingOf = (product: Product, permission: Permission): Feeding =>
	memberOf(feedings(product), permission, () => {
		const dominates = dominatorsOf(roots(product), function* (grantor) {
			for (const link of product.links.get(grantor)?.values() ?? [])
				if (passesOn(link, permission)) yield link.grantee;
		});
		const feeds = (link: Link) =>
			relays(product, link.grantor, permission) &&
			gives(link, permission) &&
			!dominates(link.grantee, link.grantor);
		const counts: Feeding['counts'] = new Map();
		for (const link of linksOn(product)) {
			if (!feeds(link)) continue;
			const count = memberOf(counts, link.grantee, () => ({ giving: 0, passing: 0 }));
			count.giving += 1;
			if (passesOn(link, permission)) count.passing += 1;
		}
		return { counts, feeds };
	});

/** Whether the grantee would hold and relay the permission as it does if the link did not give it. */
function isFedWithout(product: Product, link: Link, permission: Permission): boolean {
	// Mostly nobody else gives it at all, and nothing has to be followed.
	const isOther = (each: Link) =>
		each.grantor !== link.grantor && relays(product, each.grantor, permission) && gives(each, permission);
	if (!linksTo(product, link.grantee).some(isOther)) return false;
	const { counts, feeds } = feedingOf(product, permission);
	const count = counts.get(link.grantee);
	if (!count) return false;
	const own = Number(feeds(link));
	if (count.giving === own) return false;
	return !relays(product, link.grantee, permission) || count.passing > (passesOn(link, permission) ? own : 0);
}
