import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Entry } from '$lib/domain/entry';
import { ActionIndex } from '$lib/domain/fold/action-index';
import { entryOf } from '../oracle/ledger';
import { runs } from '../seeds';

/** Two pairs that have one number each, and one alone. */
const acts = ['act 31838', 'act 390109', 'act 31809', 'act 390178', 'alone'];

test('an act has its entries, in a fork and in what it was forked from, though another act has its number', () => {
	const played = fc.array(fc.constantFrom('fork', 'ask', 'ahead', ...acts), { maxLength: 24 });
	fc.assert(
		fc.property(played, (steps) => {
			const all = new Map<string, Entry>();
			let index = new ActionIndex(all);
			let known: Entry[] = [];
			const layers: [ActionIndex, Entry[]][] = [[index, known]];
			const expectSame = (of: ActionIndex, entries: readonly Entry[]) => {
				for (const act of acts) {
					const found = entries.filter(({ action }) => action === act);
					expect(of.get(act)).toEqual(found.length > 0 ? found : undefined);
				}
			};
			steps.forEach((step, place) => {
				if (step === 'ask') expectSame(index, known);
				// As far as it comes before something else is done.
				else if (step === 'ahead') index.readAhead(2).next();
				else if (step === 'fork') {
					[index, known] = [new ActionIndex(index), [...known]];
					layers.push([index, known]);
				} else {
					const entry = entryOf({ organization: '', facts: [], action: step, seq: place });
					if (layers.length === 1) all.set(`${place}`, entry);
					index.note(entry);
					known.push(entry);
				}
			});
			for (const [of, entries] of layers.toReversed()) expectSame(of, entries);
		}),
		{ numRuns: runs(200) }
	);
});
