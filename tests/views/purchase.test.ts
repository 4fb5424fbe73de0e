import { describe, expect, test } from 'vitest';
import { invoiceEntities } from '$lib/domain/orders';
import { invoiceChoices } from '$lib/views/purchase/invoice';
import { orderNumber } from '$lib/views/purchase/number';
import { orderPage } from '$lib/views/purchase/order';
import { filterOrders, ordersInvoiced, ordersOfOwnProducts, ordersPlaced } from '$lib/views/purchase/orders';
import { notPurchasable, purchasable } from '$lib/views/purchase/products';
import { Acting } from './acting';

/** Lumen owns Lamp and Plug; Kilo may purchase Lamp and pass that on; Hexa is Kilo's partner. */
function story() {
	const world = new Acting();
	const lumen = world.organization('Lumen');
	const kilo = world.organization('Kilo');
	const hexa = world.organization('Hexa');
	const lamp = world.named(lumen, 'Lamp');
	const plug = world.named(lumen, 'Plug');
	world.partner(lumen, kilo);
	world.partner(kilo, hexa);
	const grant = world.authorizesAll(lumen, kilo, [lamp], ['purchase'], ['purchase']);
	return { world, lumen, kilo, hexa, lamp, plug, grant };
}

describe('the lists of orders', () => {
	test('an order is in the lists of whoever placed it, is invoiced, and owns a product of it', () => {
		const { world, lumen, kilo, hexa, lamp } = story();
		world.authorizesAll(kilo, hexa, [lamp], ['purchase']);
		const order = world.orders(kilo, [lamp], hexa);
		const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);
		expect(ids(ordersPlaced(world.snapshot, kilo))).toEqual([order]);
		expect(ids(ordersInvoiced(world.snapshot, hexa))).toEqual([order]);
		expect(ids(ordersOfOwnProducts(world.snapshot, lumen))).toEqual([order]);
		expect(ids(ordersPlaced(world.snapshot, lumen))).toEqual([]);
		expect(ids(ordersInvoiced(world.snapshot, kilo))).toEqual([]);
	});

	test('after a revocation the owner still sees the order and who placed it, marked as not covered', () => {
		const { world, lumen, kilo, lamp, grant } = story();
		world.orders(kilo, [lamp]);
		world.undoes(grant);
		const [row] = ordersOfOwnProducts(world.snapshot, lumen);
		expect(row).toMatchObject({ placedBy: { name: 'Kilo' }, uncovered: ['Lamp'], status: 'open' });
	});

	test('an owner sees the lines about its own products, and how many others there are', () => {
		const { world, lumen, kilo, lamp } = story();
		const board = world.named(kilo, 'Board');
		world.orders(kilo, [lamp, board]);
		const [seen] = ordersOfOwnProducts(world.snapshot, lumen);
		expect(seen?.lines.map(({ name }) => name)).toEqual(['Lamp']);
		expect(seen?.hidden).toBe(1);
		expect(ordersPlaced(world.snapshot, kilo)[0]?.lines).toHaveLength(2);
	});

	test('whoever has a name for the invoice entity sees it by that name, when choosing it and afterwards', () => {
		const { world, kilo, hexa, lamp } = story();
		world.authorizesAll(kilo, hexa, [lamp], ['purchase']);
		world.does(kilo, { command: 'rename-partner', partner: hexa, name: 'Assembly South' });
		const { offered } = invoiceChoices(world.snapshot, kilo, [lamp]);
		expect(offered.map(({ name }) => name)).toEqual(['Kilo', 'Assembly South']);
		const order = world.orders(kilo, [lamp], hexa);
		expect(orderPage(world.snapshot, kilo, order)).toMatchObject({
			invoiceEntity: { name: 'Assembly South' }
		});
		expect(ordersInvoiced(world.snapshot, hexa)).toMatchObject([{ invoiceEntity: { name: 'Hexa' } }]);
	});

	test('a list is narrowed by status, and by number, product or organization', () => {
		const { world, kilo, lamp } = story();
		const cancelled = world.orders(kilo, [lamp]);
		world.orders(kilo, [lamp]);
		world.does(kilo, { command: 'cancel-order', order: cancelled });
		const rows = ordersPlaced(world.snapshot, kilo);
		expect(filterOrders(rows, '', 'cancelled').map(({ id }) => id)).toEqual([cancelled]);
		expect(filterOrders(rows, ' LAMP', undefined)).toHaveLength(2);
		expect(filterOrders(rows, 'nobody', undefined)).toEqual([]);
		expect(filterOrders(rows, rows[0]!.number, undefined)).toContain(rows[0]);
	});
});

describe('an order number', () => {
	test('is short, says the day, and stays the same', () => {
		const order = { id: 'abc:0', at: Date.UTC(2026, 2, 14, 23, 59) };
		expect(orderNumber(order)).toMatch(/^PO-260314-[0-9A-HJKMNP-TV-Z]{5}$/);
		expect(orderNumber(order)).toBe(orderNumber({ ...order }));
		expect(orderNumber({ ...order, id: 'abd:0' })).not.toBe(orderNumber(order));
	});

	test('copes with a claimed time that is none', () => {
		for (const at of [NaN, Infinity, 9e15, -9e15])
			expect(orderNumber({ id: 'a', at })).toMatch(/^PO-000000-/);
	});
});

describe('what an order may name', () => {
	test('own products and those authorized to purchase are offered, in two groups', () => {
		const { world, lumen, kilo } = story();
		const board = world.named(kilo, 'Board');
		const names = (products: { name: string }[]) => products.map(({ name }) => name);
		const offered = purchasable(world.snapshot, kilo);
		expect([names(offered.own), names(offered.customers)]).toEqual([['Board'], ['Lamp']]);
		expect(names(purchasable(world.snapshot, lumen).own)).toEqual(['Lamp', 'Plug']);
		world.does(kilo, { command: 'delete-product', product: board });
		expect(purchasable(world.snapshot, kilo).own).toEqual([]);
	});

	test('who looks for another product is told why it is not offered', () => {
		const { world, lumen, kilo, hexa, lamp, plug } = story();
		const why = (orderer: string, query: string) =>
			notPurchasable(world.snapshot, orderer, query).map(({ name, reason }) => [name, reason]);
		expect(why(kilo, 'Plug')).toEqual([['Plug', 'not-authorized']]);
		expect(why(kilo, 'Plu')).toEqual([]);
		expect(why(kilo, '')).toEqual([]);
		world.authorizesAll(lumen, kilo, [plug], ['view-logs']);
		expect(why(kilo, 'plu')).toEqual([['Plug', 'develop-only']]);
		world.authorizesAll(kilo, hexa, [lamp], ['purchase']);
		world.does(lumen, {
			command: 'set-third-party',
			grantee: kilo,
			products: [lamp],
			kind: 'purchase',
			on: false
		});
		expect(why(hexa, 'la')).toEqual([['Lamp', 'dormant']]);
		expect(notPurchasable(world.snapshot, hexa, 'la')[0]?.from.map(({ name }) => name)).toEqual(['Kilo']);
		expect(why(kilo, 'lamp')).toEqual([]);
	});
});

describe('the invoice entity', () => {
	test('those offered are exactly those that the rules accept', () => {
		const { world, kilo, hexa, lamp } = story();
		const offered = () => invoiceChoices(world.snapshot, kilo, [lamp]).offered.map(({ id }) => id);
		expect(offered()).toEqual([kilo]);
		world.authorizesAll(kilo, hexa, [lamp], ['purchase']);
		expect(offered()).toEqual(invoiceEntities(world.snapshot, kilo, [lamp]));
		expect(offered()).toEqual([kilo, hexa]);
	});

	test('for another partner it is told what to authorize, or why that is impossible', () => {
		const { world, lumen, kilo, hexa, lamp, plug } = story();
		world.authorizesAll(lumen, kilo, [plug], ['purchase']);
		world.partner(kilo, lumen);
		const withheld = invoiceChoices(world.snapshot, kilo, [lamp, plug]).withheld;
		expect(withheld.find(({ organization }) => organization.id === hexa)).toMatchObject({
			authorize: ['Lamp'],
			notRelayed: ['Plug'],
			ownedByIt: []
		});
		expect(withheld.find(({ organization }) => organization.id === lumen)).toMatchObject({
			authorize: [],
			ownedByIt: ['Lamp', 'Plug']
		});
	});
});

describe('the page of an order', () => {
	test('tells what happened to it, and whether it can still be closed', () => {
		const { world, kilo, lamp } = story();
		const order = world.orders(kilo, [lamp]);
		expect(orderPage(world.snapshot, kilo, order)).toMatchObject({ own: true, refused: undefined });
		world.undoes(world.does(kilo, { command: 'complete-order', order }));
		world.does(kilo, { command: 'cancel-order', order });
		const page = orderPage(world.snapshot, kilo, order)!;
		expect(page.events.map(({ what }) => what)).toEqual(['placed', 'completed', 'open', 'cancelled']);
		expect(page.refused).toEqual({ code: 'order-not-open', order });
	});

	test('is there for those it concerns, and only its author may close it', () => {
		const { world, lumen, kilo, hexa, lamp } = story();
		const order = world.orders(kilo, [lamp]);
		expect(orderPage(world.snapshot, lumen, order)).toMatchObject({
			own: false,
			refused: { code: 'not-own-record' }
		});
		expect(orderPage(world.snapshot, hexa, order)).toBeUndefined();
		expect(orderPage(world.snapshot, kilo, 'nothing')).toBeUndefined();
	});
});
