import { allOf } from '$lib/domain/algorithms/small-set';
import { pushAll } from '$lib/domain/algorithms/push-all';
import { isPartnerDeletionWaiting } from '$lib/domain/deletion/deletion';
import { relayed, thirdPartyOf } from '$lib/domain/permissions/effective-permissions';
import { type Fact, type GrantId, type OrganizationId, localRef, type ProductId } from '$lib/domain/facts';
import { type Kind, kinds, type Permission } from '$lib/domain/permissions/permissions';
import {
	includes,
	noPermissions,
	type PermissionSet,
	permissionsOfKinds,
	toList,
	toSet,
	withImplied
} from '$lib/domain/permissions/standing';
import type { Link, Product } from '$lib/domain/records';
import { partnershipBetween, type Snapshot } from '$lib/domain/snapshot';
import type { AdjustItem } from './command';
import { partnershipNow } from './partners';
import { productExists, duplicatesIn } from './products';
import { acceptSome, type Decision, type Lacking, type Refusal, refuse } from './refusal';

/**
 * One product's part of an adjustment, worked out: what is granted and flagged before and after. All sets are as
 * granted, without implied permissions.
 */
export interface GrantChange {
	product: ProductId;
	/** Undefined where it is not here. */
	record: Product | undefined;
	/** Between the actor and the grantee, where there is one already. */
	link: Link | undefined;
	before: PermissionSet;
	after: PermissionSet;
	/** What may be passed on. */
	flaggedBefore: PermissionSet;
	flagged: PermissionSet;
	/** What a flag is asked for although it is not granted. */
	ungranted: PermissionSet;
}

/**
 * Works out one item. What it does not name stays as it is. A new grant may be passed on where everything granted of
 * the kind may be; what is revoked and granted again starts without the flag.
 */
function changeOf(
	snapshot: Snapshot,
	actor: OrganizationId,
	grantee: OrganizationId,
	{ product, grant, revoke, flag, unflag }: AdjustItem
): GrantChange {
	const record = snapshot.products.get(product);
	const link = record?.links.between(actor, grantee);
	const before = link?.permissions ?? noPermissions;
	const after = (before | setOf(grant)) & ~setOf(revoke);
	const flaggedBefore = link?.flagged ?? noPermissions;
	const added = after & ~before;
	const joining = added && link ? added & permissionsOfKinds(kindsOn(link)) : noPermissions;
	const flagged = after & (flaggedBefore | joining | setOf(flag)) & ~setOf(unflag);
	const ungranted = setOf(flag) & ~after;
	return { product, record, link, before, after, flaggedBefore, flagged, ungranted };
}

const setOf = (some: Permission[] | undefined): PermissionSet => (some ? toSet(some) : noPermissions);

/** The kinds of which everything granted may be passed on. */
const kindsOn = (link: Link): Kind[] => kinds.filter((kind) => thirdPartyOf(link, kind) === 'on');

/** Works out the items, in their order. */
export const changesOf = (
	snapshot: Snapshot,
	actor: OrganizationId,
	grantee: OrganizationId,
	items: readonly AdjustItem[]
): GrantChange[] => items.map((item) => changeOf(snapshot, actor, grantee, item));

/**
 * Decides any mix of granting, revoking and flagging for one grantee, as a whole: every command about grants goes
 * through here (docs/rules.md, Effective permissions: attenuation). Refuses `no-product-chosen`, `product-twice`,
 * `unknown-product`, `unknown-organization`, `grantee-is-actor`, `not-a-partner`, `grantee-is-owner`, `no-such-grant`
 * (a flag on what is not granted), `not-relayed` and, where no item changes anything, `nothing-changes`. Other items
 * that change nothing are skipped.
 * @param whatIsUnchanged lets a command refuse items that would change nothing
 */
export function adjust(
	snapshot: Snapshot,
	actor: OrganizationId,
	grantee: OrganizationId,
	items: AdjustItem[],
	whatIsUnchanged: (changes: GrantChange[]) => Refusal | undefined = () => undefined
): Decision {
	const changes = changesOf(snapshot, actor, grantee, items);
	const refusal =
		whatIsWrongWithProducts(snapshot, changes) ??
		whatIsWrongWithGrantee(snapshot, actor, grantee, changes) ??
		widening(snapshot, actor, changes) ??
		whatIsUnchanged(changes);
	return refusal ? refuse(refusal) : writeChanges(snapshot, actor, grantee, changes);
}

/** Accepts changes with which nothing is wrong, unless they change nothing. */
export function writeChanges(
	snapshot: Snapshot,
	actor: OrganizationId,
	grantee: OrganizationId,
	changes: readonly GrantChange[]
): Decision {
	const facts: Fact[] = [];
	let skipped = 0;
	for (const change of changes) {
		const before = facts.length;
		writeChange(grantee, change, facts);
		if (facts.length === before) skipped += 1;
	}
	if (facts.length === 0) return refuse({ code: 'nothing-changes' });
	if (changes.some(grantsMore)) pushAll(facts, withdrawnDeletion(snapshot, actor, grantee));
	return acceptSome(facts, skipped);
}

const grantsMore = ({ before, after }: GrantChange): boolean => (after & ~before) !== 0;

const flagsMore = ({ flaggedBefore, flagged }: GrantChange): boolean => (flagged & ~flaggedBefore) !== 0;

/** What is wrong with which products are named: no matter what is to become of them. */
export function whatIsWrongWithChoice(items: readonly { product: ProductId }[]): Refusal | undefined {
	if (items.length === 1) return undefined;
	if (items.length === 0) return { code: 'no-product-chosen' };
	const twice = duplicatesIn(items.map(({ product }) => product));
	return twice.length > 0 ? { code: 'product-twice', products: twice } : undefined;
}

/** What is wrong with the products that are named: with nothing else, where nothing more is granted or flagged. */
function whatIsWrongWithProducts(snapshot: Snapshot, changes: readonly GrantChange[]): Refusal | undefined {
	const refusal = whatIsWrongWithChoice(changes);
	if (refusal) return refusal;
	const unknown = changes.filter(
		(change) =>
			!change.record ||
			((grantsMore(change) || flagsMore(change)) && !productExists(snapshot, change.product))
	);
	if (unknown.length > 0) return { code: 'unknown-product', products: unknown.map(({ product }) => product) };
	return undefined;
}

function whatIsWrongWithGrantee(
	snapshot: Snapshot,
	actor: OrganizationId,
	grantee: OrganizationId,
	changes: GrantChange[]
): Refusal | undefined {
	if (!changes.some((change) => grantsMore(change) || flagsMore(change))) return undefined;
	if (snapshot.organizations.get(grantee)?.deleted)
		return { code: 'unknown-organization', organization: grantee };
	const granting = changes.filter(grantsMore);
	if (granting.length === 0) return undefined;
	if (grantee === actor) return { code: 'grantee-is-actor' };
	if (!partnershipNow(snapshot, actor, grantee)) return { code: 'not-a-partner', partner: grantee };
	const owned = granting.filter(({ record }) => record!.owner === grantee);
	if (owned.length > 0) return { code: 'grantee-is-owner', products: owned.map(({ product }) => product) };
	return undefined;
}

/**
 * Attenuation: what is newly granted must be relayed by the actor (panel development left over where product
 * development goes is not new), and so must everything that the grantee may newly pass on.
 */
function widening(snapshot: Snapshot, actor: OrganizationId, changes: GrantChange[]): Refusal | undefined {
	const missing = changes.filter((change) => change.ungranted);
	if (missing.length > 0)
		return {
			code: 'no-such-grant',
			items: missing.map(({ product, ungranted }) => ({ product, permissions: toList(ungranted) }))
		};
	const lacking = changes.flatMap(({ product, before, after, flaggedBefore, flagged }): Lacking[] => {
		const left = includes(after, 'product-development') ? before : withImplied(before);
		const needed = (after & ~left) | (flagged & ~withImplied(flaggedBefore));
		if (needed === noPermissions) return [];
		const mayRelay = relayed(snapshot, actor, product);
		const missing = needed & ~mayRelay;
		return missing ? [{ product, permissions: toList(missing), relayed: toList(mayRelay) }] : [];
	});
	return lacking.length > 0 ? { code: 'not-relayed', lacking } : undefined;
}

/** Appends one product's facts: grants, revocations, and flags that name every grant of their permissions. */
function writeChange(grantee: OrganizationId, change: GrantChange, facts: Fact[]): void {
	const { product, link, before, after, flaggedBefore, flagged } = change;
	const granted = toList(after & ~before).map((permission) => {
		facts.push({ table: 'grants', product, grantee, permission });
		return { id: localRef(facts.length - 1), permission };
	});
	for (const { id, permission } of allOf(link?.grants ?? null))
		if (!includes(after, permission)) facts.push({ table: 'revocations', grant: id });

	const say = (on: boolean, permissions: PermissionSet) => {
		if (permissions === noPermissions) return;
		const stand = [...allOf(link?.grants ?? null)].filter(({ permission }) => includes(after, permission));
		const named = [...stand, ...granted].filter(({ permission }) => includes(permissions, permission));
		const grants = named.map(({ id }): GrantId => id);
		if (grants.length > 0) facts.push({ table: 'flags', on, grants });
	};
	say(true, flagged & ~flaggedBefore);
	// What is revoked takes its flag with it.
	say(false, flaggedBefore & after & ~flagged);
}

/** Authorizing more to a partner withdraws its waiting deletion. */
function withdrawnDeletion(snapshot: Snapshot, actor: OrganizationId, grantee: OrganizationId): Fact[] {
	const partnership = partnershipBetween(snapshot, actor, grantee);
	if (!partnership || !isPartnerDeletionWaiting(partnership)) return [];
	return [...partnership.records.values()].flatMap(({ tombstones }) =>
		[...tombstones].map((tombstone): Fact => ({ table: 'withdrawals', tombstone }))
	);
}
