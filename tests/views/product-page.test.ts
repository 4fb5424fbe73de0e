import { expect, test } from 'vitest';
import { productHead } from '$lib/views/product-page/product-page';
import { accessOn } from '$lib/views/product-page/access';
import { operationsOn } from '$lib/views/product-page/operations';
import { ordersOn } from '$lib/views/product-page/orders';
import { purchaseOnly } from '$lib/views/product-page/purchase-only';
import { Acting } from './acting';
import { permissions } from '$lib/domain/permissions/permissions';
import { only } from '$lib/domain/permissions/standing';

function begin() {
	const story = new Acting();
	const all = story.organizations('Aurora', 'Basin', 'Cedar', 'Delta');
	return { story, ...all, lamp: story.product(all.Aurora, 'lamp') };
}

test('the head says whose product it is, who makes it, and on which product in sight it is based', () => {
	const { story, Aurora, Basin, lamp } = begin();
	const hub = story.product(Aurora, 'hub', { origin: 'oem', maker: Basin });
	story.does(Aurora, { command: 'edit-product', product: hub, basedOn: lamp });
	expect(productHead(story.snapshot, Aurora, hub)).toMatchObject({
		...{ isOwn: true, isMaker: false, owner: { id: Aurora }, maker: { id: Basin } },
		basedOn: { id: lamp, isSeen: true }
	});
	expect(productHead(story.snapshot, Basin, hub)).toMatchObject({
		...{ isOwn: false, isMaker: true },
		basedOn: { id: lamp, name: 'The lamp', isSeen: false }
	});
	expect(productHead(story.snapshot, Aurora, 'nothing')).toBeUndefined();
});

test('each operation opens under its permission, product development opening panels too', () => {
	const { story, Aurora, Basin, Cedar, lamp } = begin();
	const allowed = (actor: string) =>
		operationsOn(story.snapshot, actor, lamp)
			.filter((each) => each.allowed)
			.map(({ operation }) => operation);
	const developing = ['product-development', 'product-configuration', 'panel-development', 'tscc'];
	expect(allowed(Aurora)).toEqual([...developing, 'device-logs']);
	story.authorizes(Aurora, Basin, lamp, ['product-development']);
	expect(allowed(Basin)).toEqual(developing);
	story.authorizes(Aurora, Cedar, lamp, ['panel-development', 'view-logs']);
	expect(allowed(Cedar)).toEqual(['panel-development', 'device-logs']);
});

test('every permission opens an operation, save to purchase, under which orders are placed', () => {
	const { story, Aurora, lamp } = begin();
	const opening = operationsOn(story.snapshot, Aurora, lamp).map(({ permission }) => permission);
	expect(new Set([...opening, 'purchase'])).toEqual(new Set(permissions));
});

test('an operation that is not open says what is held instead, what sleeps, and who could authorize', () => {
	const { story, Aurora, Basin, Cedar, lamp } = begin();
	story.authorizes(Aurora, Basin, lamp, ['product-development', 'view-logs'], ['develop']);
	story.authorizes(Basin, Cedar, lamp, ['panel-development', 'view-logs']);
	story.revokes(Aurora, Basin, lamp, ['view-logs']);
	const [development, , , , logs] = operationsOn(story.snapshot, Cedar, lamp);
	expect(development).toMatchObject({
		...{ allowed: false, permission: 'product-development', held: ['panel-development'] },
		couldAuthorize: [{ id: Aurora }, { id: Basin }]
	});
	expect(logs).toMatchObject({
		allowed: false,
		dormantFrom: [{ id: Basin }],
		couldAuthorize: [{ id: Aurora }]
	});
});

test('who may purchase and nothing else asks one organization for all the rest: a grantor of its own, if it may', () => {
	const { story, Aurora, Basin, Cedar, lamp } = begin();
	expect(purchaseOnly(story.snapshot, Cedar, lamp)).toBeUndefined();
	story.authorizes(Aurora, Basin, lamp, ['product-development', 'view-logs', 'purchase'], ['purchase']);
	story.authorizes(Basin, Cedar, lamp, ['purchase']);
	const only = purchaseOnly(story.snapshot, Cedar, lamp)!;
	expect(only).toMatchObject({
		grantor: { id: Aurora },
		permissions: ['product-development', 'view-logs']
	});
	expect(only.missing).toHaveLength(5);
	story.does(Aurora, {
		...{ command: 'set-third-party', grantee: Basin, products: [lamp], kind: 'develop', on: true }
	});
	expect(purchaseOnly(story.snapshot, Cedar, lamp)).toMatchObject({ grantor: { id: Basin } });
	expect(purchaseOnly(story.snapshot, Basin, lamp)).toBeUndefined();
	expect(purchaseOnly(story.snapshot, Aurora, lamp)).toBeUndefined();
	story.authorizes(Basin, Cedar, lamp, ['panel-development']);
	expect(purchaseOnly(story.snapshot, Cedar, lamp)).toBeUndefined();
});

test('on a deleted product nobody may do anything; its owner still reads the logs', () => {
	const { story, Aurora, Basin, lamp } = begin();
	story.does(Aurora, { command: 'delete-product', product: lamp });
	expect(operationsOn(story.snapshot, Aurora, lamp).map(({ allowed }) => allowed)).toEqual([
		...[false, false, false, false],
		true
	]);
	expect(operationsOn(story.snapshot, Basin, lamp)).toMatchObject(
		Array(5).fill({ allowed: false, deleted: true })
	);
});

test('the owner sees everybody who may do something, others themselves and those that they authorized', () => {
	const { story, Aurora, Basin, Cedar, Delta, lamp } = begin();
	story.authorizes(Aurora, Basin, lamp, ['view-logs'], ['develop']);
	story.authorizes(Aurora, Delta, lamp, ['purchase']);
	story.authorizes(Aurora, Cedar, lamp, ['purchase']);
	story.authorizes(Basin, Cedar, lamp, ['view-logs']);
	const seen = (viewer: string) => accessOn(story.snapshot, viewer, lamp).map(({ party }) => party.name);
	expect(seen(Aurora)).toEqual(['Aurora', 'Basin', 'Cedar', 'Delta']);
	expect(seen(Basin)).toEqual(['Basin', 'Cedar']);
	expect(seen(Delta)).toEqual(['Delta']);
	// Of Cedar, Basin learns what it gave itself, not who else authorized it.
	expect(accessOn(story.snapshot, Basin, lamp)[1]).toMatchObject({
		...{ isAuthorized: true, isOwner: false, held: only('view-logs') },
		grantedBy: [{ id: Basin }]
	});
});

test('the owner sees every order of its product, after a revocation too; others their own', () => {
	const { story, Aurora, Basin, Cedar, lamp } = begin();
	story.authorizes(Aurora, Basin, lamp, ['purchase']);
	story.authorizes(Aurora, Cedar, lamp, ['purchase']);
	const first = story.orders(Basin, [lamp]);
	const second = story.orders(Cedar, [lamp]);
	story.revokes(Aurora, Basin, lamp, ['purchase']);
	expect(ordersOn(story.snapshot, Aurora, lamp)).toMatchObject([
		{ id: second, covered: true, quantity: 1, status: 'open' },
		{ id: first, covered: false, placedBy: { id: Basin } }
	]);
	expect(ordersOn(story.snapshot, Cedar, lamp).map(({ id }) => id)).toEqual([second]);
});
