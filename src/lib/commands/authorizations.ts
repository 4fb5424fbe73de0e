import { relayed } from '../domain/effective-permissions';
import { type Fact, type GrantId, type OrganizationId, own, type ProductId } from '../domain/facts';
import { isPartnerDeletionWaiting } from '../domain/partners';
import {
	bitOf,
	kinds,
	noPermissions,
	type PermissionSet,
	permissionsOfKind,
	toList,
	toSet,
	withImplied,
	withoutImplied
} from '../domain/permissions';
import type { Link } from '../domain/records';
import { linkBetween, partnershipBetween, type Snapshot } from '../domain/snapshot';
import type { AdjustItem, CommandOf } from './command';
import { partnershipNow } from './partners';
import { isProductThere, repeated } from './products';
import { accept, type Decision, type Lacking, type Refusal, refuse } from './refusal';

/** One product's change, worked out: what stands, and what will. */
interface Change {
	item: AdjustItem;
	/** Between the actor and the grantee, where there is one already. */
	link: Link | undefined;
	/** Permissions as granted, before and after, implied ones not added. */
	before: PermissionSet;
	after: PermissionSet;
}

function changeOf(
	snapshot: Snapshot,
	actor: OrganizationId,
	grantee: OrganizationId,
	item: AdjustItem
): Change {
	const link = linkBetween(snapshot, actor, grantee, item.product);
	const before = link?.permissions ?? noPermissions;
	const after = withoutImplied((before | toSet(item.grant ?? [])) & ~toSet(item.revoke ?? []));
	return { item, link, before, after };
}

/** Decides any mix of granting, revoking and flagging, whole: the one place that holds these rules. */
function adjust(
	snapshot: Snapshot,
	actor: OrganizationId,
	grantee: OrganizationId,
	items: AdjustItem[],
	whenNothing: (products: ProductId[]) => Refusal
): Decision {
	const products = items.map(({ product }) => product);
	const changes = items.map((item) => changeOf(snapshot, actor, grantee, item));
	const refusal =
		whatIsWrongWithProducts(snapshot, changes) ??
		whatIsWrongWithGrantee(snapshot, actor, grantee, changes) ??
		widening(snapshot, actor, changes);
	if (refusal) return refuse(refusal);

	const facts: Fact[] = [];
	for (const change of changes) writeChange(grantee, change, facts);
	if (facts.length === 0) return refuse(whenNothing(products));
	if (changes.some(grantsMore)) facts.push(...withdrawnDeletion(snapshot, actor, grantee));
	return accept(...facts);
}

const grantsMore = ({ before, after }: Change): boolean => (after & ~before) !== 0;

const flagsOn = ({ item }: Change): boolean => kinds.some((kind) => item.flags?.[kind]);

function whatIsWrongWithProducts(snapshot: Snapshot, changes: Change[]): Refusal | undefined {
	if (changes.length === 0) return { code: 'no-product-chosen' };
	const products = changes.map(({ item }) => item.product);
	const twice = repeated(products);
	if (twice.length > 0) return { code: 'product-twice', products: twice };
	const unknown = changes.filter(
		(change) =>
			!snapshot.products.has(change.item.product) ||
			((grantsMore(change) || flagsOn(change)) && !isProductThere(snapshot, change.item.product))
	);
	if (unknown.length > 0)
		return { code: 'unknown-product', products: unknown.map(({ item }) => item.product) };
	return undefined;
}

function whatIsWrongWithGrantee(
	snapshot: Snapshot,
	actor: OrganizationId,
	grantee: OrganizationId,
	changes: Change[]
): Refusal | undefined {
	if (!changes.some(grantsMore)) return undefined;
	if (grantee === actor) return { code: 'grantee-is-actor' };
	if (!partnershipNow(snapshot, actor, grantee)) return { code: 'not-a-partner', partner: grantee };
	const owned = changes.filter(
		(change) => grantsMore(change) && snapshot.products.get(change.item.product)!.owner === grantee
	);
	if (owned.length > 0) return { code: 'grantee-is-owner', products: owned.map(({ item }) => item.product) };
	return undefined;
}

/**
 * Attenuation: what is newly granted must be relayed by the actor (panel development left over from product
 * development is not new), and so must everything that a flag newly switched on would let the grantee pass on.
 */
function widening(snapshot: Snapshot, actor: OrganizationId, changes: Change[]): Refusal | undefined {
	const lacking: Lacking[] = [];
	const ungranted: ProductId[] = [];
	for (const { item, link, before, after } of changes) {
		const mayRelay = relayed(snapshot, actor, item.product);
		let needed = after & ~withImplied(before);
		for (const kind of kinds) {
			if (!item.flags?.[kind]) continue;
			if (!(after & permissionsOfKind[kind])) ungranted.push(item.product);
			if (!link?.thirdParty.has(kind)) needed |= after & permissionsOfKind[kind];
		}
		const missing = needed & ~mayRelay;
		if (missing)
			lacking.push({ product: item.product, permissions: toList(missing), relayed: toList(mayRelay) });
	}
	if (ungranted.length > 0) return { code: 'no-such-grant', products: [...new Set(ungranted)] };
	return lacking.length > 0 ? { code: 'not-relayed', lacking } : undefined;
}

/** Appends one product's facts: grants, revocations, and flags that name exactly the grants they are set on. */
function writeChange(grantee: OrganizationId, { item, link, before, after }: Change, facts: Fact[]): void {
	const { product } = item;
	const kept = (link?.grants ?? []).filter(({ permission }) => after & bitOf(permission));
	const granted = toList(after & ~before).map((permission) => {
		facts.push({ table: 'grants', product, grantee, permission });
		return { id: own(facts.length - 1), permission };
	});
	for (const grant of link?.grants ?? [])
		if (!kept.includes(grant)) facts.push({ table: 'revocations', grant: grant.id });

	for (const kind of kinds) {
		const ofKind = permissionsOfKind[kind];
		const was = link?.thirdParty.has(kind) ?? false;
		// Without a permission of its kind left, a flag goes off: granting again never brings delegation back silently.
		const on = (after & ofKind) !== 0 && (item.flags?.[kind] ?? was);
		const moved = ((before ^ after) & ofKind) !== 0;
		if (on === was && !(on && moved)) continue;
		const named = on ? [...kept, ...granted].filter(({ permission }) => ofKind & bitOf(permission)) : [];
		facts.push({ table: 'flags', product, grantee, kind, on, grants: named.map(({ id }): GrantId => id) });
	}
}

/** Authorizing anything more to a partner takes back a deletion of it that waits. */
function withdrawnDeletion(snapshot: Snapshot, actor: OrganizationId, grantee: OrganizationId): Fact[] {
	const partnership = partnershipBetween(snapshot, actor, grantee);
	if (!partnership || !isPartnerDeletionWaiting(partnership)) return [];
	return [...partnership.records.values()].flatMap(({ tombstones }) =>
		[...tombstones].map((tombstone): Fact => ({ table: 'withdrawals', tombstone }))
	);
}

export function authorize(
	snapshot: Snapshot,
	actor: OrganizationId,
	{ grantee, items }: CommandOf<'authorize'>
): Decision {
	if (items.some(({ permissions }) => permissions.length === 0))
		return refuse({ code: 'no-permission-chosen' });
	const adjustments = items.map(({ product, permissions, thirdParty }) => ({
		product,
		grant: permissions,
		flags: Object.fromEntries(thirdParty.map((kind) => [kind, true]))
	}));
	return adjust(snapshot, actor, grantee, adjustments, (products) => ({
		code: 'already-authorized',
		products
	}));
}

/** The products on which the actor has granted the organization nothing of the permissions. */
const withoutGrant = (
	snapshot: Snapshot,
	actor: OrganizationId,
	grantee: OrganizationId,
	items: { product: ProductId; permissions: PermissionSet }[]
): ProductId[] =>
	items
		.filter(
			({ product, permissions }) =>
				!((linkBetween(snapshot, actor, grantee, product)?.permissions ?? noPermissions) & permissions)
		)
		.map(({ product }) => product);

export function changeScope(
	snapshot: Snapshot,
	actor: OrganizationId,
	{ grantee, products, permissions }: CommandOf<'change-scope'>
): Decision {
	const { develop } = permissionsOfKind;
	const wanted = withoutImplied(toSet(permissions) & develop);
	if (wanted === noPermissions) return refuse({ code: 'no-permission-chosen' });
	const missing = withoutGrant(
		snapshot,
		actor,
		grantee,
		products.map((product) => ({ product, permissions: develop }))
	);
	if (missing.length > 0) return refuse({ code: 'no-such-grant', products: missing });
	const items = products.map((product) => ({
		product,
		grant: toList(wanted),
		revoke: toList(develop & ~wanted)
	}));
	return adjust(snapshot, actor, grantee, items, () => ({ code: 'nothing-changes' }));
}

export function setThirdParty(
	snapshot: Snapshot,
	actor: OrganizationId,
	{ grantee, products, kind, on }: CommandOf<'set-third-party'>
): Decision {
	const missing = withoutGrant(
		snapshot,
		actor,
		grantee,
		products.map((product) => ({ product, permissions: permissionsOfKind[kind] }))
	);
	if (missing.length > 0) return refuse({ code: 'no-such-grant', products: missing });
	const items = products.map((product) => ({ product, flags: { [kind]: on } }));
	return adjust(snapshot, actor, grantee, items, () => ({ code: 'nothing-changes' }));
}

export function revoke(
	snapshot: Snapshot,
	actor: OrganizationId,
	{ grantee, items }: CommandOf<'revoke'>
): Decision {
	const missing = withoutGrant(
		snapshot,
		actor,
		grantee,
		items.map(({ product, permissions }) => ({ product, permissions: toSet(permissions) }))
	);
	if (missing.length > 0) return refuse({ code: 'no-such-grant', products: missing });
	const adjustments = items.map(({ product, permissions }) => ({ product, revoke: permissions }));
	return adjust(snapshot, actor, grantee, adjustments, (products) => ({ code: 'no-such-grant', products }));
}

export const adjustAuthorization = (
	snapshot: Snapshot,
	actor: OrganizationId,
	{ grantee, items }: CommandOf<'adjust'>
): Decision => adjust(snapshot, actor, grantee, items, () => ({ code: 'nothing-changes' }));
