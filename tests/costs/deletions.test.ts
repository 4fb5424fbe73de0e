import { expect, test } from 'vitest';
import type { Fact } from '$lib/domain/facts';
import { countSteps } from '../steps';

const stepsOf = countSteps();
const { applyEntries, isSettled } = await import('$lib/domain/fold/apply');
const { organizationBlockers, organizationDeletion, productDeletion } =
	await import('$lib/domain/deletion/deletion');
const { simulate } = await import('$lib/domain/fold/simulate');
const { emptySnapshot } = await import('$lib/domain/snapshot');
const { hashOf } = await import('../oracle/ledger');
const { lamp, Pen } = await import('../domain/organization-keys');

const many = (size: number, factOf: (index: number) => Fact): Fact[] =>
	Array.from({ length: size }, (_, index) => factOf(index));

/**
 * An organization that bought a peer's product, and deletes itself: so many orders were closed, products deleted and
 * partners deleted before. Then the peer deletes its product, which waits for the order that is still open, if any.
 */
function leaving(size: number, isWaiting: boolean) {
	const [peer, own] = [new Pen('Bob'), new Pen('Alice')];
	const product = `${peer.writes('Bob', lamp).id}:0`;
	const grantee = own.organization;
	const grant: Fact = { table: 'grants', product, grantee, permission: 'purchase' };
	const granted = `${peer.writes('Bob', grant).id}:0`;
	const order: Fact = {
		...{ table: 'orders', invoiceEntity: grantee, lines: [{ product, quantity: 1 }], note: '' }
	};
	const closes = (id: string): Fact => ({ table: 'order-statuses', order: id, status: 'completed' });
	own.writes('Alice', ...many(size, () => order), ...many(size, (index) => closes(`#${index}`)));
	const deletes = (index: number): Fact => ({ table: 'tombstones', record: `#${index}` });
	own.writes('Alice', ...many(size, () => lamp), ...many(size, deletes));
	const adds = (index: number): Fact => ({ table: 'partners', partner: hashOf(`${index}`), name: 'P' });
	own.writes('Alice', ...many(size, adds), ...many(size, deletes));
	own.writes('Alice', { table: 'tombstones', record: grantee });
	const open = own.writes('Alice', order);
	if (!isWaiting) own.writes('Alice', closes(`${open.id}:0`));
	peer.writes('Bob', { table: 'tombstones', record: product });
	const snapshot = emptySnapshot();
	applyEntries(snapshot, [...peer.written, ...own.written]);
	const deletion = isWaiting ? 'waits' : 'done';
	expect(organizationDeletion(snapshot, grantee)).toBe(deletion);
	const revocation: Fact = { table: 'revocations', grant: granted };
	return { snapshot, peer, own, product, order, grant, revocation, closes };
}

test.for([
	['waits', true],
	['took effect', false]
] as const)(
	'where a deletion %s, a small entry costs as much however much was closed or deleted before',
	([, isWaiting]) => {
		const costs = [100, 400].map((size) => {
			const { snapshot, peer, own, product, order, grant, closes } = leaving(size, isWaiting);
			const more = Array.from({ length: 10 }, () => {
				const placed = own.writes('Alice', order);
				return [peer.writes('Bob', grant), placed, own.writes('Alice', closes(`${placed.id}:0`))];
			}).flat();
			expect(productDeletion(snapshot, product)).toBe('waits');
			return stepsOf(() => {
				for (const entry of more) applyEntries(snapshot, [entry]);
			});
		});
		expect(costs[1]! / costs[0]!).toBeLessThan(1.1);
	}
);

test('a deletion takes effect at the same cost however much was closed or deleted before', () => {
	const costs = [100, 400].map((size) => {
		const { snapshot, peer, own, product, revocation } = leaving(size, true);
		const steps = stepsOf(() => applyEntries(snapshot, [peer.writes('Bob', revocation)]));
		expect(organizationDeletion(snapshot, own.organization)).toBe('done');
		expect(productDeletion(snapshot, product)).toBe('done');
		return steps;
	});
	expect(costs[1]! / costs[0]!).toBeLessThan(1.1);
});

test('what blocks a deletion is told at the same cost however much was closed or deleted before', () => {
	const costs = [100, 400].map((size) => {
		const { snapshot, own } = leaving(size, false);
		return stepsOf(() => {
			expect(organizationBlockers(snapshot, own.organization).owned).toEqual([]);
		});
	});
	expect(costs[1]! / costs[0]!).toBeLessThan(1.1);
});

/** What each slice costs of so often deleting an organization that was granted so many products, and taking that back. */
function slicesOf(size: number, times: number, most: number): number[] {
	const [peer, own] = [new Pen('Bob'), new Pen('Alice')];
	const grantee = own.organization;
	for (let at = 0; at < size; at++) {
		const product = `${peer.writes('Bob', lamp).id}:0`;
		peer.writes('Bob', { table: 'grants', product, grantee, permission: 'purchase' });
	}
	const snapshot = emptySnapshot();
	applyEntries(snapshot, [...peer.written, ...own.written]);
	const turns = Array.from({ length: times }, () => {
		const deletion = own.writes('Alice', { table: 'tombstones', record: grantee });
		return [deletion, own.writes('Alice', { table: 'withdrawals', tombstone: `${deletion.id}:0` })];
	}).flat();
	turns.push(own.writes('Alice', { table: 'tombstones', record: grantee }));
	const slices: number[] = [];
	for (let at = 0; at < turns.length || !isSettled(snapshot); at++)
		slices.push(stepsOf(() => applyEntries(snapshot, turns.slice(at, at + 1), most)));
	expect(snapshot.relations.get(grantee)!.holding.size).toBe(0);
	return slices;
}

test('a deletion that changes what an organization may do on many products does so in slices', () => {
	const [few, many] = [250, 1_000].map((size) => Math.max(...slicesOf(size, 2, 400)));
	expect(many! / few!).toBeLessThan(2);
});

test('a deletion that is taken back again and again costs little more than one that is not', () => {
	const [once, often] = [0, 16].map((times) => slicesOf(500, times, 100).reduce((sum, each) => sum + each));
	expect(often! / once!).toBeLessThan(8);
});

test('an act is foreseen at the same cost however much of a deletion is still being worked out', () => {
	const costs = [100, 400].map((size) => {
		const [peer, own] = [new Pen('Bob'), new Pen('Alice')];
		const grantee = own.organization;
		const grants = (product: string): Fact => ({ table: 'grants', product, grantee, permission: 'purchase' });
		for (let at = 0; at < size; at++) peer.writes('Bob', grants(`${peer.writes('Bob', lamp).id}:0`));
		const other = `${peer.writes('Bob', lamp).id}:0`;
		const snapshot = emptySnapshot();
		applyEntries(snapshot, [...peer.written, ...own.written]);
		applyEntries(snapshot, [own.writes('Alice', { table: 'tombstones', record: grantee })], 1);
		expect(snapshot.unsettledProducts.size).toBeGreaterThan(size / 2);
		return stepsOf(() => {
			const act = simulate(snapshot, [{ author: peer.organization, facts: [grants(other)] }]);
			expect(act.products).toEqual([other]);
		});
	});
	expect(costs[1]! / costs[0]!).toBeLessThan(1.1);
});
