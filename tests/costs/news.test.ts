import { expect, test } from 'vitest';
import { countSteps } from '../steps';

const stepsOf = countSteps();
const { addEntries, applyEntries } = await import('$lib/domain/fold/apply');
const { emptySnapshot } = await import('$lib/domain/snapshot');
const { beforeEntries } = await import('$lib/views/news/before');
const { adds, calls, lamp, Pen, retires } = await import('../domain/organization-keys');

test.for([
	['says nothing of keys', [calls('Aurora Light')]],
	['adds a key', [adds('Bob')]],
	['ends that key once more', [retires('Trudy', null)]]
] as const)('news of an entry that %s costs the same however much of a key counts not', ([, facts]) => {
	const [few, many] = [100, 400].map((size) => {
		const pen = new Pen('Mallory', adds('Trudy'));
		for (let at = 0; at < size; at++) pen.writes('Trudy', lamp);
		pen.writes('Mallory', retires('Trudy', null));
		const snapshot = emptySnapshot();
		applyEntries(snapshot, pen.written);
		expect(snapshot.uncounted.get(pen.organization)!.size).toBe(size);
		const next = pen.writes('Mallory', ...facts);
		return stepsOf(() => {
			expect(beforeEntries(snapshot, addEntries(snapshot, [next])).stated).toHaveLength(1);
		});
	});
	expect(many! / few!).toBeLessThan(1.5);
});
