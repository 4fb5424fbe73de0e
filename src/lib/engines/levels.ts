import { roots } from '../domain/permissions/effective-permissions';
import type { OrganizationId } from '../domain/facts';
import { includedIn, type Permission, permissions } from '../domain/permissions/permissions';
import { includes, type PermissionSet, toSet, withImplied } from '../domain/permissions/standing';
import { type EngineProduct, involvedIn } from './engine-setup';

/** Permissions that one includes, that one first: what is passed on of one is passed on of those behind it. */
export const families: readonly (readonly Permission[])[] = permissions
	.filter((each) => includedIn(each) === null)
	.map((whole) => [whole, ...permissions.filter((each) => includedIn(each) === whole)]);

export const familySet = (family: readonly Permission[]): PermissionSet => toSet(family);

/** Every organization's place on one product, 0 for the first. */
export type Places = ReadonlyMap<OrganizationId, number>;

/** Fewest flagged grants from a root to the organization, of one permission; without an entry it is not reached. */
export type Levels = ReadonlyMap<OrganizationId, number>;

/** Breadth first, down what may be passed on. Cost: the links that are reached. */
export function levelsOf(product: EngineProduct, permission: Permission): Levels {
	const levels = new Map<OrganizationId, number>(roots(product, permission).map((root) => [root, 0]));
	for (const [grantor, level] of levels)
		for (const { grantee, flagged } of product.links.get(grantor)?.values() ?? [])
			if (!levels.has(grantee) && includes(withImplied(flagged), permission)) levels.set(grantee, level + 1);
	return levels;
}

/**
 * An order of all organizations in which every one of them that passes on a permission of the family comes behind one
 * that it has it from: by level for the whole, then by level for its parts, then by id. Whoever is reached for the whole
 * is reached for its parts by the same way, so one order serves all.
 */
export function cutOrder(product: EngineProduct, levels: readonly Levels[]): Places {
	const rank = (id: OrganizationId, at: number) => levels[at]?.get(id) ?? Infinity;
	const sorted = involvedIn(product).sort((one, other) => {
		for (let at = 0; at < levels.length; at++) {
			const [a, b] = [rank(one, at), rank(other, at)];
			if (a !== b) return a < b ? -1 : 1;
		}
		return one < other ? -1 : 1;
	});
	return new Map(sorted.map((id, place) => [id, place]));
}
