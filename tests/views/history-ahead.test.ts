import { expect, test } from 'vitest';
import { applyEntries } from '$lib/domain/fold/apply';
import { emptySnapshot, type Snapshot } from '$lib/domain/snapshot';
import { historyOf } from '$lib/views/history-actions';
import { filterHistory, readAhead } from '$lib/views/history-search';
import { network } from '../bench/network';

const { entries, organizations, products } = network(1_200);

const folded = (): Snapshot => {
	const snapshot = emptySnapshot();
	applyEntries(snapshot, entries);
	return snapshot;
};

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
	const ahead = folded();
	const { actions } = historyOf(ahead);
	expect([...readAhead(ahead)]).toHaveLength(Math.floor(actions.length / 500));
	const expected = answers(folded());
	expect(expected.every((found) => found.length > 0 && found.length < actions.length)).toBe(true);
	expect(answers(ahead)).toEqual(expected);
});

test('nothing is read ahead while something that the history names has not arrived', () => {
	const snapshot = emptySnapshot();
	applyEntries(
		snapshot,
		entries.filter(({ facts }) => facts[0]?.table !== 'products')
	);
	expect(snapshot.waiting.size).toBeGreaterThan(0);
	expect([...readAhead(snapshot)]).toEqual([]);
});
