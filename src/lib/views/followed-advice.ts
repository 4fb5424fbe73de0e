import type { Command, CommandOf } from '$lib/commands/command';
import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import { noPermissions, type PermissionSet, toList } from '$lib/domain/permissions/standing';
import type { Snapshot } from '$lib/domain/snapshot';
import type { Advice } from './advice';
import { previewEffects } from './effects/preview';

/** The commands that follow advice, all of it together: for each partner one that revokes, and one for the flags of each kind. */
export function remediesOf(advice: readonly Advice[]): Command[] {
	const revoked = new Map<OrganizationId, Map<ProductId, PermissionSet>>();
	const flags = new Map<string, CommandOf<'set-third-party'>>();
	for (const { about, kind, permissions, link } of advice) {
		const { grantee, product } = link;
		if (about === 'unused') {
			getOrInsertComputed(flags, `${kind} ${grantee}`, () => ({
				...{ command: 'set-third-party' as const, grantee, products: [], kind, on: false }
			})).products.push(product);
		} else {
			const ofProducts = getOrInsertComputed(revoked, grantee, () => new Map());
			ofProducts.set(product, (ofProducts.get(product) ?? noPermissions) | permissions);
		}
	}
	const revocations = [...revoked].map(([grantee, ofProducts]) => ({
		...{ command: 'revoke' as const, grantee },
		items: [...ofProducts].map(([product, permissions]) => ({ product, permissions: toList(permissions) }))
	}));
	return [...revocations, ...flags.values()];
}

/**
 * Those of several pieces of advice that can be followed together without taking anything from anybody: of two grants
 * that are redundant because of each other, the first. Cost: one preview; on products where something would be lost,
 * one for each piece of advice.
 */
export function togetherOf(snapshot: Snapshot, actor: OrganizationId, advice: readonly Advice[]): Advice[] {
	const losing = losingOn(snapshot, actor, advice);
	const kept: Advice[] = [];
	for (const each of advice) {
		const { product } = each.link;
		const onProduct = losing.has(product) ? kept.filter(({ link }) => link.product === product) : [];
		if (!losing.has(product) || losingOn(snapshot, actor, [...onProduct, each]).size === 0) kept.push(each);
	}
	return kept;
}

/** The products on which somebody would lose something; none where a command would be refused. */
function losingOn(
	snapshot: Snapshot,
	actor: OrganizationId,
	advice: readonly Advice[]
): ReadonlySet<ProductId> {
	const steps = remediesOf(advice).map((command) => ({ actor, command }));
	const preview = previewEffects(snapshot, steps);
	const shifts = preview.accepted ? preview.effects.shifts : [];
	return new Set(shifts.filter(({ lost }) => lost !== noPermissions).map(({ product }) => product));
}
