import type { OrganizationId, ProductId } from '$lib/domain/facts';
import type { Permission } from '$lib/domain/permissions/permissions';
import { isHeld, rootsOf, type Judged } from './oracle';
import { everyPermission, implied, type Link } from './permissions';
import { isAround, isThere } from './world';

export interface Asked {
	organization: OrganizationId;
	product: ProductId;
	permission: Permission;
}

/** What stands on a product, whether it has an effect or not. */
export const linksOn = (world: Judged, product: ProductId): Link[] =>
	world.grants
		.filter((grant) => grant.product === product)
		.map(({ grantor, grantee, permission, flagged }) => ({ grantor, grantee, permission, flagged }));

/** Every question about things that are there. */
const everything = (world: Judged): Asked[] =>
	[...world.organizations.keys()]
		.filter((each) => isAround(world, each))
		.flatMap((organization) =>
			[...world.products.keys()]
				.filter((each) => isThere(world, each))
				.flatMap((product) => everyPermission.map((permission) => ({ organization, product, permission })))
		);

/** The questions by their answer: yes, or no. */
export function answered(world: Judged): { yes: Asked[]; no: Asked[] } {
	const [yes, no]: [Asked[], Asked[]] = [[], []];
	for (const asked of everything(world))
		(isHeld(world, asked.organization, asked.product, asked.permission) ? yes : no).push(asked);
	return { yes, no };
}

/** Does the link give the permission? */
export const carries = (link: Link, permission: Permission): boolean =>
	implied(link.permission).includes(permission);

/** Every way from a root to the organization, nobody twice in one, as the names on it: found by walking on from each root. */
export function waysTo(world: Judged, { organization, product, permission }: Asked): Set<string> {
	const own = world.products.get(product)!;
	const links = linksOn(world, product).filter((link) => carries(link, permission));
	const ways = new Set<string>();
	const walk = (way: OrganizationId[]) => {
		const here = way.at(-1)!;
		if (here === organization) {
			ways.add(way.join(' > '));
			return;
		}
		for (const { grantee, grantor, flagged } of links)
			if (grantor === here && (flagged || grantee === organization) && !way.includes(grantee))
				walk([...way, grantee]);
	};
	const roots = rootsOf(own, permission);
	for (const root of roots) walk([root]);
	// A way over another root is that root's own way, with a beginning that nobody needs; the owner's way is only its own.
	return new Set(
		[...ways].filter((way) => {
			const names = way.split(' > ');
			if (organization === own.owner) return names.length === 1;
			return !names.slice(1, -1).some((name) => roots.includes(name));
		})
	);
}
