import { expect, test } from 'vitest';
import { linkBetween } from '$lib/domain/snapshot';
import { only, withImplied } from '$lib/domain/permissions/standing';
import { grantedProducts, grantedToMe, statesOf } from '$lib/views/authorization/granted-to-me';
import { Story } from '../commands/story';

function begin() {
	const story = new Story();
	const all = story.organizations('Aurora', 'Basin', 'Cedar', 'Delta');
	return { story, ...all, lamp: story.product(all.Aurora, 'lamp') };
}

test('each grantor is listed with how much, and on how many products third parties may be authorized', () => {
	const { story, Aurora, Basin, lamp } = begin();
	const plug = story.product(Aurora, 'plug');
	story.authorizes(Aurora, Basin, lamp, ['product-development', 'purchase'], ['develop']);
	story.authorizes(Aurora, Basin, plug, ['view-logs']);
	expect(grantedToMe(story.snapshot, Basin)).toMatchObject([
		{
			...{ grantor: Aurora, develop: 2, purchase: 1 },
			given: {
				'product-development': { held: 1, passesOn: 1, dormant: 0 },
				'panel-development': { held: 1, passesOn: 1, dormant: 0 },
				'view-logs': { held: 1, passesOn: 0, dormant: 0 },
				purchase: { held: 1, passesOn: 0, dormant: 0 }
			}
		}
	]);
	expect(grantedToMe(story.snapshot, Basin, 'nobody')).toEqual([]);
	expect(grantedToMe(story.snapshot, Aurora)).toEqual([]);
});

test('a partner to whom nothing is granted, or nothing any more, is not listed', () => {
	const { story, Aurora, Basin, lamp } = begin();
	story.partner(Aurora, Basin);
	expect(grantedToMe(story.snapshot, Basin)).toEqual([]);
	story.authorizes(Aurora, Basin, lamp, ['purchase']);
	story.revokes(Aurora, Basin, lamp, ['purchase']);
	expect(grantedToMe(story.snapshot, Basin)).toEqual([]);
});

test('a grantor opens its products by kind, with implied scopes and whether they may be passed on', () => {
	const { story, Aurora, Basin, lamp } = begin();
	story.authorizes(Aurora, Basin, lamp, ['product-development', 'purchase'], ['purchase']);
	expect(grantedProducts(story.snapshot, Aurora, Basin, 'develop')).toMatchObject([
		{
			product: lamp,
			permissions: withImplied(only('product-development')),
			given: { passesOn: only('purchase') },
			owner: { id: Aurora }
		}
	]);
	expect(grantedProducts(story.snapshot, Aurora, Basin, 'purchase')).toMatchObject([
		{ product: lamp, permissions: only('purchase'), given: { passesOn: only('purchase') } }
	]);
});

test('a flag whose grantor may pass on nothing any more lets nobody pass anything on', () => {
	const { story, Aurora, Basin, Cedar, lamp } = begin();
	story.authorizes(Aurora, Basin, lamp, ['purchase'], ['purchase']);
	story.authorizes(Basin, Cedar, lamp, ['purchase'], ['purchase']);
	const row = () => grantedProducts(story.snapshot, Basin, Cedar, 'purchase')[0]!;
	expect(row().given).toEqual({ held: only('purchase'), passesOn: only('purchase'), dormant: 0 });
	story.does(Aurora, {
		command: 'set-third-party',
		grantee: Basin,
		products: [lamp],
		kind: 'purchase',
		on: false
	});
	expect(row().given).toEqual({ held: 0, passesOn: 0, dormant: only('purchase') });
	expect(grantedToMe(story.snapshot, Cedar)[0]!.given.purchase).toEqual({ held: 0, passesOn: 0, dormant: 1 });
});

test('a dormant grant says whether its grantor lost the permission or only the right to pass it on, and to whom to turn', () => {
	const { story, Aurora, Basin, Cedar, lamp } = begin();
	story.authorizes(Aurora, Basin, lamp, ['purchase', 'view-logs'], ['purchase']);
	story.authorizes(Basin, Cedar, lamp, ['purchase']);
	const told = () => statesOf(story.snapshot, linkBetween(story.snapshot, Basin, Cedar, lamp)!, 'purchase');
	expect(told()).toMatchObject({ state: 'active', states: [{ lack: null, otherGrantors: [] }] });
	story.does(Aurora, {
		command: 'set-third-party',
		grantee: Basin,
		products: [lamp],
		kind: 'purchase',
		on: false
	});
	expect(told()).toMatchObject({
		state: 'dormant',
		states: [{ permission: 'purchase', lack: { because: 'not-delegable', who: [Aurora] } }]
	});
	story.revokes(Aurora, Basin, lamp, ['purchase']);
	expect(told().states[0]!.lack).toEqual({ because: 'other-kind', who: [Aurora] });
	story.revokes(Aurora, Basin, lamp, ['view-logs']);
	expect(told().states[0]!.lack).toEqual({ because: 'not-held', who: [Aurora] });
	story.authorizes(Aurora, Basin, lamp, ['purchase'], ['purchase']);
	expect(told().state).toBe('active');
});

test('a redundant grant names those from whom the same comes', () => {
	const { story, Aurora, Basin, Cedar, Delta, lamp } = begin();
	story.authorizes(Aurora, Basin, lamp, ['purchase'], ['purchase']);
	story.authorizes(Aurora, Delta, lamp, ['purchase'], ['purchase']);
	story.authorizes(Basin, Cedar, lamp, ['purchase']);
	story.authorizes(Delta, Cedar, lamp, ['purchase']);
	const told = statesOf(story.snapshot, linkBetween(story.snapshot, Basin, Cedar, lamp)!, 'purchase');
	expect(told).toMatchObject({ state: 'redundant', states: [{ otherGrantors: [Delta] }] });
});

test('what is granted to a product’s maker is redundant through the maker itself; an ended standing is told', () => {
	const { story, Aurora, Basin, Cedar } = begin();
	const board = story.product(Aurora, 'board', { origin: 'oem', maker: Basin });
	story.authorizes(Aurora, Basin, board, ['purchase']);
	story.authorizes(Basin, Cedar, board, ['purchase']);
	const of = (grantor: string, grantee: string) =>
		statesOf(story.snapshot, linkBetween(story.snapshot, grantor, grantee, board)!, 'purchase');
	expect(of(Aurora, Basin)).toMatchObject({ state: 'redundant', states: [{ otherGrantors: [Basin] }] });
	story.does(Aurora, { command: 'set-maker-standing', product: board, kinds: ['develop'] });
	story.revokes(Aurora, Basin, board, ['purchase']);
	expect(of(Basin, Cedar).states[0]!.lack).toEqual({ because: 'standing-ended', who: [Aurora] });
});
