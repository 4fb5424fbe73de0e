import type { AdjustItem, CommandOf } from '$lib/commands/command';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import type { Kind, Permission } from '$lib/domain/permissions';
import { isRelayed, type Judged } from './oracle';
import { everyPermission, kindOfPermission } from './permissions';
import { isPartnerOf, isThere, type Reasons, type Table } from './world';

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

const flaggedOn = (
	world: Judged,
	actor: OrganizationId,
	grantee: OrganizationId,
	product: ProductId
): Permission[] =>
	world.flags
		.filter((each) => each.grantor === actor && each.grantee === grantee && each.product === product)
		.map((each) => each.permission);

/** What one product's part of an adjustment comes to: the permissions and the flags that will be there. */
export function outcome(
	world: Judged,
	actor: OrganizationId,
	grantee: OrganizationId,
	{ product, grant = [], revoke = [], flag = [], unflag = [] }: AdjustItem
) {
	const before = grantedOn(world, actor, grantee, product);
	const after = everyPermission.filter(
		(each) => (before.includes(each) || grant.includes(each)) && !revoke.includes(each)
	);
	const had = flaggedOn(world, actor, grantee, product);
	// Granted where all of the kind may be passed on, a permission may be too.
	const isOn = (kind: Kind) => {
		const ofKind = before.filter((each) => kindOfPermission(each) === kind);
		return ofKind.length > 0 && ofKind.every((each) => had.includes(each));
	};
	const joins = (each: Permission) => !before.includes(each) && isOn(kindOfPermission(each));
	const thirdParty = after.filter(
		(each) => (had.includes(each) || flag.includes(each) || joins(each)) && !unflag.includes(each)
	);
	const ungranted = flag.some((each) => !after.includes(each));
	return { product, before, after, had, thirdParty, ungranted };
}

const withPanels = (some: readonly Permission[]): Permission[] =>
	everyPermission.filter(
		(each) => some.includes(each) || (each === 'panel-development' && some.includes('product-development'))
	);

function adjusting(
	world: Judged,
	actor: OrganizationId,
	grantee: OrganizationId,
	items: AdjustItem[]
): Reasons {
	const outcomes = items.map((item) => outcome(world, actor, grantee, item));
	const more = outcomes.filter(({ before, after }) => after.some((each) => !before.includes(each)));
	const flagging = outcomes.filter(({ had, thirdParty }) => thirdParty.some((each) => !had.includes(each)));
	const products = items.map((item) => item.product);
	const needed = ({ before, after, had, thirdParty }: (typeof outcomes)[number]) => [
		...after.filter((each) => !withPanels(before).includes(each)),
		...thirdParty.filter((each) => !withPanels(had).includes(each))
	];
	return {
		'no-product-chosen': items.length === 0,
		'product-twice': new Set(products).size < products.length,
		'unknown-product': outcomes.some(
			(each) =>
				!world.products.has(each.product) ||
				(!isThere(world, each.product) && (more.includes(each) || flagging.includes(each)))
		),
		'unknown-organization': more.length + flagging.length > 0 && world.deletedOrganizations.has(grantee),
		'grantee-is-actor': more.length > 0 && grantee === actor,
		'not-a-partner': more.length > 0 && !isPartnerOf(world, actor, grantee),
		'grantee-is-owner': more.some((each) => world.products.get(each.product)?.owner === grantee),
		'not-relayed': outcomes.some((each) =>
			needed(each).some((permission) => !isRelayed(world, actor, each.product, permission))
		),
		'no-such-grant': outcomes.some(({ ungranted }) => ungranted),
		'nothing-changes': outcomes.every(
			({ before, after, had, thirdParty }) =>
				[...before].sort().join() === [...after].sort().join() &&
				[...had].sort().join() === [...thirdParty].sort().join()
		)
	};
}

/** The four plain commands said as the general one. */
export const asAdjustment = {
	authorize: (
		world: Judged,
		actor: OrganizationId,
		grantee: OrganizationId,
		items: { product: ProductId; permissions: Permission[]; thirdParty: Kind[] }[]
	): AdjustItem[] =>
		items.map(({ product, permissions, thirdParty }) => {
			const there = [...grantedOn(world, actor, grantee, product), ...permissions];
			const flag = thirdParty.flatMap((kind) => {
				const ofKind = there.filter((each) => kindOfPermission(each) === kind);
				// Of a kind of which nothing is granted, anything stands for it.
				return ofKind.length > 0
					? ofKind
					: everyPermission.filter((each) => kindOfPermission(each) === kind).slice(0, 1);
			});
			return { product, grant: permissions, flag };
		}),
	'change-scope': (products: ProductId[], permissions: Permission[]): AdjustItem[] => {
		const wanted = developing.filter((each) => permissions.includes(each));
		// A box that product development ticks and fixes says nothing.
		const said = wanted.filter(
			(each) => each !== 'panel-development' || !wanted.includes('product-development')
		);
		return products.map((product) => ({
			...{ product, grant: said },
			revoke: developing.filter((each) => !withPanels(wanted).includes(each))
		}));
	},
	'set-third-party': (
		world: Judged,
		actor: OrganizationId,
		{ grantee, products, kind, on }: CommandOf<'set-third-party'>
	): AdjustItem[] =>
		products.map((product) => ({
			product,
			[on ? 'flag' : 'unflag']: grantedOn(world, actor, grantee, product).filter(
				(each) => kindOfPermission(each) === kind
			)
		})),
	revoke: (items: { product: ProductId; permissions: Permission[] }[]): AdjustItem[] =>
		items.map(({ product, permissions }) => ({ product, revoke: permissions }))
};

export const authorizing: Table<'authorize' | 'change-scope' | 'set-third-party' | 'revoke' | 'adjust'> = {
	authorize: (world, actor, { grantee, items }) => {
		const adjustments = asAdjustment.authorize(world, actor, grantee, items);
		const idle = adjustments.some((item) => {
			const { before, had, thirdParty } = outcome(world, actor, grantee, item);
			return item.grant!.some(
				(each) => before.includes(each) && !(thirdParty.includes(each) && !had.includes(each))
			);
		});
		return {
			...adjusting(world, actor, grantee, adjustments),
			'already-authorized': idle,
			'no-permission-chosen': items.some((item) => item.permissions.length === 0),
			'nothing-changes': false
		};
	},
	'change-scope': (world, actor, { grantee, products, permissions }) => {
		const items = asAdjustment['change-scope'](products, permissions);
		const ungranted = products.some(
			(each) => !grantedOn(world, actor, grantee, each).some((x) => developing.includes(x))
		);
		return {
			...adjusting(world, actor, grantee, items),
			'no-permission-chosen': !permissions.some((each) => developing.includes(each)),
			'no-such-grant': ungranted
		};
	},
	'set-third-party': (world, actor, command) => {
		const { grantee, products, kind } = command;
		const items = asAdjustment['set-third-party'](world, actor, command);
		const ungranted = products.some(
			(each) => !grantedOn(world, actor, grantee, each).some((x) => kindOfPermission(x) === kind)
		);
		return { ...adjusting(world, actor, grantee, items), 'no-such-grant': ungranted };
	},
	revoke: (world, actor, { grantee, items }) => ({
		...adjusting(world, actor, grantee, asAdjustment.revoke(items)),
		'no-permission-chosen': items.some(({ permissions }) => permissions.length === 0),
		'no-such-grant': items.some(({ product, permissions }) => {
			const granted = grantedOn(world, actor, grantee, product);
			return permissions.some((each) => !granted.includes(each));
		}),
		'nothing-changes': false
	}),
	adjust: (world, actor, { grantee, items }) => adjusting(world, actor, grantee, items)
};
