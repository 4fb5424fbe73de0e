import type { Command, StatedMaking } from '$lib/commands/command';
import type { OrganizationId } from '$lib/domain/facts';
import type { Kind, Permission } from '$lib/domain/permissions/permissions';
import { signing } from './choose-keys';
import type { Chooser } from './chooser';
import { relayedBy } from './likely';
import { isHeld, isRelayed, type Judged } from './oracle';
import { everyKind, kindOfPermission } from './permissions';
import { grantedOn } from './preconditions-of-grants';
import { actingIn } from './preconditions-of-keys';
import { makerKinds, type OracleGrant } from './recorded';
import { isAround, isThere } from './world';

type Given = [actor: OrganizationId | null, command: Command];
type Pair = [Given, Given];

/** Two commands that are each allowed now, and that contradict each other if both are given; and what they are called. */
export function clashes(world: Judged, choose: Chooser): { name: string; pair: Pair } | undefined {
	const [first, ...others] = Object.entries(kinds);
	// The one that leaves a deletion waiting is what others go on from; taking that back is rarely possible.
	const last = others.find(([, clash]) => clash === withdrawnWhileCompleted)!;
	const all = [first!, first!, last, ...others.slice(0, 6), first!, first!, last, ...others.slice(6)];
	const from = choose.number(all.length);
	for (let i = 0; i < all.length; i++) {
		const [name, clash] = all[(from + i) % all.length]!;
		const pair = clash(world, choose);
		if (pair) return { name, pair };
	}
	return undefined;
}

type Clash = (world: Judged, choose: Chooser) => Pair | undefined;

const free = (world: Judged) =>
	world.partnerRecords.filter(
		({ owner, partner }) =>
			world.partners.get(owner)?.has(partner) &&
			!world.grants.some((each) => each.grantor === owner && each.grantee === partner)
	);

const deletedWhileAuthorized: Clash = (world, choose) => {
	const record = choose.of(free(world).filter(({ owner }) => isAround(world, owner)));
	if (!record) return undefined;
	const { owner, partner } = record;
	const product = choose.of(
		[...world.products.values()]
			.filter((each) => each.owner !== partner && relayedBy(world, owner, each.id).length > 0)
			.map((each) => each.id)
	);
	if (product === undefined) return undefined;
	const permissions = choose.some(relayedBy(world, owner, product));
	return [
		[owner, { command: 'delete-partner', partner }],
		[owner, { command: 'authorize', grantee: partner, items: [{ product, permissions, thirdParty: [] }] }]
	];
};

/** Organizations that could be deleted. */
const lonely = (world: Judged) =>
	[...world.organizations.values()].filter(
		({ id }) =>
			isAround(world, id) &&
			Object.values(world.organizationBlockers.get(id)!).every((list: unknown[]) => list.length === 0)
	);

/** An organization is deleted on one replica, and named by somebody else on the other: that never stands in its way. */
const deletedWhileNamed: Clash = (world, choose) => {
	const one = choose.of(lonely(world));
	const other = choose.of(
		[...world.organizations.keys()].filter((id) => id !== one?.id && isAround(world, id))
	);
	if (!one || other === undefined) return undefined;
	const making: StatedMaking = { origin: 'odm', maker: one.id, kinds: oneKind(choose) };
	const named = { pid: `C${choose.number(99)}`, name: 'Clash', category: '', basedOn: null };
	const second: Command = choose.rarely(2)
		? { command: 'add-partner', account: one.account, organization: one.id, name: 'Partner' }
		: { command: 'add-product', ...named, making };
	return [
		[one.id, { command: 'delete-organization' }],
		[other, second]
	];
};

const productDeletedWhileUsed: Clash = (world, choose) => {
	const product = choose.of(
		[...world.products.values()].filter(({ id }) => {
			const { grants, orders } = world.productBlockers.get(id)!;
			return isThere(world, id) && grants.length + orders.length === 0;
		})
	);
	if (!product) return undefined;
	const { id, owner } = product;
	const buyers = [...world.organizations.keys()].filter((each) => isHeld(world, each, id, 'purchase'));
	const partner = choose.of([...(world.partners.get(owner) ?? [])].filter((each) => each !== owner));
	const buyer = choose.of(buyers)!;
	const items = [{ product: id, permissions: ['purchase' as const], thirdParty: [] }];
	const used: Given =
		partner !== undefined && choose.rarely(2)
			? [owner, { command: 'authorize', grantee: partner, items }]
			: [
					buyer,
					{ command: 'place-order', invoiceEntity: buyer, lines: [{ product: id, quantity: 1 }], note: '' }
				];
	return [[owner, { command: 'delete-product', product: id }], used];
};

/** "Grants that others made, the maker's included, never block" */
const productDeletedWhileMade: Clash = (world, choose) => {
	const product = choose.of(
		[...world.products.values()].filter((each) => {
			const { grants, orders } = world.productBlockers.get(each.id)!;
			const partners = world.partners.get(each.making.maker ?? '') ?? new Set();
			const others = [...partners].filter((partner) => partner !== each.owner && isAround(world, partner));
			const makes = makerKinds(each).length > 0 && isAround(world, each.making.maker!);
			return isThere(world, each.id) && makes && others.length > 0 && grants.length + orders.length === 0;
		})
	);
	if (!product) return undefined;
	const { id, owner } = product;
	const maker = product.making.maker!;
	const grantee = choose.of(
		[...world.partners.get(maker)!].filter((each) => each !== owner && isAround(world, each))
	)!;
	const permissions = relayedBy(world, maker, id).filter(
		(each) => !grantedOn(world, maker, grantee, id).includes(each)
	);
	if (permissions.length === 0) return undefined;
	return [
		[owner, { command: 'delete-product', product: id }],
		[maker, { command: 'authorize', grantee, items: [{ product: id, permissions, thirdParty: [] }] }]
	];
};

const sameGrantTwice: Clash = (world, choose) => {
	const pairs = [...world.partners].flatMap(([owner, theirs]) =>
		[...theirs].flatMap((partner) =>
			[...world.products.values()]
				.filter((each) => each.owner !== partner && relayedBy(world, owner, each.id).length > 0)
				.map((product) => ({ owner, partner, product: product.id }))
		)
	);
	const found = choose.of(pairs);
	if (!found) return undefined;
	const { owner, partner, product } = found;
	const permission = choose.of(relayedBy(world, owner, product))!;
	const items = (flag: boolean) => [
		{ product, permissions: [permission], thirdParty: flag ? [kindOfPermission(permission)] : [] }
	];
	return [
		[owner, { command: 'authorize', grantee: partner, items: items(true) }],
		[owner, { command: 'authorize', grantee: partner, items: items(choose.rarely(2)) }]
	];
};

const sameThingAddedTwice: Clash = (world, choose) => {
	const [a, b] = [...world.organizations.keys()].filter((id) => isAround(world, id));
	const number = choose.number(99);
	const account = `twin${number}@example.com`;
	const twin = (name: string): Given => [
		null,
		{ command: 'add-organization', name, account, colour: '#111111' }
	];
	const making = { origin: 'proprietary', maker: null } as const;
	const product = (owner: OrganizationId): Given => [
		owner,
		{ command: 'add-product', pid: `T${number}`, name: owner, category: '', making, basedOn: null }
	];
	return a === undefined || b === undefined || choose.rarely(2)
		? [twin('One'), twin('Other')]
		: [product(a), product(b)];
};

const revokedWhileFlagged: Clash = (world, choose) => {
	const grant = choose.of(world.grants.filter((each) => isThere(world, each.product)));
	if (!grant) return undefined;
	const { grantor, grantee, product, permission } = grant;
	const kind = kindOfPermission(permission);
	return [
		[grantor, { command: 'revoke', grantee, items: [{ product, permissions: [permission] }] }],
		[grantor, { command: 'set-third-party', grantee, products: [product], kind, on: true }]
	];
};

const revokedWhileOrdered: Clash = (world, choose) => {
	const grant = choose.of(
		world.grants.filter(
			(each) => each.permission === 'purchase' && isHeld(world, each.grantee, each.product, 'purchase')
		)
	);
	if (!grant) return undefined;
	const { grantor, grantee, product } = grant;
	// A line that stays covered makes it an order that is covered in part.
	const kept = choose.of(
		[...world.products.keys()].filter((id) => id !== product && isHeld(world, grantee, id, 'purchase'))
	);
	const lines = [product, ...(kept === undefined ? [] : [kept])].map((id) => ({ product: id, quantity: 2 }));
	return [
		[grantor, { command: 'revoke', grantee, items: [{ product, permissions: ['purchase'] }] }],
		[grantee, { command: 'place-order', invoiceEntity: grantee, lines, note: '' }]
	];
};

const closedTwice: Clash = (world, choose) => {
	const order = choose.of([...world.orders.values()].filter((each) => each.status === 'open'));
	if (!order) return undefined;
	return [
		[order.author, { command: 'cancel-order', order: order.id }],
		[order.author, { command: 'complete-order', order: order.id }]
	];
};

const renamedTwice: Clash = (world, choose) => {
	const id = choose.of([...world.organizations.keys()].filter((each) => isAround(world, each)));
	if (id === undefined) return undefined;
	return [
		[id, { command: 'edit-organization', name: `A${choose.number(9)}` }],
		[id, { command: 'edit-organization', name: `B${choose.number(9)}`, colour: '#222222' }]
	];
};

/** One replica ends a grant where the other adds to the same. */
const revokedWhileAuthorized: Clash = (world, choose) => {
	const grant = choose.of(world.grants.filter((each) => addable(world, each).length > 0));
	if (!grant) return undefined;
	const { grantor, grantee, product, permission } = grant;
	const permissions = choose.some(addable(world, grant));
	const thirdParty = choose.rarely(2) ? [kindOfPermission(permissions[0]!)] : [];
	return [
		[grantor, { command: 'revoke', grantee, items: [{ product, permissions: [permission] }] }],
		[grantor, { command: 'authorize', grantee, items: [{ product, permissions, thirdParty }] }]
	];
};

/** What the grantor could grant beside the grant. */
const addable = (world: Judged, { grantor, grantee, product }: OracleGrant): Permission[] =>
	isAround(world, grantor) && isAround(world, grantee) && isThere(world, product)
		? relayedBy(world, grantor, product).filter(
				(each) => !grantedOn(world, grantor, grantee, product).includes(each)
			)
		: [];

/** "A grant that another replica adds meanwhile is not passed on until somebody says so" */
const flaggedWhileGranted: Clash = (world, choose) => {
	const grant = choose.of(
		world.grants.filter(
			(each) =>
				!each.flagged &&
				kindOfPermission(each.permission) === 'develop' &&
				isRelayed(world, each.grantor, each.product, each.permission) &&
				addable(world, each).some((other) => kindOfPermission(other) === 'develop')
		)
	);
	if (!grant) return undefined;
	const { grantor, grantee, product } = grant;
	const permissions = addable(world, grant).filter((each) => kindOfPermission(each) === 'develop');
	return [
		[grantor, { command: 'set-third-party', grantee, products: [product], kind: 'develop', on: true }],
		[grantor, { command: 'authorize', grantee, items: [{ product, permissions, thirdParty: [] }] }]
	];
};

const oneKind = (choose: Chooser): Kind[] => [choose.of(everyKind)!];

/** Another maker, or the same once more, while its standing is set. */
const makerChangedWhileStandingSet: Clash = (world, choose) => {
	const product = choose.of(
		[...world.products.values()].filter(
			({ id, making }) => making.maker !== null && making.origin !== 'proprietary' && isThere(world, id)
		)
	);
	if (!product) return undefined;
	const { id, owner, making } = product;
	const makers = [...world.organizations.keys()].filter((each) => each !== owner && isAround(world, each));
	const maker = choose.of(makers);
	if (maker === undefined) return undefined;
	const origin = making.origin === 'oem' ? 'odm' : 'oem';
	const stated: Kind[] = choose.rarely(3) ? [...everyKind] : oneKind(choose);
	const edit = (kinds: Kind[]): Given => [
		owner,
		{ command: 'edit-product', product: id, making: { origin, maker, kinds } }
	];
	const other = makerKinds(product).length === 2 ? oneKind(choose) : [...everyKind];
	return [
		edit(stated),
		choose.rarely(2)
			? edit(oneKind(choose))
			: [owner, { command: 'set-maker-standing', product: id, kinds: other }]
	];
};

/** An organization is deleted on one replica, and acts on the other. */
const deletedWhileActing: Clash = (world, choose) => {
	const one = choose.of(lonely(world));
	const other = choose.of(
		[...world.organizations.values()].filter(({ id }) => id !== one?.id && isAround(world, id))
	);
	if (!one || !other) return undefined;
	const bought = [...world.products.keys()].filter((each) => isHeld(world, one.id, each, 'purchase'));
	const product = choose.of(bought);
	const making = { origin: 'proprietary', maker: null } as const;
	const acts: Command[] = [
		{ command: 'add-partner', account: other.account, organization: other.id, name: 'Partner' },
		{
			command: 'add-product',
			pid: `D${choose.number(999)}`,
			name: 'Late',
			category: '',
			making,
			basedOn: null
		}
	];
	const order: Command[] =
		product === undefined
			? []
			: [{ command: 'place-order', invoiceEntity: one.id, lines: [{ product, quantity: 1 }], note: '' }];
	return [
		[one.id, { command: 'delete-organization' }],
		[one.id, choose.of(order) ?? choose.of(acts)!]
	];
};

/** A deletion that waits is taken back on one replica, where the other takes away what it waits for. */
const withdrawnWhileCompleted: Clash = (world, choose) => {
	const waiting = choose.of([...world.waitingPartnerDeletions]);
	if (waiting === undefined) return undefined;
	const [owner, partner] = waiting.split(' ') as [OrganizationId, OrganizationId];
	if (!isAround(world, owner)) return undefined;
	const granted = world.grants.filter((each) => each.grantor === owner && each.grantee === partner);
	const products = [...new Set(granted.map(({ product }) => product))];
	const items = products.map((product) => ({
		product,
		permissions: granted.filter((each) => each.product === product).map(({ permission }) => permission)
	}));
	const more = granted.find((each) => addable(world, each).length > 0);
	const back: Command =
		more && choose.rarely(2)
			? {
					...{ command: 'authorize', grantee: partner },
					items: [{ product: more.product, permissions: addable(world, more), thirdParty: [] }]
				}
			: { command: 'withdraw-deletion', of: 'partner', id: partner };
	return [
		[owner, { command: 'revoke', grantee: partner, items }],
		[owner, back]
	];
};

/** A key that ends on one replica signs on the other. */
const retiredWhileSigning: Clash = (world, choose) => {
	const id = choose.of([...world.organizations.keys()].filter((each) => isAround(world, each)));
	const key = id === undefined ? undefined : choose.of(actingIn(world, id));
	if (id === undefined || key === undefined) return undefined;
	return [
		[id, { command: 'retire-key', key, by: signing }],
		[id, { command: 'edit-organization', name: `Signed ${choose.number(99)}` }]
	];
};

const kinds: Record<string, Clash> = {
	'partner deleted while authorized': deletedWhileAuthorized,
	'organization deleted while named': deletedWhileNamed,
	'organization deleted while acting': deletedWhileActing,
	'product deleted while used': productDeletedWhileUsed,
	'product deleted while its maker authorizes': productDeletedWhileMade,
	'one grant made twice': sameGrantTwice,
	'one thing added twice': sameThingAddedTwice,
	'grant revoked while flagged': revokedWhileFlagged,
	'grant revoked while more is authorized': revokedWhileAuthorized,
	'grant revoked while ordered': revokedWhileOrdered,
	'flag set while more is granted': flaggedWhileGranted,
	'maker changed while its standing is set': makerChangedWhileStandingSet,
	'deletion withdrawn while completed': withdrawnWhileCompleted,
	'order closed twice': closedTwice,
	'name changed twice': renamedTwice,
	'key retired while signing': retiredWhileSigning
};

export const clashNames = Object.keys(kinds);
