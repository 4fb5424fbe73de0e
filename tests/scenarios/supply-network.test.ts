import { beforeAll, describe, expect, test } from 'vitest';
import { dormantPermissions, grantState } from '$lib/domain/permissions/grant-states';
import { toList } from '$lib/domain/permissions/standing';
import type { Link, Product } from '$lib/domain/records';
import { supplyNetwork } from '$lib/scenarios/supply-network/supply-network';
import { play, type Played } from './played';

const linksOf = (product: Product): Link[] =>
	[...product.links].filter(({ permissions }) => permissions !== 0);

/** Whether some organization's grants on the product lead back to it. */
function hasCycle(product: Product): boolean {
	const next = (id: string) => [...product.links.from(id)].filter((link) => link.permissions);
	return [...product.links].some(({ grantor: start }) => {
		const reached = new Set<string>();
		const waiting = next(start).map(({ grantee }) => grantee);
		while (waiting.length > 0) {
			const id = waiting.pop()!;
			if (id === start) return true;
			if (reached.has(id)) continue;
			reached.add(id);
			waiting.push(...next(id).map(({ grantee }) => grantee));
		}
		return false;
	});
}

/** How many grants lie between a product's owner and the furthest holder. */
function depth(product: Product): number {
	let reached = new Set([product.owner]);
	const seen = new Set(reached);
	let steps = 0;
	for (;;) {
		reached = new Set(
			[...reached]
				.flatMap((id) => [...product.links.from(id)].map(({ grantee }) => grantee))
				.filter((id) => !seen.has(id))
		);
		if (reached.size === 0) return steps;
		for (const id of reached) seen.add(id);
		steps += 1;
	}
}

describe('the supply network', () => {
	let played: Played;
	let products: Product[];

	beforeAll(async () => {
		played = await play(supplyNetwork, true);
		products = [...played.snapshot.products.values()];
	});

	test('is played without a refusal', () => {
		expect(played.refusals).toEqual([]);
	});

	test('has 40 organizations, 400 products and about 2,000 grants', () => {
		const standing = [...played.snapshot.grants.values()].filter((grant) => grant.standing);
		expect(played.snapshot.organizations.size).toBe(40);
		expect(products.length).toBe(400);
		expect(standing.length).toBeGreaterThan(1_900);
		expect(standing.length).toBeLessThan(2_100);
	});

	test('has chains, circles, dormant and redundant grants, and orders', () => {
		const states = products.flatMap((product) =>
			linksOf(product).flatMap((link) =>
				toList(link.permissions).map((permission) => grantState(played.snapshot, product, link, permission))
			)
		);
		expect(Math.max(...products.map(depth))).toBeGreaterThanOrEqual(3);
		expect(products.filter(hasCycle).length).toBeGreaterThan(5);
		expect(states.filter((state) => state === 'dormant').length).toBeGreaterThan(30);
		expect(states.filter((state) => state === 'redundant').length).toBeGreaterThan(30);
		expect(
			products.some(
				(product) => hasCycle(product) && linksOf(product).some((link) => dormantPermissions(product, link))
			)
		).toBe(true);
		expect(played.snapshot.orders.size).toBeGreaterThan(10);
	});

	test('is the same every time', async () => {
		const again = await play(supplyNetwork, true, 'zh');
		const told = ({ snapshot }: Played) =>
			[...snapshot.products.values()].map((product) => [
				product.pid,
				linksOf(product).map(({ permissions, flagged }) => [permissions, flagged])
			]);
		expect(told(again)).toEqual(told(played));
	});
});
