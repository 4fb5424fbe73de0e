import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { memoryNotes } from '../exchange/memory-notes';
import { entryOf, hashOf } from '../oracle/ledger';
import { countSteps } from '../steps';

const stepsOf = countSteps();
const { SeenEntries } = await import('$lib/workspace/news/seen-entries');

const numbered = (seq: number) =>
	entryOf({ organization: hashOf('Mallory'), key: hashOf('key'), seq, facts: [] });

test.for(['beyond', 'before'])(
	'an entry %s a gap costs the same however many are beyond it',
	async (where) => {
		const costs: number[] = [];
		for (const size of [400, 1_600]) {
			const seen = new SeenEntries('w', memoryNotes());
			seen.add(Array.from({ length: size }, (_, at) => numbered(3 + at)));
			// The note of them is written.
			await setImmediate();
			const next = numbered(where === 'beyond' ? 3 + size : 1);
			costs.push(stepsOf(() => seen.add([next])));
			expect([next, numbered(3), numbered(2)].map((entry) => seen.has(entry))).toEqual([true, true, false]);
		}
		expect(costs[1]! / costs[0]!).toBeLessThan(1.5);
	}
);

test('what is stored of an entry costs the same however many keys there are', async () => {
	const bytes: number[] = [];
	for (const size of [400, 1_600]) {
		const notes = memoryNotes();
		const seen = new SeenEntries('w', notes);
		const first = Array.from({ length: size }, (_, at) => ({ ...numbered(1), key: hashOf(`key ${at}`) }));
		seen.add(first);
		await setImmediate();
		const before = new Map(notes.stored);
		seen.add([{ ...first[7]!, seq: 2 }]);
		await setImmediate();
		const written = [...notes.stored].filter(([name, value]) => before.get(name) !== value);
		bytes.push(JSON.stringify(written).length);
		expect(JSON.stringify(written)).toContain('"upTo":2');
	}
	expect(bytes[1]).toBe(bytes[0]);
});
