import { expect, test } from 'vitest';
import { decide } from '$lib/commands/decide';
import { type PermissionSet, toSet } from '$lib/domain/permissions/standing';
import {
	findPickable,
	itemsToAuthorize,
	pickableProducts,
	type PickerContext,
	type PickerSource,
	unofferedProducts
} from '$lib/views/authorization/pickable-products';
import { Story } from '../commands/story';

function begin() {
	const story = new Story();
	const all = story.organizations('Aurora', 'Basin', 'Cedar');
	const { Aurora, Basin, Cedar } = all;
	const own = story.product(Basin, 'own');
	const lamp = story.product(Aurora, 'lamp');
	story.partner(Basin, Cedar);
	const picking = (kind: PickerContext['kind'], scope: PermissionSet): PickerContext => ({
		actor: Basin,
		partner: Cedar,
		kind,
		scope
	});
	const develop = picking('develop', toSet(['product-development']));
	const purchase = picking('purchase', toSet(['purchase']));
	const offered = (picking: PickerContext, shelf: PickerSource) =>
		pickableProducts(story.snapshot, picking, shelf).map(({ product }) => product);
	const why = (picking: PickerContext, shelf: PickerSource, query = '') =>
		unofferedProducts(story.snapshot, picking, shelf, query).map(({ product, why }) => ({ product, why }));
	return { story, ...all, own, lamp, picking, develop, purchase, offered, why };
}

test('one’s own products are offered for both kinds, and no longer once they are authorized', () => {
	const { story, Basin, Cedar, own, develop, purchase, offered, why } = begin();
	expect(offered(develop, 'mine')).toEqual([own]);
	story.authorizes(Basin, Cedar, own, ['view-logs']);
	expect(offered(develop, 'mine')).toEqual([]);
	expect(offered(purchase, 'mine')).toEqual([own]);
	expect(why(develop, 'mine')).toEqual([{ product: own, why: { because: 'already', who: [Basin] } }]);
});

test('you cannot span the kind: a customer’s product held to purchase is not offered to develop, and that is told', () => {
	const { story, Aurora, Basin, lamp, develop, purchase, offered, why } = begin();
	story.authorizes(Aurora, Basin, lamp, ['purchase'], ['purchase']);
	expect(offered(purchase, 'customers')).toEqual([lamp]);
	expect(offered(develop, 'customers')).toEqual([]);
	expect(why(develop, 'customers')).toEqual([
		{ product: lamp, why: { because: 'other-kind', who: [Aurora] } }
	]);
	expect(why(develop, 'customers', 'LAMP')).toHaveLength(1);
	expect(why(develop, 'customers', 'own')).toEqual([]);
});

test('held without the flag it is not offered, and the one who could switch the flag on is named', () => {
	const { story, Aurora, Basin, lamp, purchase, offered, why } = begin();
	story.authorizes(Aurora, Basin, lamp, ['purchase']);
	expect(offered(purchase, 'customers')).toEqual([]);
	expect(why(purchase, 'customers')).toEqual([
		{ product: lamp, why: { because: 'not-delegable', who: [Aurora] } }
	]);
});

test('what is granted only dormant is looked for in vain, and told', () => {
	const { story, Aurora, Basin, Cedar } = begin();
	const bulb = story.product(Aurora, 'bulb');
	story.authorizes(Aurora, Cedar, bulb, ['purchase'], ['purchase']);
	story.authorizes(Cedar, Basin, bulb, ['purchase'], ['purchase']);
	story.revokes(Aurora, Cedar, bulb, ['purchase']);
	const picking: PickerContext = {
		actor: Basin,
		partner: Aurora,
		kind: 'purchase',
		scope: toSet(['purchase'])
	};
	expect(pickableProducts(story.snapshot, picking, 'customers')).toEqual([]);
	expect(unofferedProducts(story.snapshot, picking, 'customers')).toMatchObject([
		{ product: bulb, why: { because: 'partner-owns' } }
	]);
	expect(unofferedProducts(story.snapshot, { ...picking, partner: 'another' }, 'customers')).toMatchObject([
		{ product: bulb, why: { because: 'not-held', who: [Aurora] } }
	]);
});

test('a wider choice than may be passed on is narrowed openly; a wholly different one is not offered', () => {
	const { story, Aurora, Basin, lamp, picking, develop, why } = begin();
	story.authorizes(Aurora, Basin, lamp, ['view-logs'], ['develop']);
	const wide = picking('develop', toSet(['product-development', 'view-logs']));
	expect(pickableProducts(story.snapshot, wide, 'customers')).toMatchObject([
		{ product: lamp, permissions: toSet(['view-logs']), narrowed: true }
	]);
	expect(pickableProducts(story.snapshot, develop, 'customers')).toEqual([]);
	expect(why(develop, 'customers')).toMatchObject([
		{ why: { because: 'not-in-scope', relayed: toSet(['view-logs']) } }
	]);
});

test('what the maker makes is offered as a customer’s product', () => {
	const { story, Aurora, Basin, develop, offered } = begin();
	const board = story.product(Aurora, 'board', { origin: 'odm', maker: Basin });
	expect(offered(develop, 'customers')).toEqual([board]);
});

test('rows are found by name, PID and origin', () => {
	const { story, develop, own } = begin();
	const rows = pickableProducts(story.snapshot, develop, 'mine');
	const found = (query: string, origin?: 'oem' | 'proprietary') =>
		findPickable(rows, { query, origin }).map(({ product }) => product);
	expect(found('OWN')).toEqual([own]);
	expect(found('', 'proprietary')).toEqual([own]);
	expect(found('', 'oem')).toEqual([]);
});

test('“also to purchase” authorizes the other kind in the same command, for those allowed', () => {
	const { story, Aurora, Basin, Cedar, own, lamp, picking } = begin();
	story.authorizes(Aurora, Basin, lamp, ['product-development'], ['develop']);
	const wide = picking('develop', toSet(['product-development', 'view-logs']));
	const rows = (['mine', 'customers'] as const).flatMap((shelf) =>
		pickableProducts(story.snapshot, wide, shelf)
	);
	const items = itemsToAuthorize(
		rows,
		'develop',
		{
			scope: { develop: wide.scope, purchase: toSet(['purchase']) },
			thirdParty: { develop: true, purchase: true }
		},
		true
	);
	expect(items).toEqual([
		{
			product: own,
			permissions: ['product-development', 'view-logs', 'purchase'],
			thirdParty: ['develop', 'purchase']
		},
		{ product: lamp, permissions: ['product-development'], thirdParty: ['develop'] }
	]);
	expect(decide(story.snapshot, Basin, { command: 'authorize', grantee: Cedar, items }).accepted).toBe(true);
});

test('everything that is offered is accepted, as it is offered', () => {
	const { story, Aurora, Basin, Cedar, lamp, picking } = begin();
	const board = story.product(Aurora, 'board', { origin: 'oem', maker: Basin });
	story.authorizes(Aurora, Basin, lamp, ['panel-development', 'purchase'], ['develop']);
	story.authorizes(Aurora, Basin, board, ['purchase']);
	for (const kind of ['develop', 'purchase'] as const) {
		for (let scope = 1; scope < 16; scope++) {
			for (const shelf of ['mine', 'customers'] as const) {
				const rows = pickableProducts(story.snapshot, picking(kind, scope), shelf);
				if (rows.length === 0) continue;
				const adding = {
					scope: { develop: scope, purchase: scope },
					thirdParty: { develop: true, purchase: true }
				};
				for (const also of [true, false]) {
					const items = itemsToAuthorize(rows, kind, adding, also);
					const decision = decide(story.snapshot, Basin, { command: 'authorize', grantee: Cedar, items });
					expect(decision).toMatchObject({ accepted: true });
				}
			}
		}
	}
});
