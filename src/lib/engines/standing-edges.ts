import {
	permissionsOfKind,
	kindsIn,
	toList,
	withImplied,
	includes,
	noPermissions
} from '../domain/permissions/standing';
import { rootPermissions, roots } from '../domain/permissions/effective-permissions';
import type { OrganizationId } from '../domain/facts';
import type { Kind, Permission } from '../domain/permissions/permissions';
import { engineLinks, type EngineProduct } from './engine-setup';

/** A grant of one permission as engines store it; flagged where it may be passed on. */
export interface GrantEdge {
	grantor: OrganizationId;
	grantee: OrganizationId;
	permission: Permission;
	flagged: boolean;
}

/** Every grant on the product; with `implied`, what a granted permission includes counts as granted, too. */
export function grantEdges(product: EngineProduct, implied: boolean): GrantEdge[] {
	const edges: GrantEdge[] = [];
	for (const { grantor, grantee, permissions, flagged } of engineLinks(product)) {
		const [given, passed] = implied
			? [withImplied(permissions), withImplied(flagged)]
			: [permissions, flagged];
		for (const permission of toList(given))
			edges.push({ grantor, grantee, permission, flagged: includes(passed, permission) });
	}
	return edges;
}

/** Who holds the product without being granted it, and for which kinds. */
export const rootKinds = (product: EngineProduct): { organization: OrganizationId; kinds: Kind[] }[] =>
	roots(product).map((organization) => ({
		organization,
		kinds: kindsIn(rootPermissions(product, organization)).filter(
			(kind) => (permissionsOfKind[kind] & ~rootPermissions(product, organization)) === noPermissions
		)
	}));
