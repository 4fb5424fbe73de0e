import type { OrganizationId } from '$lib/domain/facts';
import type { Kind, Permission } from '$lib/domain/permissions/permissions';

/*
 * The oracle states `docs/rules.md` anew, from the page: what is quoted is the sentence that the code beneath it says.
 * It knows the product's types and tables, and none of its rules.
 */

/** "Two kinds, four permissions" */
const kindOf: Record<Permission, Kind> = {
	'product-development': 'develop',
	'panel-development': 'develop',
	'view-logs': 'develop',
	purchase: 'purchase'
};
export const everyKind: readonly Kind[] = ['develop', 'purchase'];
export const everyPermission = Object.keys(kindOf) as readonly Permission[];

export const kindOfPermission = (permission: Permission): Kind => kindOf[permission];

/** "`product-development` implies `panel-development`, when held and when passed on." */
export const implied = (permission: Permission): readonly Permission[] =>
	permission === 'product-development' ? ['product-development', 'panel-development'] : [permission];

/** A standing grant of one permission on one product, and whether it may be passed on. */
export interface Link {
	grantor: OrganizationId;
	grantee: OrganizationId;
	permission: Permission;
	flagged: boolean;
}

/** Whose standing nobody grants, and for which kinds. */
export interface Root {
	organization: OrganizationId;
	kinds: readonly Kind[];
}

/** Who holds and who relays what on one product, as a set of `organization permission`. */
export interface Reach {
	holds: Set<string>;
	relays: Set<string>;
}

export const tuple = (organization: OrganizationId, permission: Permission) =>
	`${organization} ${permission}`;

/** "A least fixed point, per product and permission": its lines, applied until nothing is new. */
export function reachOf(
	roots: readonly Root[],
	links: readonly Link[],
	off: ReadonlySet<OrganizationId> = new Set()
): Reach {
	const holds = new Set<string>();
	const relays = new Set<string>();
	for (let before = -1; before !== holds.size + relays.size;) {
		before = holds.size + relays.size;
		// "relays(o, p, x) if root(o, p, x) and not off(o, p)"
		for (const { organization, kinds } of roots)
			for (const x of everyPermission)
				if (kinds.includes(kindOfPermission(x)) && !off.has(organization)) relays.add(tuple(organization, x));
		// "holds(o, p, x) if relays(o, p, x)"
		for (const each of relays) holds.add(each);
		for (const { grantor, grantee, permission, flagged } of links)
			// "x = panel-development also follows from product-development, for … grant and flag alike"
			for (const x of implied(permission)) {
				if (!relays.has(tuple(grantor, x)) || off.has(grantee)) continue;
				// "holds(c, p, x) if relays(b, p, x) and a standing grant(b, c, p, x) and not off(c, p)"
				holds.add(tuple(grantee, x));
				// "relays(c, p, x) if relays(b, p, x) and a standing, flagged grant(b, c, p, x) and not off(c, p)"
				if (flagged) relays.add(tuple(grantee, x));
			}
		// "x = panel-development also follows from product-development, for holds, relays … alike"
		for (const set of [holds, relays])
			for (const each of set)
				if (each.endsWith(' product-development'))
					set.add(each.replace('product-development', 'panel-development'));
	}
	return { holds, relays };
}

/** All that one organization holds and relays, as one text to compare. */
export const shareOf = ({ holds, relays }: Reach, organization: OrganizationId): string =>
	everyPermission
		.map((x) => [holds, relays].map((set) => set.has(tuple(organization, x))).join('/'))
		.join(' ');
