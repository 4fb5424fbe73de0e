import { expect, test } from 'vitest';
import type { Entry } from '../../../src/lib/domain/entry';
import { ChainTips } from '../../../src/lib/document/signing/chain-tips';
import { topologicalOrder } from '../../../src/lib/document/entries/dependency-order';

const entry = (id: string, key: string, seq: number) => ({ id, key, seq }) as Entry;

test('a key goes on from its own last entry', () => {
	const tips = new ChainTips();
	expect(tips.next('k1')).toEqual({ seq: 1, previous: '' });
	tips.add(entry('alice', 'k1', 1));
	tips.add(entry('b', 'k2', 1));
	expect(tips.next('k1')).toEqual({ seq: 2, previous: 'alice' });
	expect(tips.next('k2')).toEqual({ seq: 2, previous: 'b' });
});

test('the order in which entries arrive makes no difference, nor do two with one seq', () => {
	const history = [entry('alice', 'k', 1), entry('c', 'k', 2), entry('b', 'k', 2), entry('d', 'k', 1)];
	for (const turn of history.keys()) {
		const tips = new ChainTips();
		for (const each of [...history.slice(turn), ...history.slice(0, turn)]) tips.add(each);
		expect(tips.next('k')).toEqual({ seq: 3, previous: 'b' });
	}
});

test('a chain that looks ahead leaves the one behind it as it was', () => {
	const behind = new ChainTips();
	behind.add(entry('alice', 'k', 1));
	const ahead = new ChainTips(behind);
	ahead.add(entry('b', 'k', 2));
	expect(ahead.next('k')).toEqual({ seq: 3, previous: 'b' });
	expect(behind.next('k')).toEqual({ seq: 2, previous: 'alice' });
});

test('each comes after what it rests on, once, and a chain of 100,000 does not overflow', () => {
	const ids = Array.from({ length: 100_000 }, (_, n) => String(n));
	const before = (id: string) => [String(Number(id) - 1), 'elsewhere', String(Number(id) - 2)];
	const there = new Set(ids);
	const sorted = [...topologicalOrder(ids.toReversed(), before, (id) => there.has(id))];
	expect(sorted).toEqual(ids);
});
