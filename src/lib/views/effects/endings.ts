import type { Command } from '$lib/commands/command';
import { fixedPoint, standingMaker } from '$lib/domain/permissions/effective-permissions';
import {
	includes,
	kindsIn,
	only,
	type PermissionSet,
	relayedIn,
	withImplied
} from '$lib/domain/permissions/standing';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import { linksOn } from '$lib/domain/permissions/links';
import { type Kind, kindOf, type Permission, permissions } from '$lib/domain/permissions/permissions';
import type { Link } from '$lib/domain/records';
import type { Snapshot } from '$lib/domain/snapshot';
import { linksByGrantee } from '../ask/why-paths';

/** What one organization would do so that one source of a permission is gone; `commands` does it. */
export interface Ending {
	actor: OrganizationId;
	change: { what: 'revoke'; permissions: Permission[] } | { what: 'end-standing' };
	commands: Command[];
}

/**
 * What would turn "yes" into "no", all of it together: whoever gives the organization the permission itself revokes it,
 * and the owner ends its standing as maker. Further up the chain nothing is touched, so that nobody else loses anything
 * but through the organization. Empty where it holds nothing, and for the owner, who holds everything for good. Those
 * of `preferred` come first. Cost: the product's links.
 */
export function endingsOf(
	snapshot: Snapshot,
	organization: OrganizationId,
	id: ProductId,
	permission: Permission,
	preferred: ReadonlySet<OrganizationId> = new Set()
): Ending[] {
	const product = snapshot.products.get(id);
	if (!product || product.deleted || product.owner === organization) return [];
	// Whoever has it from the organization alone gives it nothing.
	const others = fixedPoint(
		product,
		linksOn(product).filter(({ grantor }) => grantor !== organization)
	);
	const endings = (linksByGrantee(product, permission).get(organization) ?? [])
		.filter((link) => includes(relayedIn(others.get(link.grantor) ?? 0), permission))
		.map((link) => revoking(link, permission));
	if (standingMaker(product) === organization && includes(product.makerMay, permission))
		endings.push({
			...{ actor: product.owner, change: { what: 'end-standing' } },
			commands: [
				{ command: 'set-maker-standing', product: id, kinds: withoutKind(product.makerMay, permission) }
			]
		});
	return endings.sort((one, other) => Number(preferred.has(other.actor)) - Number(preferred.has(one.actor)));
}

/** The kinds that are left to the maker. */
const withoutKind = (may: PermissionSet, permission: Permission): Kind[] =>
	kindsIn(may).filter((kind) => kind !== kindOf(permission));

/** Revokes what was granted that gives the permission, by itself or by what includes it. */
function revoking({ grantor, grantee, product, permissions: granted }: Link, permission: Permission): Ending {
	const revoked = permissions.filter(
		(each) => includes(granted, each) && includes(withImplied(only(each)), permission)
	);
	return {
		...{ actor: grantor, change: { what: 'revoke', permissions: revoked } },
		commands: [{ command: 'revoke', grantee, items: [{ product, permissions: revoked }] }]
	};
}
