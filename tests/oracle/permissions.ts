import type { OrganizationId } from '$lib/domain/facts';
import type { Kind, Permission } from '$lib/domain/permissions';

export const everyPermission: readonly Permission[] = [
	'product-development',
	'panel-development',
	'view-logs',
	'purchase'
];

export const kindOfPermission = (permission: Permission): Kind =>
	permission === 'purchase' ? 'purchase' : 'develop';

/** A standing grant of one permission on one product, and whether its third-party flag counts. */
export interface Link {
	grantor: OrganizationId;
	grantee: OrganizationId;
	permission: Permission;
	thirdParty: boolean;
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

/**
 * The rules, line by line, applied until nothing is new: a least fixed point grown from the roots. Panel
 * development follows from product development for holds, relays, grant and flag alike.
 */
export function reachOf(roots: readonly Root[], links: readonly Link[]): Reach {
	const holds = new Set<string>();
	const relays = new Set<string>();
	const add = (set: Set<string>, organization: OrganizationId, permission: Permission) => {
		set.add(tuple(organization, permission));
		if (permission === 'product-development') set.add(tuple(organization, 'panel-development'));
	};
	const withImpliedGrants = links.flatMap((link): Link[] =>
		link.permission === 'product-development' ? [link, { ...link, permission: 'panel-development' }] : [link]
	);
	for (let before = -1; before !== holds.size + relays.size;) {
		before = holds.size + relays.size;
		for (const { organization, kinds } of roots)
			for (const permission of everyPermission)
				if (kinds.includes(kindOfPermission(permission))) add(relays, organization, permission);
		for (const each of relays) holds.add(each);
		for (const { grantor, grantee, permission, thirdParty } of withImpliedGrants) {
			if (!relays.has(tuple(grantor, permission))) continue;
			add(holds, grantee, permission);
			if (thirdParty) add(relays, grantee, permission);
		}
	}
	return { holds, relays };
}

/** Exactly what one organization holds and relays, in one comparable string. */
export const shareOf = (reach: Reach, organization: OrganizationId): string =>
	everyPermission
		.map((each) => {
			const mine = tuple(organization, each);
			return `${reach.holds.has(mine) ? 'holds' : '-'}/${reach.relays.has(mine) ? 'relays' : '-'}`;
		})
		.join(' ');
