import fc from 'fast-check';
import { describe, test } from 'vitest';
import { applyEntries } from '$lib/domain/fold/apply';
import { emptySnapshot } from '$lib/domain/snapshot';
import { expectAgreement } from './agreement';
import { rawEntries } from './generate-entries';
import { judge } from './oracle';
import { histories } from './seed';

describe('a snapshot, whatever entries arrive and in whatever order', () => {
	test('equals a rebuild and the oracle after every single entry', { timeout: 300_000 }, () => {
		fc.assert(
			fc.property(rawEntries, (entries) => {
				const snapshot = emptySnapshot();
				entries.forEach((entry, i) => {
					applyEntries(snapshot, [entry]);
					const soFar = entries.slice(0, i + 1);
					expectAgreement(snapshot, soFar, judge(soFar));
				});
			}),
			histories(520)
		);
	});
});
