import { allPermissions, only, toSet } from '$lib/domain/permissions/standing';
import { expect, test } from 'vitest';
import { customersProducts, filterProducts, myProducts } from '$lib/views/products/products';
import { deletionOfProduct, revocationsOf } from '$lib/views/products/deletion';
import { Acting } from './acting';

function begin() {
	const story = new Acting();
	const all = story.organizations('Aurora', 'Basin', 'Cedar', 'Delta');
	return { story, ...all, lamp: story.product(all.Aurora, 'lamp') };
}

test('My Product tells origin, maker, and to how many partners its owner has authorized each', () => {
	const { story, Aurora, Basin, Cedar, lamp } = begin();
	const hub = story.product(Aurora, 'hub', { origin: 'odm', maker: Cedar });
	story.authorizes(Aurora, Basin, lamp, ['purchase']);
	story.authorizes(Aurora, Cedar, lamp, ['view-logs']);
	expect(myProducts(story.snapshot, Aurora)).toMatchObject([
		{ id: hub, origin: 'odm', maker: { id: Cedar, name: 'Cedar' }, partners: 0 },
		{ id: lamp, origin: 'proprietary', maker: null, partners: 2, waiting: false, deleted: false }
	]);
	story.revokes(Aurora, Cedar, lamp, ['view-logs']);
	expect(myProducts(story.snapshot, Aurora)[1]).toMatchObject({ partners: 1 });
	expect(myProducts(story.snapshot, Basin)).toEqual([]);
});

test('what changed last comes first, and a search finds by name or PID, of one origin', () => {
	const { story, Aurora, Basin, lamp } = begin();
	const hub = story.product(Aurora, 'hub-x1', { origin: 'oem', maker: Basin });
	const rows = () => myProducts(story.snapshot, Aurora);
	const ids = (text: string, origin?: 'oem') => filterProducts(rows(), { text, origin }).map(({ id }) => id);
	expect(ids('')).toEqual([hub, lamp]);
	story.does(Aurora, { command: 'edit-product', product: lamp, name: 'Desk Lamp' });
	expect(ids('')).toEqual([lamp, hub]);
	expect(ids(' desk ')).toEqual([lamp]);
	expect(ids('X1')).toEqual([hub]);
	expect(ids('lamp', 'oem')).toEqual([]);
});

test('PIDs that compare equal and came together by a merge stay, and are marked, whichever came first', () => {
	const { story, Aurora, Basin } = begin();
	const elsewhere = story.elsewhere();
	const mine = story.product(Aurora, 'ﬁx-1');
	const theirs = elsewhere.product(Basin, 'FIX-1');
	story.meets(elsewhere);
	elsewhere.meets(story);
	for (const each of [story, elsewhere]) {
		expect(myProducts(each.snapshot, Aurora)[0]).toMatchObject({
			id: mine,
			duplicates: { count: 1, named: [{ id: theirs }] }
		});
		expect(myProducts(each.snapshot, Basin)[0]).toMatchObject({
			id: theirs,
			duplicates: { count: 1, named: [{ id: mine }] }
		});
	}
});

test('a search finds whatever the accents, the width and the case', () => {
	const { story, Aurora } = begin();
	const cafe = story.product(Aurora, 'Café-Ａ１');
	const ids = (text: string) =>
		filterProducts(myProducts(story.snapshot, Aurora), { text, origin: undefined }).map(({ id }) => id);
	expect(ids('cafe')).toEqual([cafe]);
	expect(ids('É-a1')).toEqual([cafe]);
});

test("Authorized Customer's Product shows what is held, what may be passed on, and through whom", () => {
	const { story, Aurora, Basin, Cedar, lamp } = begin();
	story.authorizes(Aurora, Basin, lamp, ['product-development', 'purchase'], ['purchase']);
	story.authorizes(Basin, Cedar, lamp, ['purchase']);
	expect(customersProducts(story.snapshot, Basin)).toMatchObject([
		{
			...{
				id: lamp,
				owner: { id: Aurora },
				held: toSet(['product-development', 'panel-development', 'purchase'])
			},
			...{ mayPassOn: only('purchase'), grantedBy: [{ id: Aurora }], asMaker: false, dormant: [] }
		}
	]);
	expect(customersProducts(story.snapshot, Cedar)).toMatchObject([
		{ owner: { id: Aurora }, held: only('purchase'), mayPassOn: 0, grantedBy: [{ id: Basin }] }
	]);
	expect(customersProducts(story.snapshot, Aurora)).toEqual([]);
});

test('a grant that sleeps beside one that holds is told with its grantor; what only sleeps shows no product', () => {
	const { story, Aurora, Basin, Cedar, lamp } = begin();
	story.authorizes(Aurora, Basin, lamp, ['view-logs'], ['develop']);
	story.authorizes(Basin, Cedar, lamp, ['view-logs']);
	story.revokes(Aurora, Basin, lamp, ['view-logs']);
	expect(customersProducts(story.snapshot, Cedar)).toEqual([]);
	story.authorizes(Aurora, Cedar, lamp, ['purchase']);
	expect(customersProducts(story.snapshot, Cedar)).toMatchObject([
		{ held: only('purchase'), dormant: [{ grantor: { id: Basin }, permissions: ['view-logs'] }] }
	]);
});

test('the maker sees the product as maker; after its standing has ended it still does, and is told', () => {
	const { story, Aurora, Basin } = begin();
	const hub = story.product(Aurora, 'hub', { origin: 'oem', maker: Basin });
	const row = () => customersProducts(story.snapshot, Basin);
	expect(row()).toMatchObject([{ id: hub, asMaker: true, makerEnded: false, mayPassOn: allPermissions }]);
	story.does(Aurora, { command: 'set-maker-standing', product: hub, kinds: [] });
	expect(row()).toMatchObject([{ id: hub, asMaker: false, makerEnded: true, held: 0, mayPassOn: 0 }]);
});

test('two products that a merge brought with one PID are each marked with the other', () => {
	const { story, Aurora, Basin } = begin();
	const other = story.elsewhere();
	const mine = story.product(Aurora, 'twin');
	const theirs = other.product(Basin, 'TWIN');
	story.meets(other);
	const [row] = myProducts(story.snapshot, Aurora);
	expect(row).toMatchObject({
		id: mine,
		duplicates: { count: 1, named: [{ id: theirs, owner: { id: Basin } }] }
	});
	story.does(Basin, { command: 'delete-product', product: theirs });
	expect(myProducts(story.snapshot, Aurora)[0]).toMatchObject({
		id: mine,
		duplicates: { count: 0, named: [] }
	});
});

test('deleting is as heavy as what others would feel of it', () => {
	const { story, Aurora, Basin, Cedar, Delta, lamp } = begin();
	const weight = (id: string) => deletionOfProduct(story.snapshot, Aurora, id)?.weight;
	expect(weight(lamp)).toBe('at-once');

	const hub = story.product(Aurora, 'hub', { origin: 'oem', maker: Basin });
	expect(weight(hub)).toBe('consequences');
	story.authorizes(Basin, Cedar, hub, ['purchase']);
	expect(weight(hub)).toBe('typed');
	expect(deletionOfProduct(story.snapshot, Aurora, hub)?.losing).toMatchObject([
		{ id: Basin },
		{ id: Cedar }
	]);

	story.authorizes(Aurora, Delta, hub, ['view-logs']);
	expect(weight(hub)).toBe('blocked');
	expect(deletionOfProduct(story.snapshot, Basin, hub)).toBeUndefined();
});

test('what stands in the way is named by the names that the owner gave, and one step clears it', () => {
	const { story, Aurora, Basin, Cedar, lamp } = begin();
	story.authorizes(Aurora, Basin, lamp, ['product-development', 'purchase']);
	story.authorizes(Aurora, Cedar, lamp, ['view-logs']);
	story.does(Aurora, { command: 'rename-partner', partner: Basin, name: 'Our factory' });
	const mine = story.orders(Aurora, [lamp]);
	const theirs = story.orders(Basin, [lamp]);
	const deletion = () => deletionOfProduct(story.snapshot, Aurora, lamp)!;
	expect(deletion()).toMatchObject({
		authorized: [
			{ grantee: { name: 'Our factory' }, permissions: ['product-development', 'purchase'] },
			{ grantee: { name: 'Cedar' }, permissions: ['view-logs'] }
		],
		orders: [
			{ id: mine, mine: true },
			{ id: theirs, mine: false, placedBy: { id: Basin } }
		]
	});
	for (const command of revocationsOf(story.snapshot, lamp)) story.does(Aurora, command);
	// Basin may no longer purchase: its order is not covered, and holds nothing up.
	expect(deletion()).toMatchObject({ weight: 'blocked', authorized: [], orders: [{ id: mine }] });
	story.does(Aurora, { command: 'cancel-order', order: mine });
	expect(deletion().weight).toBe('at-once');
});

test('a deletion that another replica got in the way of waits, and a deleted product stays with its owner', () => {
	const { story, Aurora, Basin, lamp } = begin();
	const other = story.elsewhere();
	story.does(Aurora, { command: 'delete-product', product: lamp });
	expect(myProducts(story.snapshot, Aurora)).toMatchObject([{ deleted: true, waiting: false }]);
	other.authorizes(Aurora, Basin, lamp, ['purchase']);
	story.meets(other);
	expect(myProducts(story.snapshot, Aurora)).toMatchObject([{ deleted: false, waiting: true }]);
	expect(customersProducts(story.snapshot, Basin)).toMatchObject([{ id: lamp, waiting: true }]);
});
