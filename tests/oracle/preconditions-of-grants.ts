import type { AdjustItem, CommandOf } from '$lib/commands/command';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import type { Kind, Permission } from '$lib/domain/permissions/permissions';
import { isRelayed, type Judged } from './oracle';
import { everyPermission, implied, kindOfPermission } from './permissions';
import type { OracleGrant } from './recorded';
import { isPartnerOf, isThere, twice, type Reasons, type Table } from './world';

const ofKind = (kind: Kind) => everyPermission.filter((each) => kindOfPermission(each) === kind);

/** What stands between two organizations on a product, dormant or not. */
const standing = (
	world: Judged,
	actor: OrganizationId,
	grantee: OrganizationId,
	product: ProductId
): OracleGrant[] =>
	world.grants.filter(
		(each) => each.grantor === actor && each.grantee === grantee && each.product === product
	);

export const grantedOn = (
	world: Judged,
	actor: OrganizationId,
	grantee: OrganizationId,
	product: ProductId
): Permission[] => standing(world, actor, grantee, product).map(({ permission }) => permission);

/** What one product's part of an act comes to: what is granted, and what may be passed on, before and after. */
export interface Outcome {
	product: ProductId;
	before: Permission[];
	after: Permission[];
	had: Permission[];
	has: Permission[];
	/** A flag was asked for on these, which are not granted. */
	ungranted: Permission[];
}

/** What is named changes, and nothing else: "no command drops it unasked". */
export function outcome(
	world: Judged,
	actor: OrganizationId,
	grantee: OrganizationId,
	{ product, grant = [], revoke = [], flag = [], unflag = [] }: AdjustItem
): Outcome {
	const stands = standing(world, actor, grantee, product);
	const before = stands.map(({ permission }) => permission);
	const had = stands.filter(({ flagged }) => flagged).map(({ permission }) => permission);
	const after = everyPermission.filter(
		(each) => (before.includes(each) || grant.includes(each)) && !revoke.includes(each)
	);
	// "Granting where the section's switch is on says that it is passed on too": on where all of the kind is.
	const joins = (each: Permission) => {
		const beside = before.filter((other) => kindOfPermission(other) === kindOfPermission(each));
		return !before.includes(each) && beside.length > 0 && beside.every((other) => had.includes(other));
	};
	// "Flags end with their grants"
	const has = after.filter(
		(each) => (had.includes(each) || flag.includes(each) || joins(each)) && !unflag.includes(each)
	);
	return { product, before, after, had, has, ungranted: flag.filter((each) => !after.includes(each)) };
}

const addedTo = (before: Permission[], after: Permission[]) => after.filter((each) => !before.includes(each));

/** What the actor has to relay: "widening to what the actor does not relay" is refused. */
function widened({ before, after, had, has }: Outcome): Permission[] {
	// Panel development that is left where product development goes is less than before.
	const leftOver = after.includes('product-development') ? [] : before.flatMap(implied);
	return [
		...addedTo(before, after).filter((each) => !leftOver.includes(each)),
		// "x = panel-development also follows from product-development, for … flag"
		...addedTo(had, has).filter((each) => !had.flatMap(implied).includes(each))
	];
}

/** "Authorize products", and what widens otherwise. */
function adjusting(
	world: Judged,
	actor: OrganizationId,
	grantee: OrganizationId,
	items: AdjustItem[]
): Reasons {
	const outcomes = items.map((item) => outcome(world, actor, grantee, item));
	const granting = outcomes.filter(({ before, after }) => addedTo(before, after).length > 0);
	const flagging = outcomes.filter(({ had, has }) => addedTo(had, has).length > 0);
	const changes = (one: Permission[], other: Permission[]) =>
		addedTo(one, other).length + addedTo(other, one).length > 0;
	return {
		'no-product-chosen': items.length === 0,
		'product-twice': twice(items.map(({ product }) => product)),
		// "An unknown product"; on a deleted one what was granted can still be revoked.
		'unknown-product': outcomes
			.filter(
				(each) =>
					!world.products.has(each.product) ||
					(!isThere(world, each.product) && (granting.includes(each) || flagging.includes(each)))
			)
			.map(({ product }) => product),
		// "Deleted, it … is refused as grantee"
		'unknown-organization': granting.length + flagging.length > 0 && world.deletedOrganizations.has(grantee),
		// "The grantee is not yet a partner of the actor, is the owner, or is the actor"
		'not-a-partner': granting.length > 0 && !isPartnerOf(world, actor, grantee),
		'grantee-is-owner': granting
			.filter(({ product }) => world.products.get(product)?.owner === grantee)
			.map(({ product }) => product),
		'grantee-is-actor': granting.length > 0 && grantee === actor,
		// "The actor does not relay the permission on a product"
		'not-relayed': outcomes.flatMap((each) =>
			[...new Set(widened(each))]
				.filter((x) => !isRelayed(world, actor, each.product, x))
				.map((x) => `${each.product} ${x}`)
		),
		'no-such-grant': outcomes.some(({ ungranted }) => ungranted.length > 0),
		// "Refused only where nothing would change"
		'nothing-changes': outcomes.every(
			({ before, after, had, has }) => !changes(before, after) && !changes(had, has)
		)
	};
}

/** The four plain commands, each said as what it grants, revokes, flags and unflags. */
export const asAdjustment = {
	/** A switch that is on is on for all of its kind that is granted then. */
	authorize: (
		world: Judged,
		actor: OrganizationId,
		{ grantee, items }: CommandOf<'authorize'>
	): AdjustItem[] =>
		items.map(({ product, permissions, thirdParty }) => ({
			...{ product, grant: permissions },
			flag: thirdParty.flatMap((kind) => {
				const there = [...grantedOn(world, actor, grantee, product), ...permissions];
				const meant = there.filter((each) => kindOfPermission(each) === kind);
				return meant.length > 0 ? meant : ofKind(kind);
			})
		})),
	/** "Says what is added and what is removed; a ticked and fixed box is neither": that of panels beside product development. */
	'change-scope': ({ products, permissions }: CommandOf<'change-scope'>): AdjustItem[] => {
		const wanted = ofKind('develop').filter((each) => permissions.includes(each));
		const isFixed = (each: Permission) =>
			each === 'panel-development' && wanted.includes('product-development');
		return products.map((product) => ({
			product,
			grant: wanted.filter((each) => !isFixed(each)),
			revoke: ofKind('develop').filter((each) => !wanted.includes(each) && !isFixed(each))
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
	revoke: ({ items }: CommandOf<'revoke'>): AdjustItem[] =>
		items.map(({ product, permissions }) => ({ product, revoke: permissions }))
};

/** On some product nothing of the kind is granted: "no such grant". */
const lacksGrants = (
	world: Judged,
	actor: OrganizationId,
	{ grantee, products }: { grantee: OrganizationId; products: ProductId[] },
	kind: Kind
) =>
	products.some(
		(product) => !grantedOn(world, actor, grantee, product).some((each) => kindOfPermission(each) === kind)
	);

export const authorizing: Table<'authorize' | 'change-scope' | 'set-third-party' | 'revoke' | 'adjust'> = {
	authorize: (world, actor, command) => {
		const { grantee, items } = command;
		const adjustments = asAdjustment.authorize(world, actor, command);
		return {
			...adjusting(world, actor, grantee, adjustments),
			'no-permission-chosen': items.some(({ permissions }) => permissions.length === 0),
			// "An item (one permission on one product; a flag that it switches on is a change) would change nothing, and name it"
			'already-authorized': adjustments.flatMap((item) => {
				const { before, had, has } = outcome(world, actor, grantee, item);
				return [...new Set(item.grant)]
					.filter((each) => before.includes(each) && !addedTo(had, has).includes(each))
					.map((each) => `${item.product} ${each}`);
			}),
			'nothing-changes': false
		};
	},
	revoke: (world, actor, command) => ({
		...adjusting(world, actor, command.grantee, asAdjustment.revoke(command)),
		'no-permission-chosen': command.items.some(({ permissions }) => permissions.length === 0),
		// The same of what is not granted: "no such grant".
		'no-such-grant': command.items.flatMap(({ product, permissions }) =>
			[...new Set(permissions)]
				.filter((each) => !grantedOn(world, actor, command.grantee, product).includes(each))
				.map((each) => `${product} ${each}`)
		),
		'nothing-changes': false
	}),
	// "Commands that *set* … skip such items, … and are refused only where nothing would change"
	'change-scope': (world, actor, command) => ({
		...adjusting(world, actor, command.grantee, asAdjustment['change-scope'](command)),
		'no-permission-chosen': !command.permissions.some((each) => kindOfPermission(each) === 'develop'),
		'no-such-grant': lacksGrants(world, actor, command, 'develop')
	}),
	'set-third-party': (world, actor, command) => ({
		...adjusting(world, actor, command.grantee, asAdjustment['set-third-party'](world, actor, command)),
		'no-such-grant': lacksGrants(world, actor, command, command.kind)
	}),
	adjust: (world, actor, { grantee, items }) => adjusting(world, actor, grantee, items)
};
