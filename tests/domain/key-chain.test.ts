import { expect, test } from 'vitest';
import type { Entry } from '../../src/lib/domain/entry';
import { KeyChain } from '../../src/lib/domain/keys/key-chain';

const entry = (id: string, seq: number, previous: string) => ({ id, key: 'k', seq, previous }) as Entry;

function chainOf(...entries: Entry[]): KeyChain {
	const chain = new KeyChain('k', 'Alice', (id) => entries.find((each) => each.id === id));
	for (const each of entries) chain.add(each);
	return chain;
}

/** Each answer is a different thing as soon as a chain is not whole. */
const answers = (chain: KeyChain) => ({
	tip: chain.tip?.id,
	wholeTip: chain.wholeTip?.id,
	digest: chain.digest((text) => text).digest
});

test('of a whole chain, the last entry is all three answers', () => {
	const chain = chainOf(entry('a', 1, ''), entry('b', 2, 'a'));
	expect(answers(chain)).toEqual({ tip: 'b', wholeTip: 'b', digest: 'b' });
	expect(answers(chainOf())).toEqual({ tip: undefined, wholeTip: undefined, digest: '' });
});

test('behind a gap the tip is the last entry, and what is whole ends before it', () => {
	const chain = chainOf(entry('a', 1, ''), entry('d', 4, 'c'));
	expect(answers(chain)).toEqual({ tip: 'd', wholeTip: 'a', digest: '*ad' });
	expect(chain.digest((text) => text)).toMatchObject({ seq: 4, count: 2 });
	expect([...chain.gaps()]).toMatchObject([{ from: 2, to: 3 }]);
});

test('of two branches the tip is the lower id of the highest number, wherever each comes first', () => {
	const entries = [entry('a', 1, ''), entry('c', 2, 'a'), entry('b', 2, 'a'), entry('d', 3, 'x')];
	for (const order of [entries, [...entries].reverse()])
		expect(answers(chainOf(...order))).toEqual({ tip: 'd', wholeTip: 'b', digest: '*abcd' });
	const forked = chainOf(...entries.slice(0, 3));
	expect(answers(forked)).toEqual({ tip: 'b', wholeTip: 'b', digest: '*abc' });
	expect(forked.ends().map(({ id }) => id)).toEqual(['b', 'c']);
	expect([...forked.forks()]).toMatchObject([{ seq: 2, entries: ['b', 'c'] }]);
});

test('where nothing leads back to a first entry, the highest number is named', () => {
	expect(answers(chainOf(entry('c', 3, 'b'), entry('e', 5, 'd')))).toMatchObject({ tip: 'e', wholeTip: 'e' });
});
