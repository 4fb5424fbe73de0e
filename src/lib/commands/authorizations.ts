import type { OrganizationId, ProductId } from '$lib/domain/facts';
import { grantsToTake, type TakenGrants } from '$lib/domain/fold/without-grants';
import type { Kind, Permission } from '$lib/domain/permissions/permissions';
import {
	noPermissions,
	type PermissionSet,
	permissionsOfKind,
	permissionsOfKinds,
	toList,
	toSet,
	withImplied,
	withoutImplied
} from '$lib/domain/permissions/standing';
import { linkBetween, type Snapshot } from '$lib/domain/snapshot';
import { adjust, changesOf, whatIsWrongWithChoice, writeChanges } from './adjust-grants';
import type { AdjustItem, AuthorizeItem, CommandOf } from './command';
import { type Decision, type NamedGrants, type Refusal, refuse } from './refusal';

/**
 * Authorizes products to a partner: grants the permissions, and switches on the third-party flag for the kinds in
 * `thirdParty`. Refuses `no-permission-chosen`, `already-authorized` for a permission that is granted, dormant or
 * not, unless its flag is switched on, and whatever `adjust` refuses.
 */
export function authorize(
	snapshot: Snapshot,
	actor: OrganizationId,
	{ grantee, items }: CommandOf<'authorize'>
): Decision {
	if (items.some(({ permissions }) => permissions.length === 0))
		return refuse({ code: 'no-permission-chosen' });
	const adjustments = items.map((item) => granting(snapshot, actor, grantee, item));
	return adjust(snapshot, actor, grantee, adjustments, (changes) => {
		const unchanged = changes.flatMap(({ product, before, flaggedBefore, flagged }, place): NamedGrants[] => {
			const wanted = toSet(items[place]!.permissions);
			const idle = wanted & before & ~(flagged & ~flaggedBefore);
			return idle ? [{ product, permissions: toList(idle) }] : [];
		});
		return unchanged.length > 0 ? { code: 'already-authorized', items: unchanged } : undefined;
	});
}

/** One permission of a kind, to name the kind in a refusal. */
const firstOf = (kind: Kind): Permission[] => toList(permissionsOfKind[kind]).slice(0, 1);

/** The refusal where the grantee was granted nothing of the kind on some of the products. */
function ungranted(
	snapshot: Snapshot,
	actor: OrganizationId,
	grantee: OrganizationId,
	products: readonly ProductId[],
	ofKind: PermissionSet
): Refusal | undefined {
	const missing = products.filter(
		(product) => !((linkBetween(snapshot, actor, grantee, product)?.permissions ?? noPermissions) & ofKind)
	);
	if (missing.length === 0) return undefined;
	const permissions = toList(ofKind);
	return { code: 'no-such-grant', items: missing.map((product) => ({ product, permissions })) };
}

/** An item of `authorize` as an adjustment. */
function granting(
	snapshot: Snapshot,
	actor: OrganizationId,
	grantee: OrganizationId,
	{ product, permissions, thirdParty }: AuthorizeItem
): AdjustItem {
	const standing = linkBetween(snapshot, actor, grantee, product)?.permissions ?? noPermissions;
	const after = standing | toSet(permissions);
	const unmet = thirdParty.flatMap((kind) => (after & permissionsOfKind[kind] ? [] : firstOf(kind)));
	const flag = [...toList(after & permissionsOfKinds(thirdParty)), ...unmet];
	return { product, grant: permissions, flag };
}

/**
 * What is left of a refused command without the items in `unchanged`, as an `adjust`; undefined where nothing is.
 * Drafts skip such items instead of refusing them.
 */
export function withoutUnchanged(
	snapshot: Snapshot,
	actor: OrganizationId,
	command: CommandOf<'authorize' | 'revoke'>,
	unchanged: readonly NamedGrants[]
): CommandOf<'adjust'> | undefined {
	const without = new Map(unchanged.map(({ product, permissions }) => [product, toSet(permissions)]));
	const { grantee } = command;
	const all: AdjustItem[] =
		command.command === 'authorize'
			? command.items.map((item) => granting(snapshot, actor, grantee, item))
			: command.items.map(({ product, permissions }) => ({ product, revoke: permissions }));
	const items = all.flatMap(({ product, grant = [], revoke = [], flag = [] }) => {
		const left = ~(without.get(product) ?? noPermissions);
		const item = { grant: toList(toSet(grant) & left), revoke: toList(toSet(revoke) & left), flag };
		return item.grant.length + item.revoke.length > 0 ? [{ product, ...item }] : [];
	});
	return items.length > 0 ? { command: 'adjust', grantee, items } : undefined;
}

/**
 * Sets the develop permissions of each product to exactly these. Product development includes panel development, so a
 * separate grant of that is then neither added nor removed. Products that have this scope are skipped. Refuses
 * `no-permission-chosen`, `no-such-grant` where nothing of the kind is granted, and whatever `adjust` refuses.
 */
export function changeScope(
	snapshot: Snapshot,
	actor: OrganizationId,
	{ grantee, products, permissions }: CommandOf<'change-scope'>
): Decision {
	const { develop } = permissionsOfKind;
	const wanted = toSet(permissions) & develop;
	if (wanted === noPermissions) return refuse({ code: 'no-permission-chosen' });
	const missing = ungranted(snapshot, actor, grantee, products, develop);
	if (missing) return refuse(missing);
	const items = products.map((product) => ({
		product,
		grant: toList(withoutImplied(wanted)),
		revoke: toList(develop & ~withImplied(wanted))
	}));
	return adjust(snapshot, actor, grantee, items);
}

/**
 * Switches the third-party flag of everything granted of the kind on each product; products where it is set so are
 * skipped. Refuses `no-such-grant` where nothing of the kind is granted, and whatever `adjust` refuses.
 */
export function setThirdParty(
	snapshot: Snapshot,
	actor: OrganizationId,
	{ grantee, products, kind, on }: CommandOf<'set-third-party'>
): Decision {
	const missing = ungranted(snapshot, actor, grantee, products, permissionsOfKind[kind]);
	if (missing) return refuse(missing);
	const items = products.map((product) => {
		const granted = linkBetween(snapshot, actor, grantee, product)!.permissions & permissionsOfKind[kind];
		return { product, [on ? 'flag' : 'unflag']: toList(granted) };
	});
	return adjust(snapshot, actor, grantee, items);
}

/**
 * Revokes grants for good; what others built on them goes dormant. Refuses `no-permission-chosen`, `no-such-grant`,
 * and whatever `adjust` refuses.
 */
export function revoke(snapshot: Snapshot, actor: OrganizationId, command: CommandOf<'revoke'>): Decision {
	const revocation = revocationOf(snapshot, actor, command);
	if (!revocation.accepted) return revocation;
	const { grantee, items } = command;
	const adjustments = items.map(({ product, permissions }) => ({ product, revoke: permissions }));
	return writeChanges(snapshot, actor, grantee, changesOf(snapshot, actor, grantee, adjustments));
}

/** What a revocation takes from which links, or why it is refused. */
export type Revocation = { accepted: true; taken: TakenGrants[] } | { accepted: false; refusal: Refusal };

/** Works out a revocation, without its facts. Cost: the links of its products. */
export function revocationOf(
	snapshot: Snapshot,
	actor: OrganizationId,
	{ grantee, items }: CommandOf<'revoke'>
): Revocation {
	// As long as it will be: what grows takes room for more, and mostly this is one.
	const taken = new Array<TakenGrants>(items.length);
	const missing: NamedGrants[] = [];
	for (let at = 0; at < items.length; at++) {
		const { product, permissions } = items[at]!;
		if (permissions.length === 0) return { accepted: false, refusal: { code: 'no-permission-chosen' } };
		const wanted = toSet(permissions);
		const found = grantsToTake(snapshot, actor, grantee, product, wanted);
		if (found?.permissions === wanted) taken[at] = found;
		else missing.push({ product, permissions: toList(wanted & ~(found?.permissions ?? noPermissions)) });
	}
	const refusal: Refusal | undefined =
		missing.length > 0 ? { code: 'no-such-grant', items: missing } : whatIsWrongWithChoice(items);
	return refusal ? { accepted: false, refusal } : { accepted: true, taken };
}

/**
 * The general form of the four commands above: undo restores a link in one step with it. Refuses whatever `adjust`
 * refuses.
 */
export const adjustAuthorization = (
	snapshot: Snapshot,
	actor: OrganizationId,
	{ grantee, items }: CommandOf<'adjust'>
): Decision => adjust(snapshot, actor, grantee, items);
