import { expect, test } from 'vitest';
import type { Snapshot } from '$lib/domain/snapshot';
import { historyOf } from '$lib/views/history-actions';
import { filterHistory, readAhead } from '$lib/views/history-search';
import { network } from '../bench/network';
import { folded } from '../oracle/agreement';

const { entries, organizations, products } = network(1_200);

test('reading the history ahead goes through all of it in steps, and changes no answer', () => {
	const filters = [
		{ kind: 'authorizations' as const },
		{ organization: organizations[3], product: products[5] },
		{ query: 'product 7' }
	];
	const answers = (snapshot: Snapshot) =>
		filters.map((filter) =>
			filterHistory(snapshot, historyOf(snapshot).actions, filter).map(({ action }) => action)
		);
	const ahead = folded(entries);
	const { actions } = historyOf(ahead);
	expect([...readAhead(ahead)]).toHaveLength(Math.floor(actions.length / 500));
	const expected = answers(folded(entries));
	expect(expected.every((found) => found.length > 0 && found.length < actions.length)).toBe(true);
	expect(answers(ahead)).toEqual(expected);
});

test('nothing is read ahead while something that the history names has not arrived', () => {
	const snapshot = folded(entries.filter(({ facts }) => facts[0]?.table !== 'products'));
	expect(snapshot.waiting.size).toBeGreaterThan(0);
	expect([...readAhead(snapshot)]).toEqual([]);
});
