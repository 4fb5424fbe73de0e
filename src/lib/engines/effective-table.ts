import { fixedPoint } from '../domain/permissions/effective-permissions';
import type { OrganizationId, ProductId } from '../domain/facts';
import { heldIn, type PermissionSet, relayedIn, type Standing } from '../domain/permissions/standing';
import { engineLinks, type EngineSetup } from './engine-setup';

/** What every organization holds and may pass on, by product; who has nothing is left out. */
export type EffectiveTable = ReadonlyMap<ProductId, ReadonlyMap<OrganizationId, Standing>>;

export const engineTable = ({ products }: EngineSetup): EffectiveTable =>
	new Map(products.map((product) => [product.id, fixedPoint(product, engineLinks(product))]));

/** What an organization has here and does not have in an engine. */
export interface Lost {
	product: ProductId;
	organization: OrganizationId;
	holds: PermissionSet;
	passesOn: PermissionSet;
}

/** What is in one table and not in the other. */
export function lostBetween(before: EffectiveTable, after: EffectiveTable): Lost[] {
	const lost: Lost[] = [];
	for (const [product, standings] of before)
		for (const [organization, standing] of standings) {
			const gone = standing & ~(after.get(product)?.get(organization) ?? 0);
			if (gone) lost.push({ product, organization, holds: heldIn(gone), passesOn: relayedIn(gone) });
		}
	return lost;
}
