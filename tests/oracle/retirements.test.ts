import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry } from '$lib/domain/entry';
import type { Table } from '$lib/domain/facts';
import { applyEntries, isSettled } from '$lib/domain/fold/apply';
import { fork } from '$lib/domain/fold/fork';
import { emptySnapshot, type Snapshot } from '$lib/domain/snapshot';
import { folded, rebuilt } from './agreement';
import { retiredEntries } from './generate-retirements';
import { Mix } from './mix';
import { enough, histories } from './seed';
import { expectSame, wholeOf } from './whole';

const mix = new Mix();

/** Notes of which tables what counted counts no more, and the other way round. */
function noteTurns(snapshot: Snapshot, here: readonly Entry[], apply: () => void): void {
	const before = here.map((entry) => snapshot.keys.authorityOf(entry));
	apply();
	here.forEach((entry, at) => {
		const now = snapshot.keys.authorityOf(entry);
		if (before[at] !== now)
			for (const { table } of entry.facts) mix.add(`${table} from ${before[at]} to ${now}`);
	});
}

describe('what a key said, whatever it was, when the key is ended', () => {
	test('is gone as though it had never come, entry by entry', { timeout: 300_000 }, () => {
		fc.assert(
			fc.property(retiredEntries, (entries) => {
				const snapshot = emptySnapshot();
				entries.forEach((entry, at) => {
					const here = entries.slice(0, at);
					noteTurns(snapshot, here, () => applyEntries(snapshot, [entry]));
					expectSame(wholeOf(snapshot), wholeOf(rebuilt([...here, entry])));
				});
			}),
			histories(300)
		);
	});

	test('is gone in the end in whatever slices it is taken back', { timeout: 300_000 }, () => {
		fc.assert(
			fc.property(retiredEntries, fc.integer({ min: 1, max: 9 }), (entries, most) => {
				const snapshot = emptySnapshot();
				for (const entry of entries) {
					applyEntries(snapshot, [entry], most);
					if (!isSettled(snapshot)) mix.add('something left for later');
				}
				while (!isSettled(snapshot)) applyEntries(snapshot, [], most);
				expectSame(wholeOf(snapshot), wholeOf(rebuilt(entries)));
			}),
			histories(120)
		);
	});

	test('is gone from a fork, and is in the first still', { timeout: 300_000 }, () => {
		fc.assert(
			fc.property(retiredEntries, fc.nat(999), (entries, pick) => {
				const first = pick % (entries.length + 1);
				const snapshot = folded(entries.slice(0, first));
				const before = wholeOf(snapshot);
				const forked = fork(snapshot);
				for (const entry of entries.slice(first)) applyEntries(forked, [entry]);
				expectSame(wholeOf(forked), wholeOf(rebuilt(entries)));
				expectSame(wholeOf(snapshot), before);
			}),
			histories(120)
		);
	});
});

test('what is ended is of every kind, and much of it counts again later', () => {
	const tables: Table[] = [
		...(['organization-fields', 'reservations', 'products', 'product-fields', 'product-makings'] as const),
		...(['product-bases', 'maker-standings', 'partners', 'partner-names', 'grants', 'revocations'] as const),
		...(['flags', 'tombstones', 'withdrawals', 'orders', 'order-statuses', 'work', 'devices'] as const),
		...(['logs', 'expectations'] as const)
	];
	expect(mix.of('something left for later')).toBeGreaterThanOrEqual(enough(30));
	for (const table of tables)
		for (const turn of ['from all to none', 'from none to all'])
			expect(mix.of(`${table} ${turn}`), `${table} ${turn}`).toBeGreaterThanOrEqual(enough(4));
});
