import type { OrganizationId, ProductId } from '$lib/domain/facts';
import type { Kind, Permission } from '$lib/domain/permissions/permissions';
import { isRelayed, rootedIn, type Judged } from './oracle';
import { makerKinds } from './recorded';
import { everyPermission, kindOfPermission, reachOf, tuple, type Link, type Root } from './permissions';
import { type Asked, linksOn } from './ways';
import { isAround, isPartnerOf, isThere } from './world';

/** Every way in which one change by one organization makes somebody hold a permission: tried one after another. */
export function singleChanges(world: Judged, { organization, product, permission }: Asked): string[] {
	if (!isThere(world, product) || !isAround(world, organization)) return [];
	const own = world.products.get(product)!;
	const links = linksOn(world, product);
	const gives = (roots: Root[], changed: Link[]) =>
		reachOf(roots, changed).holds.has(tuple(organization, permission));
	const organizations = [...world.organizations.keys()].filter((each) => isAround(world, each));
	const ways: string[] = [];
	for (const actor of organizations)
		for (const grantee of organizations) {
			for (const each of everyPermission)
				if (
					mayGrant(world, actor, grantee, product, each) &&
					gives(rootedIn(own), [...links, granted(world, actor, grantee, product, each)])
				)
					ways.push(`${actor} grants ${grantee} ${each}`);
			for (const kind of ['develop', 'purchase'] as const)
				if (
					maySwitchOn(world, actor, grantee, product, kind) &&
					gives(
						rootedIn(own),
						links.map((link) => switchedOn(link, actor, grantee, kind))
					)
				)
					ways.push(`${actor} switches on ${kind} for ${grantee}`);
		}
	const { maker, origin } = own.making;
	const asked = kindOfPermission(permission);
	if (
		maker !== null &&
		origin !== 'proprietary' &&
		!makerKinds(own).includes(asked) &&
		isAround(world, maker)
	)
		if (gives([...rootedIn(own), { organization: maker, kinds: [asked] }], links))
			ways.push(`${own.owner} gives back the standing of ${maker}`);
	return ways;
}

const mayGrant = (
	world: Judged,
	actor: OrganizationId,
	grantee: OrganizationId,
	product: ProductId,
	permission: Permission
): boolean =>
	isRelayed(world, actor, product, permission) &&
	isPartnerOf(world, actor, grantee) &&
	grantee !== actor &&
	grantee !== world.products.get(product)!.owner;

/** A new grant of a kind whose flag is on is passed on as well. */
const granted = (
	world: Judged,
	grantor: OrganizationId,
	grantee: OrganizationId,
	product: ProductId,
	permission: Permission
): Link => ({
	...{ grantor, grantee, permission },
	flagged: isOn(world, grantor, grantee, product, kindOfPermission(permission))
});

/** All that is granted of the kind may be passed on. */
function isOn(
	world: Judged,
	grantor: OrganizationId,
	grantee: OrganizationId,
	product: ProductId,
	kind: Kind
): boolean {
	const granted = world.grants.filter(
		(each) =>
			each.grantor === grantor &&
			each.grantee === grantee &&
			each.product === product &&
			kindOfPermission(each.permission) === kind
	);
	return granted.length > 0 && granted.every(({ flagged }) => flagged);
}

/** Something of the kind is granted, and everything of it may be passed on by the grantor. */
function maySwitchOn(
	world: Judged,
	actor: OrganizationId,
	grantee: OrganizationId,
	product: ProductId,
	kind: Kind
): boolean {
	const ofKind = world.grants.filter(
		(grant) =>
			grant.product === product &&
			grant.grantor === actor &&
			grant.grantee === grantee &&
			kindOfPermission(grant.permission) === kind
	);
	return ofKind.length > 0 && ofKind.every((grant) => isRelayed(world, actor, product, grant.permission));
}

const switchedOn = (link: Link, grantor: OrganizationId, grantee: OrganizationId, kind: Kind): Link =>
	link.grantor === grantor && link.grantee === grantee && kindOfPermission(link.permission) === kind
		? { ...link, flagged: true }
		: link;
