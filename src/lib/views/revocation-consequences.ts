import { fixedPoint, heldIn } from '../domain/effective-permissions';
import type { OrganizationId, ProductId } from '../domain/facts';
import {
	type Kind,
	kinds,
	type PermissionSet,
	permissionsOfKind,
	withoutImplied
} from '../domain/permissions';
import type { Link } from '../domain/records';
import type { Snapshot } from '../domain/snapshot';

/** A link as it would be: `from` the stored one. */
export interface Replacement {
	from: Link;
	to: Link;
}

/** A flag needs a permission of its kind: without one it goes off, as the command does it. */
const withScope = (link: Link, permissions: PermissionSet): Link => ({
	...link,
	permissions,
	thirdParty: new Set([...link.thirdParty].filter((kind) => permissions & permissionsOfKind[kind]))
});

export const revoking = (link: Link, permissions: PermissionSet): Replacement => ({
	from: link,
	to: withScope(link, link.permissions & ~permissions)
});

/** The develop permissions set to exactly these. */
export const rescoping = (link: Link, develop: PermissionSet): Replacement => ({
	from: link,
	to: withScope(link, withoutImplied((link.permissions & ~permissionsOfKind.develop) | develop))
});

export const flagging = (link: Link, kind: Kind, on: boolean): Replacement => ({
	from: link,
	to: {
		...link,
		thirdParty: new Set(kinds.filter((each) => (each === kind ? on : link.thirdParty.has(each))))
	}
});

/** What one organization would no longer hold. */
export interface Loss {
	organization: OrganizationId;
	products: { product: ProductId; permissions: PermissionSet }[];
}

/** Who would lose what they effectively hold: the direct partners whose links are replaced, and organizations beyond them. */
export interface Consequences {
	partners: Loss[];
	beyond: Loss[];
}

/**
 * Compares the fixed points with and without the replacements, product by product. Stored grants of others are kept:
 * what they built on the links goes dormant. Cost: one fixed point for each product replaced on.
 */
export function consequencesOf(snapshot: Snapshot, replacements: readonly Replacement[]): Consequences {
	const losses = new Map<OrganizationId, Loss>();
	const byProduct = new Map<ProductId, Map<Link, Link>>();
	const direct = new Set<OrganizationId>();
	for (const { from, to } of replacements) {
		direct.add(from.grantee);
		const links = byProduct.get(from.product);
		if (links) links.set(from, to);
		else byProduct.set(from.product, new Map([[from, to]]));
	}
	for (const [id, links] of byProduct) {
		const product = snapshot.products.get(id);
		if (!product || product.deleted) continue;
		const after = fixedPoint(product, (link) => links.get(link) ?? link);
		for (const [organization, standing] of product.standings) {
			const lost = heldIn(standing) & ~heldIn(after.get(organization) ?? 0);
			if (!lost) continue;
			let loss = losses.get(organization);
			if (!loss) losses.set(organization, (loss = { organization, products: [] }));
			loss.products.push({ product: id, permissions: lost });
		}
	}
	const all = [...losses.values()];
	return {
		partners: all.filter(({ organization }) => direct.has(organization)),
		beyond: all.filter(({ organization }) => !direct.has(organization))
	};
}
