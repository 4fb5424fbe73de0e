import { expect, test } from 'vitest';
import type { Entry } from '../../src/lib/domain/entry';
import { Chain } from '../../src/lib/document/chain';
import { inOrder } from '../../src/lib/document/order';

const entry = (id: string, key: string, organization: string, seq: number, stamp: number) =>
	({ id, key, organization, seq, stamp }) as Entry;

test('a key goes on from its own last entry, an organization from the highest stamp of all its keys', () => {
	const chain = new Chain();
	expect(chain.next('k1', '')).toEqual({ seq: 1, previous: '', stamp: 1 });
	chain.add(entry('alice', 'k1', '', 1, 1));
	chain.add(entry('b', 'k2', 'alice', 1, 5));
	expect(chain.next('k1', 'alice')).toEqual({ seq: 2, previous: 'alice', stamp: 6 });
	expect(chain.next('k2', 'alice')).toEqual({ seq: 2, previous: 'b', stamp: 6 });
	expect(chain.next('k3', 'bob')).toEqual({ seq: 1, previous: '', stamp: 1 });
});

test('the order in which entries arrive makes no difference, nor do two with one seq', () => {
	const history = [
		entry('alice', 'k', '', 1, 1),
		entry('c', 'k', 'alice', 2, 2),
		entry('b', 'k', 'alice', 2, 3),
		entry('d', 'k', 'alice', 1, 9)
	];
	for (const turn of history.keys()) {
		const chain = new Chain();
		for (const each of [...history.slice(turn), ...history.slice(0, turn)]) chain.add(each);
		expect(chain.next('k', 'alice')).toEqual({ seq: 3, previous: 'b', stamp: 10 });
	}
});

test('a chain that looks ahead leaves the one behind it as it was', () => {
	const behind = new Chain();
	behind.add(entry('alice', 'k', '', 1, 1));
	const ahead = new Chain(behind);
	ahead.add(entry('b', 'k', 'alice', 2, 2));
	expect(ahead.next('k', 'alice')).toEqual({ seq: 3, previous: 'b', stamp: 3 });
	expect(behind.next('k', 'alice')).toEqual({ seq: 2, previous: 'alice', stamp: 2 });
});

test('a stamp as high as there can be keeps nobody from writing', () => {
	const chain = new Chain();
	chain.add(entry('alice', 'k', '', 1, Number.MAX_SAFE_INTEGER));
	expect(chain.next('k', 'alice').stamp).toBe(Number.MAX_SAFE_INTEGER);
});

test('each comes after what it rests on, once, and a chain of 100,000 does not overflow', () => {
	const ids = Array.from({ length: 100_000 }, (_, n) => String(n));
	const before = (id: string) => [String(Number(id) - 1), 'elsewhere', String(Number(id) - 2)];
	const there = new Set(ids);
	const sorted = [...inOrder(ids.toReversed(), before, (id) => there.has(id))];
	expect(sorted).toEqual(ids);
});
