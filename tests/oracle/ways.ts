import type { OrganizationId, ProductId } from '$lib/domain/facts';
import type { Permission } from '$lib/domain/permissions';
import { isHeld, rootsOf, type Judged } from './oracle';
import { everyPermission, type Link } from './permissions';
import { isAround, isThere } from './world';

export interface Asked {
	organization: OrganizationId;
	product: ProductId;
	permission: Permission;
}

export const isFlagged = (
	world: Judged,
	grantor: OrganizationId,
	grantee: OrganizationId,
	product: ProductId,
	permission: Permission
): boolean =>
	world.flags.some(
		(flag) =>
			flag.grantor === grantor &&
			flag.grantee === grantee &&
			flag.product === product &&
			flag.permission === permission
	);

/** What stands on a product, whether it has an effect or not. */
export const linksOn = (world: Judged, product: ProductId): Link[] =>
	world.grants
		.filter((grant) => grant.product === product)
		.map(({ grantor, grantee, permission }) => ({
			...{ grantor, grantee, permission },
			thirdParty: isFlagged(world, grantor, grantee, product, permission)
		}));

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
	link.permission === permission ||
	(link.permission === 'product-development' && permission === 'panel-development');

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
		for (const { grantee, grantor, thirdParty } of links)
			if (grantor === here && (thirdParty || grantee === organization) && !way.includes(grantee))
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
