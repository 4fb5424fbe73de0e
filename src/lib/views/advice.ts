import { cachedPerFixedPoint } from '$lib/domain/permissions/fixed-point-cache';
import { isLastBlocker } from '$lib/domain/deletion/completed';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import {
	dormantPermissions,
	stillGivesPanels,
	unneededPermissions
} from '$lib/domain/permissions/grant-states';
import { outgoingLinks } from '$lib/domain/permissions/links';
import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';
import { type Kind, kinds } from '$lib/domain/permissions/permissions';
import { only, type PermissionSet, permissionsOfKind } from '$lib/domain/permissions/standing';
import type { Link, Product } from '$lib/domain/records';
import { relationsOf, type Snapshot } from '$lib/domain/snapshot';

/** Something that the acting organization granted and nobody would miss: revoking it changes nobody's permissions. */
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
 * those on products that changed since, since the findings are cached for each fixed point.
 */
export function adviceFor(snapshot: Snapshot, actor: OrganizationId): Advice[] {
	const products = new Set<ProductId>();
	for (const { authorized } of relationsOf(snapshot, actor).partners.values())
		for (const product of authorized.keys()) products.add(product);
	return [...products]
		.flatMap((id) => adviceOn(snapshot.products.get(id)!, actor))
		.filter(
			({ about, permissions, link }) => about === 'unused' || !isLastBlocker(snapshot, link, permissions)
		);
}

const adviceByActor = cachedPerFixedPoint(() => new Map<OrganizationId, readonly Advice[]>());

const adviceOn = (product: Product, actor: OrganizationId): readonly Advice[] =>
	getOrInsertComputed(adviceByActor(product), actor, () => look(product, actor));

function look(product: Product, actor: OrganizationId): Advice[] {
	return outgoingLinks(product, actor).flatMap((link) => {
		const dormant = uselessSleepers(product, link);
		const redundant = unneededPermissions(product, link);
		return kinds.flatMap((kind): Advice[] => {
			const ofKind = permissionsOfKind[kind];
			const advice: Advice[] = [];
			const add = (about: Advice['about'], permissions: PermissionSet) =>
				permissions && advice.push({ about, kind, permissions, link });
			add('dormant', dormant & ofKind);
			add('redundant', redundant & ofKind);
			// What sleeps or is redundant is better revoked whole, its flag with it.
			const rest = link.permissions & ofKind & ~dormantPermissions(product, link) & ~redundant;
			if (link.flagged & ofKind && !passesOn(product, link.grantee, ofKind)) add('unused', rest);
			return advice;
		});
	});
}

/**
 * What sleeps and gives nothing. Product development that its grantor does not relay may still give panel development:
 * that is no advice, for revoking it would take the panels.
 */
const uselessSleepers = (product: Product, link: Link): PermissionSet =>
	dormantPermissions(product, link) & ~(stillGivesPanels(product, link) ? only('product-development') : 0);

/** Whether the organization has granted anybody anything of a kind, effective or not. */
const passesOn = (product: Product, organization: OrganizationId, ofKind: PermissionSet): boolean =>
	outgoingLinks(product, organization).some(({ permissions }) => permissions & ofKind);
