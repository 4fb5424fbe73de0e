import type { AdjustItem } from '$lib/commands/command';
import type { RefusalCode } from '$lib/commands/refusal';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import type { Kind, Permission } from '$lib/domain/permissions';
import { isRelayed, type Judged } from './oracle';
import { everyPermission, kindOfPermission } from './permissions';
import { isPartnerOf, isThere, type Reasons, type Table } from './world';

const everyKind: readonly Kind[] = ['develop', 'purchase'];
const developing = everyPermission.filter((each) => kindOfPermission(each) === 'develop');

export const grantedOn = (
	world: Judged,
	actor: OrganizationId,
	grantee: OrganizationId,
	product: ProductId
): Permission[] =>
	world.grants
		.filter((each) => each.grantor === actor && each.grantee === grantee && each.product === product)
		.map((each) => each.permission);

const flagIsOn = (
	world: Judged,
	actor: OrganizationId,
	grantee: OrganizationId,
	product: ProductId,
	kind: Kind
) =>
	world.flags.some(
		(each) =>
			each.grantor === actor && each.grantee === grantee && each.product === product && each.kind === kind
	);

/** What one product's part of an adjustment comes to: the permissions and the flags that will be there. */
export function outcome(
	world: Judged,
	actor: OrganizationId,
	grantee: OrganizationId,
	{ product, grant = [], revoke = [], flags = {} }: AdjustItem
) {
	const before = grantedOn(world, actor, grantee, product);
	const all = everyPermission.filter((each) => before.includes(each) || grant.includes(each));
	const left = all.filter((each) => !revoke.includes(each));
	// Panel development is not granted beside product development, which implies it.
	const after = left.filter((each) => each !== 'panel-development' || !left.includes('product-development'));
	const had = everyKind.filter((kind) => flagIsOn(world, actor, grantee, product, kind));
	const asked = everyKind.filter((kind) => flags[kind]);
	// Without a permission of its kind a flag is off, whatever was asked.
	const thirdParty = everyKind.filter(
		(kind) => (flags[kind] ?? had.includes(kind)) && after.some((each) => kindOfPermission(each) === kind)
	);
	return { product, before, after, had, asked, thirdParty };
}

function adjusting(
	world: Judged,
	actor: OrganizationId,
	grantee: OrganizationId,
	items: AdjustItem[],
	whenNothing: RefusalCode
): Reasons {
	const outcomes = items.map((item) => outcome(world, actor, grantee, item));
	const more = outcomes.filter(({ before, after }) => after.some((each) => !before.includes(each)));
	const products = items.map((item) => item.product);
	const needed = ({ before, after, had, asked }: (typeof outcomes)[number]) =>
		after.filter((each) => {
			const implied = each === 'panel-development' && before.includes('product-development');
			const kind = kindOfPermission(each);
			return (!before.includes(each) && !implied) || (asked.includes(kind) && !had.includes(kind));
		});
	return {
		'no-product-chosen': items.length === 0,
		'product-twice': new Set(products).size < products.length,
		'unknown-product': outcomes.some(
			(each) =>
				!world.products.has(each.product) ||
				(!isThere(world, each.product) && (more.includes(each) || each.asked.length > 0))
		),
		'grantee-is-actor': more.length > 0 && grantee === actor,
		'not-a-partner': more.length > 0 && !isPartnerOf(world, actor, grantee),
		'grantee-is-owner': more.some((each) => world.products.get(each.product)?.owner === grantee),
		'not-relayed': outcomes.some((each) =>
			needed(each).some((permission) => !isRelayed(world, actor, each.product, permission))
		),
		'no-such-grant': outcomes.some(({ asked, after }) =>
			asked.some((kind) => !after.some((each) => kindOfPermission(each) === kind))
		),
		[whenNothing]: outcomes.every(
			({ before, after, had, thirdParty }) =>
				[...before].sort().join() === [...after].sort().join() && had.join() === thirdParty.join()
		)
	};
}

/** The four plain commands said as the general one. */
export const asAdjustment = {
	authorize: (items: { product: ProductId; permissions: Permission[]; thirdParty: Kind[] }[]): AdjustItem[] =>
		items.map(({ product, permissions, thirdParty }) => ({
			...{ product, grant: permissions },
			flags: Object.fromEntries(thirdParty.map((kind) => [kind, true]))
		})),
	'change-scope': (products: ProductId[], permissions: Permission[]): AdjustItem[] => {
		const grant = developing.filter((each) => permissions.includes(each));
		return products.map((product) => {
			const shortest = grant.filter(
				(each) => each !== 'panel-development' || !grant.includes('product-development')
			);
			return { product, grant: shortest, revoke: developing.filter((each) => !shortest.includes(each)) };
		});
	},
	'set-third-party': (products: ProductId[], kind: Kind, on: boolean): AdjustItem[] =>
		products.map((product) => ({ product, flags: { [kind]: on } })),
	revoke: (items: { product: ProductId; permissions: Permission[] }[]): AdjustItem[] =>
		items.map(({ product, permissions }) => ({ product, revoke: permissions }))
};

export const authorizing: Table<'authorize' | 'change-scope' | 'set-third-party' | 'revoke' | 'adjust'> = {
	authorize: (world, actor, { grantee, items }) => ({
		...adjusting(world, actor, grantee, asAdjustment.authorize(items), 'already-authorized'),
		'no-permission-chosen': items.some((item) => item.permissions.length === 0)
	}),
	'change-scope': (world, actor, { grantee, products, permissions }) => {
		const items = asAdjustment['change-scope'](products, permissions);
		const ungranted = products.some(
			(each) => !grantedOn(world, actor, grantee, each).some((x) => developing.includes(x))
		);
		return {
			...adjusting(world, actor, grantee, items, 'nothing-changes'),
			'no-permission-chosen': !permissions.some((each) => developing.includes(each)),
			'no-such-grant': ungranted
		};
	},
	'set-third-party': (world, actor, { grantee, products, kind, on }) => {
		const items = asAdjustment['set-third-party'](products, kind, on);
		const ungranted = products.some(
			(each) => !grantedOn(world, actor, grantee, each).some((x) => kindOfPermission(x) === kind)
		);
		return { ...adjusting(world, actor, grantee, items, 'nothing-changes'), 'no-such-grant': ungranted };
	},
	revoke: (world, actor, { grantee, items }) => {
		const ungranted = items.some(
			({ product, permissions }) =>
				!grantedOn(world, actor, grantee, product).some((each) => permissions.includes(each))
		);
		const reasons = adjusting(world, actor, grantee, asAdjustment.revoke(items), 'nothing-changes');
		return {
			...reasons,
			'no-such-grant': ungranted || reasons['nothing-changes'] || false,
			'nothing-changes': false
		};
	},
	adjust: (world, actor, { grantee, items }) => adjusting(world, actor, grantee, items, 'nothing-changes')
};
