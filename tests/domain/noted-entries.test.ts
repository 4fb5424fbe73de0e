import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Entry } from '$lib/domain/entry';
import { NotedEntries } from '$lib/domain/fold/noted-entries';
import { entryOf } from '../oracle/ledger';
import { runs } from '../seeds';

const act = fc.constantFrom('note', 'note', 'note', 'take', 'take all');

function play(noted: NotedEntries, acts: string[], expected: Entry[], all?: Map<string, Entry>): void {
	for (const [place, each] of acts.entries()) {
		if (each === 'note') {
			const entry = entryOf({ organization: '', facts: [], action: each, seq: place });
			all?.set(`${place}`, entry);
			noted.note(entry);
			expected.push(entry);
		} else if (each === 'take') expect(noted.take()).toBe(expected.shift());
		else while (expected.length > 0) expect(noted.take()).toBe(expected.shift());
	}
}

test('each entry that was noted is taken once, in their order, those of a map and those since, and of a copy', () => {
	fc.assert(
		fc.property(fc.array(act), fc.array(act), fc.array(act), (first, more, last) => {
			const all = new Map<string, Entry>();
			const [noted, expected]: [NotedEntries, Entry[]] = [new NotedEntries(all), []];
			play(noted, first, expected, all);
			const [fork, expectedThere]: [NotedEntries, Entry[]] = [new NotedEntries(), []];
			play(fork, more, expectedThere);
			const [copy, expectedOfCopy] = [fork.copy(), [...expectedThere]];
			play(copy, last, expectedOfCopy);
			for (const [each, left] of [
				[noted, expected],
				[fork, expectedThere],
				[copy, expectedOfCopy]
			] as const) {
				play(each, ['take all'], left);
				expect(each.take()).toBeUndefined();
			}
		}),
		{ numRuns: runs(200) }
	);
});
