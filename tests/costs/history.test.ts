import { expect, test } from 'vitest';
import type { Entry } from '$lib/domain/entry';
import { entryOf, hashOf } from '../oracle/ledger';
import { countSteps } from '../steps';

const stepsOf = countSteps();
const { applyEntries } = await import('$lib/domain/fold/apply');
const { emptySnapshot } = await import('$lib/domain/snapshot');
const { lamp, Pen } = await import('../domain/organization-keys');
const { historyOf, readHistory } = await import('$lib/views/history/actions');
const { SnapshotCache } = await import('$lib/workspace/history/snapshot-cache');
const { uncountedIn } = await import('$lib/views/history/uncounted');
const { undoable } = await import('$lib/views/history/undo');

const by = { organization: hashOf('Mallory'), key: hashOf('key'), facts: [] };

/** What the history costs once more entries come, after the first ones were told. */
function stepsAfter(first: readonly Entry[], ...more: readonly Entry[][]): number {
	const snapshot = emptySnapshot();
	applyEntries(snapshot, first);
	historyOf(snapshot);
	for (const entries of more.slice(0, -1)) {
		applyEntries(snapshot, entries);
		historyOf(snapshot);
	}
	applyEntries(snapshot, more.at(-1)!);
	const steps = stepsOf(() => void historyOf(snapshot));
	expect(historyOf(snapshot).actions).toHaveLength(
		new Set(Array.from(snapshot.entries.values(), ({ action }) => action)).size
	);
	return steps;
}

const numbered = (size: number) =>
	Array.from({ length: size }, (_, at) => entryOf({ ...by, seq: 1 + at, at: 10 + at, action: `act ${at}` }));

test('a long history is read ahead in short steps, and is told at once then', () => {
	const [unread, read] = [emptySnapshot(), emptySnapshot()];
	for (const each of [unread, read]) applyEntries(each, numbered(5_000));
	const all = stepsOf(() => void historyOf(unread));
	const reading = readHistory(read);
	let isDone = false;
	while (!isDone) expect(stepsOf(() => void (isDone = reading.next().done === true))).toBeLessThan(all / 3);
	expect(stepsOf(() => void historyOf(read))).toBeLessThan(all / 100);
});

test('an entry that says it is old costs as much in a long history as in a short one', () => {
	const old = entryOf({ ...by, seq: 1, action: 'old', at: 0 });
	const [few, many] = [500, 2_000].map((size) => stepsAfter(numbered(size), [old]));
	expect(many! / few!).toBeLessThan(1.5);
});

test('what was missing, once some of that has come, costs as much in a long history as in a short one', () => {
	const missing = [1, 2].map((at) => entryOf({ ...by, seq: at, at: at + 1, action: `missing ${at}` }));
	const behind = missing.map(({ id, seq, action }) =>
		entryOf({ ...by, seq, previous: id, at: 0, action: `behind ${action}` })
	);
	const [few, many] = [500, 2_000].map((size) =>
		stepsAfter([...numbered(size), ...behind], ...missing.map((entry) => [entry]))
	);
	expect(many! / few!).toBeLessThan(1.5);
});

test.for([
	['at its end', 10_000],
	['in its middle', 210]
] as const)('an entry more of one act, %s, costs as much where it has many as where few', ([, at]) => {
	const of = (seq: number, at: number, organization = by.organization) =>
		entryOf({ ...by, organization, seq, at, action: 'one' });
	const [few, many] = [500, 2_000].map((size) => {
		const other = of(1, 5, hashOf('Nova'));
		const entries = Array.from({ length: size }, (_, index) => of(2 + index, 10 + index));
		return stepsAfter([other, ...entries], [of(9_000, at), of(9_001, at + 1)]);
	});
	expect(many! / few!).toBeLessThan(1.5);
});

test('a chain that comes last entry first costs each as much as a short one does', () => {
	const [few, many] = [500, 2_000].map((size) => {
		const chain: Entry[] = [];
		for (let seq = 1; seq <= size; seq++)
			chain.push(
				entryOf({ ...by, seq, previous: chain.at(-1)?.id ?? '', at: size - seq, action: `act ${seq}` })
			);
		const [last, ...others] = chain.slice(1).reverse();
		return stepsAfter([last!], ...others.map((entry) => [entry]));
	});
	expect(many! / few!).toBeLessThan(1.5);
});

test('what others say that does not count makes an act cost no more, nor does whether one may undo it', () => {
	const [few, many] = [500, 2_000].map((size) => {
		const nova = new Pen('Alice');
		const act = Array.from({ length: size }, () => nova.writes('Alice', lamp));
		const snapshot = emptySnapshot();
		applyEntries(snapshot, [...nova.written, entryOf({ ...by, seq: 1, at: 1, action: 'other' })]);
		expect(snapshot.uncounted.size).toBe(1);
		const one = historyOf(snapshot).act(act[0]!.action)!;
		expect(one.entries.length).toBeGreaterThan(size - 1);
		return stepsOf(() => {
			expect(uncountedIn(snapshot, one)).toBeUndefined();
			expect(undoable(snapshot, one, new Set())).toMatchObject({ why: 'no-key' });
		});
	});
	expect(many! / few!).toBeLessThan(1.2);
});

test('a past state that is looked at takes an entry from before it in, however many it holds', () => {
	for (const size of [500, 2_000]) {
		const moments = new SnapshotCache();
		const entries = new Pen('Alice').written.concat(numbered(size));
		moments.setHistory(entries);
		const all = stepsOf(() => void moments.at(size));
		const late = entryOf({ ...by, organization: hashOf('Nova'), seq: 1, at: 0, action: 'late' });
		moments.setHistory([late, ...entries]);
		const one = stepsOf(() => {
			expect(moments.distance(size + 1)).toBe(1);
			expect(moments.at(size + 1).entries.size).toBe(size + 1);
			expect(moments.at(size + 1).entries.has(late.id)).toBe(true);
		});
		expect(one).toBeLessThan(all / 20);
	}
});
