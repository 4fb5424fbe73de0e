import { expect, test } from 'vitest';
import type { Fact } from '$lib/domain/facts';
import { countSteps } from '../steps';

const stepsOf = countSteps();
const { applyEntries } = await import('$lib/domain/fold/apply');
const { emptySnapshot } = await import('$lib/domain/snapshot');
const { productBlockers } = await import('$lib/domain/deletion/deletion');
const { lamp, Pen } = await import('../domain/organization-keys');

/** What the last of the entries costs. */
function lastCost({ written }: InstanceType<typeof Pen>): number {
	const snapshot = emptySnapshot();
	applyEntries(snapshot, written.slice(0, -1));
	return stepsOf(() => applyEntries(snapshot, written.slice(-1)));
}

/** So many products, and orders that name them all. */
function ordered(size: number, orders: number, more: (products: string[], order: string) => Fact[]) {
	const pen = new Pen('Alice');
	const many = pen.writes('Alice', ...Array.from({ length: size }, () => lamp));
	const products = many.facts.map((_, index) => `${many.id}:${index}`);
	const lines = products.map((product) => ({ product, quantity: 1 }));
	const order: Fact = { table: 'orders', invoiceEntity: pen.organization, lines, note: '' };
	const placed = pen.writes('Alice', ...Array.from({ length: orders }, () => order));
	pen.writes('Alice', ...more(products, `${placed.id}:0`));
	return pen;
}

test('an order’s status costs a look at each of its products, and nothing of what is granted there', () => {
	const costs = [100, 400].map((size) =>
		lastCost(ordered(size, 1, (_, order) => [{ table: 'order-statuses', order, status: 'completed' }]))
	);
	expect(costs[1]! / 400).toBeLessThan(4);
	expect(costs[1]! / costs[0]!).toBeLessThan(4.2);
});

test('deleting products that orders name costs each as much however many lines the orders have', () => {
	const costs = [50, 200].map((size) =>
		lastCost(
			ordered(size, 10, (products) => products.map((record): Fact => ({ table: 'tombstones', record })))
		)
	);
	expect(costs[1]! / costs[0]!).toBeLessThan(4.4);
});

test('what blocks the deletion of a product costs nothing for orders of those who may not purchase it', () => {
	const [few, many] = [100, 400].map((size) => {
		const { written, organization } = new Pen('Alice');
		const owner = new Pen('Owner');
		const product = `${owner.writes('Owner', lamp).id}:0`;
		const stranger = new Pen('Stranger');
		const order: Fact = {
			...{ table: 'orders', invoiceEntity: organization, lines: [{ product, quantity: 1 }], note: '' }
		};
		stranger.writes('Stranger', ...Array.from({ length: size }, () => order));
		owner.writes('Owner', order);
		const snapshot = emptySnapshot();
		applyEntries(snapshot, [...written, ...owner.written, ...stranger.written]);
		return stepsOf(() => {
			expect(productBlockers(snapshot, snapshot.products.get(product)!).orders).toHaveLength(1);
		});
	});
	expect(many! / few!).toBeLessThan(1.1);
});
