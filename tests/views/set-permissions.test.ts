import { expect, test } from 'vitest';
import { areAuthorized, authorizedProducts, partnerHeader } from '$lib/views/authorization/set-permissions';
import type { Kind } from '$lib/domain/permissions/permissions';
import { Story } from '../commands/story';
import { allPermissions, only, toSet, withImplied } from '$lib/domain/permissions/standing';

function begin() {
	const story = new Story();
	const all = story.organizations('Aurora', 'Basin', 'Cedar');
	return { story, ...all, lamp: story.product(all.Aurora, 'lamp') };
}

test('only a partner of one’s own has the page', () => {
	const { story, Aurora, Basin } = begin();
	expect(partnerHeader(story.snapshot, Aurora, Basin)).toBeUndefined();
	story.partner(Aurora, Basin);
	expect(partnerHeader(story.snapshot, Aurora, Basin)).toMatchObject({ name: 'Basin', develop: 0 });
	expect(partnerHeader(story.snapshot, Basin, Aurora)).toBeUndefined();
	story.does(Aurora, { command: 'delete-partner', partner: Basin });
	expect(partnerHeader(story.snapshot, Aurora, Basin)).toBeUndefined();
});

test('the authorized products stand under their kind, with scope, flag, and the owner of a customer’s product', () => {
	const { story, Aurora, Basin, Cedar, lamp } = begin();
	story.authorizes(Aurora, Basin, lamp, ['product-development', 'purchase'], ['develop', 'purchase']);
	story.authorizes(Basin, Cedar, lamp, ['product-development']);
	expect(authorizedProducts(story.snapshot, Aurora, Basin, 'develop')).toMatchObject([
		{
			product: lamp,
			owner: null,
			granted: 1,
			scope: withImplied(only('product-development')),
			relayed: allPermissions,
			thirdParty: 'on'
		}
	]);
	expect(authorizedProducts(story.snapshot, Basin, Cedar, 'develop')).toMatchObject([
		{
			product: lamp,
			owner: { id: Aurora },
			relayed: toSet(['product-development', 'panel-development', 'purchase']),
			thirdParty: 'off'
		}
	]);
	expect(authorizedProducts(story.snapshot, Basin, Cedar, 'purchase')).toEqual([]);
});

test('a switch over grants that differ is mixed, until it is said of all of them', () => {
	const { story, Aurora, Basin, lamp } = begin();
	const flag = () =>
		authorizedProducts(story.snapshot, Aurora, Basin, 'develop').map((row) => row.thirdParty);
	story.partner(Aurora, Basin);
	const there = story.elsewhere();
	story.authorizes(Aurora, Basin, lamp, ['product-development'], ['develop']);
	there.authorizes(Aurora, Basin, lamp, ['view-logs']);
	story.meets(there);
	expect(flag()).toEqual(['mixed']);
	const products = [lamp];
	story.does(Aurora, { command: 'set-third-party', grantee: Basin, products, kind: 'develop', on: true });
	expect(flag()).toEqual(['on']);
	story.does(Aurora, { command: 'set-third-party', grantee: Basin, products, kind: 'develop', on: false });
	expect(flag()).toEqual(['off']);
});

test('they are found by name and PID', () => {
	const { story, Aurora, Basin, lamp } = begin();
	story.authorizes(Aurora, Basin, lamp, ['purchase']);
	story.authorizes(Aurora, Basin, story.product(Aurora, 'plug'), ['purchase']);
	const found = (query: string) =>
		authorizedProducts(story.snapshot, Aurora, Basin, 'purchase', query).map(({ pid }) => pid);
	expect(found('the')).toEqual(['lamp', 'plug']);
	expect(found('LAMP')).toEqual(['lamp']);
	expect(found('x')).toEqual([]);
});

test('products are authorized for a kind as soon as anything of it is granted', () => {
	const { story, Aurora, Basin, lamp } = begin();
	const desk = story.product(Aurora, 'desk');
	const are = (kind: Kind, ...products: string[]) =>
		areAuthorized(story.snapshot, Aurora, Basin, kind, products);
	expect(are('develop', lamp)).toBe(false);
	story.authorizes(Aurora, Basin, lamp, ['view-logs']);
	expect([are('develop', lamp), are('purchase', lamp), are('develop', lamp, desk)]).toEqual([
		true,
		false,
		false
	]);
	story.authorizes(Aurora, Basin, desk, ['product-development']);
	expect(are('develop', lamp, desk)).toBe(true);
});
