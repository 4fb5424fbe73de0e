import type { Command } from '$lib/commands/command';
import type { OrganizationId } from '$lib/domain/facts';
import type { Chooser } from './chooser';
import { relayedBy } from './likely';
import { isHeld, type Judged } from './oracle';
import { kindOfPermission } from './permissions';
import { isAround, isThere } from './world';

type Given = [actor: OrganizationId | null, command: Command];
type Pair = [Given, Given];

/** Two commands that are each allowed now, and that contradict each other if both are given. */
export function clashes(world: Judged, choose: Chooser): Pair | undefined {
	const pairs = [
		deletedWhileAuthorized,
		deletedWhileAuthorized,
		deletedWhileBefriended,
		productDeletedWhileUsed,
		sameGrantTwice,
		sameThingAddedTwice,
		revokedWhileFlagged,
		revokedWhileOrdered,
		closedTwice,
		renamedTwice
	];
	const from = choose.number(pairs.length);
	for (let i = 0; i < pairs.length; i++) {
		const pair = pairs[(from + i) % pairs.length]!(world, choose);
		if (pair) return pair;
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

const deletedWhileBefriended: Clash = (world, choose) => {
	const lonely = [...world.organizations.values()].filter(
		({ id }) =>
			isAround(world, id) &&
			Object.values(world.organizationBlockers.get(id)!).every((list: unknown[]) => list.length === 0)
	);
	const one = choose.of(lonely);
	const other = choose.of(
		[...world.organizations.values()].filter(({ id }) => id !== one?.id && isAround(world, id))
	);
	if (!one || !other) return undefined;
	const named = { pid: `C${choose.number(99)}`, name: 'Clash', category: '', basedOn: null };
	const second: Command = choose.rarely(2)
		? { command: 'add-partner', account: other.account, organization: other.id, name: 'Partner' }
		: { command: 'add-product', ...named, making: { origin: 'proprietary', maker: null } };
	return [
		[one.id, { command: 'delete-organization' }],
		[one.id, second]
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
	const lines = [{ product, quantity: 2 }];
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
