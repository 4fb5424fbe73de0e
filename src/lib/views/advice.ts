import { heldIn, passedBy, relayedIn, roots } from '../domain/effective-permissions';
import type { OrganizationId, ProductId } from '../domain/facts';
import { dormantPermissions, grantState } from '../domain/grant-states';
import { memberOf } from '../domain/member-of';
import {
	bitOf,
	type Kind,
	kinds,
	noPermissions,
	type PermissionSet,
	permissionsOfKind,
	toList,
	withImplied
} from '../domain/permissions';
import type { Command } from '../commands/command';
import type { Link, Product } from '../domain/records';
import { relationsOf, type Snapshot } from '../domain/snapshot';
import { besideFixedPoint } from './beside';

/** Something that the acting organization granted and nobody would miss. Doing what it says changes what nobody holds. */
export interface Advice {
	/** unused: a third-party flag whose partner passes nothing of its kind on. The others are states of grants. */
	about: 'unused' | 'redundant' | 'dormant';
	kind: Kind;
	/** What is redundant or dormant; for a flag, what it would let the partner pass on. */
	permissions: PermissionSet;
	link: Link;
}

/**
 * Everything to advise an organization of, about its own grants. Cost: the grants that it made, the first time; then only
 * those on products that changed since, for what was found is kept beside each fixed point.
 */
export function adviceFor(snapshot: Snapshot, actor: OrganizationId): Advice[] {
	const products = new Set<ProductId>();
	for (const { authorized } of relationsOf(snapshot, actor).partners.values())
		for (const product of authorized.keys()) products.add(product);
	return [...products].flatMap((id) => adviceOn(snapshot.products.get(id)!, actor));
}

const adviceByActor = besideFixedPoint(() => new Map<OrganizationId, readonly Advice[]>());

const adviceOn = (product: Product, actor: OrganizationId): readonly Advice[] =>
	memberOf(adviceByActor(product), actor, () => look(product, actor));

function look(product: Product, actor: OrganizationId): Advice[] {
	const links = [...(product.links.get(actor)?.values() ?? [])].filter((link) => link.permissions);
	const passed = passedTo(product, new Set(links.map(({ grantee }) => grantee)));
	return links.flatMap((link) => {
		const dormant = uselessSleepers(product, link);
		const redundant = redundantPermissions(product, link, passed.get(link.grantee) ?? []);
		return kinds.flatMap((kind): Advice[] => {
			const ofKind = permissionsOfKind[kind];
			const advice: Advice[] = [];
			const add = (about: Advice['about'], permissions: PermissionSet) =>
				permissions && advice.push({ about, kind, permissions, link });
			add('dormant', dormant & ofKind);
			add('redundant', redundant & ofKind);
			// What sleeps or is redundant is better revoked whole, its flag with it.
			const rest = link.permissions & ofKind & ~dormantPermissions(product, link) & ~redundant;
			if (link.thirdParty.has(kind) && !passesOn(product, link.grantee, ofKind)) add('unused', rest);
			return advice;
		});
	});
}

/**
 * What sleeps and gives nothing. Product development that its grantor does not relay may still pass panel development on:
 * that is no advice, for revoking it would take the panels.
 */
function uselessSleepers(product: Product, link: Link): PermissionSet {
	const dormant = dormantPermissions(product, link);
	const gives = heldIn(passedBy(link, relayedIn(product.standings.get(link.grantor) ?? 0)));
	const left = withImplied(link.permissions & ~dormant);
	return gives & ~left ? dormant & ~bitOf('product-development') : dormant;
}

/** Whether the organization has granted anybody anything of a kind, effective or not. */
const passesOn = (product: Product, organization: OrganizationId, ofKind: PermissionSet): boolean =>
	[...(product.links.get(organization)?.values() ?? [])].some(({ permissions }) => permissions & ofKind);

/** What each link effectively gives the organizations, those that give nothing left out. Cost: the links of the product. */
function passedTo(product: Product, grantees: ReadonlySet<OrganizationId>) {
	const passed = new Map<OrganizationId, { link: Link; held: PermissionSet }[]>();
	if (grantees.size === 0) return passed;
	for (const [grantor, byGrantee] of product.links) {
		const relayed = relayedIn(product.standings.get(grantor) ?? 0);
		if (!relayed) continue;
		for (const link of byGrantee.values()) {
			const held = grantees.has(link.grantee) ? heldIn(passedBy(link, relayed)) : noPermissions;
			if (!held) continue;
			const known = passed.get(link.grantee);
			if (known) known.push({ link, held });
			else passed.set(link.grantee, [{ link, held }]);
		}
	}
	return passed;
}

/** The permissions of a link that are redundant. A fixed point is found only where another link gives the same. */
function redundantPermissions(
	product: Product,
	link: Link,
	passed: readonly { link: Link; held: PermissionSet }[]
): PermissionSet {
	const effective = link.permissions & relayedIn(product.standings.get(link.grantor) ?? 0);
	if (roots(product).includes(link.grantee)) return effective;
	const own = passed.find((each) => each.link === link)?.held ?? noPermissions;
	let others = noPermissions;
	for (const each of passed) if (each.link !== link) others |= each.held;
	let redundant = noPermissions;
	for (const permission of toList(effective)) {
		const bit = bitOf(permission);
		const removed = own & withImplied(link.permissions) & ~withImplied(link.permissions & ~bit);
		if (removed & ~others) continue;
		if (grantState(product, link, permission) === 'redundant') redundant |= bit;
	}
	return redundant;
}

/** The command that does what an advice says. */
export const remedyOf = ({ about, kind, permissions, link }: Advice): Command =>
	about === 'unused'
		? { command: 'set-third-party', grantee: link.grantee, products: [link.product], kind, on: false }
		: {
				command: 'revoke',
				grantee: link.grantee,
				items: [{ product: link.product, permissions: toList(permissions) }]
			};
