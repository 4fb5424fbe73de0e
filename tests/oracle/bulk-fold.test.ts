import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEntries, isSettled } from '$lib/domain/fold/apply';
import { BulkFold } from '$lib/domain/fold/bulk-fold';
import { emptySnapshot } from '$lib/domain/snapshot';
import { rawEntries } from './generate-entries';
import { entryOf } from './ledger';
import { histories } from './seed';
import { expectSame, wholeOf } from './whole';

test('entries that come in parts, and are derived in steps at the end, give the snapshot of all at once', () => {
	fc.assert(
		fc.property(rawEntries, fc.integer({ min: 1, max: 9 }), (entries, part) => {
			const atOnce = emptySnapshot();
			applyEntries(atOnce, entries);
			const snapshot = emptySnapshot();
			const many = new BulkFold(snapshot);
			for (let at = 0; at < entries.length; at += part) many.add(entries.slice(at, at + part), part);
			for (const _ of many.derive(part, { links: part, products: part })) continue;
			expect(isSettled(snapshot)).toBe(true);
			expectSame(wholeOf(snapshot), wholeOf(atOnce));
			// What comes later goes on from there.
			const [first, ...rest] = entries;
			const later = emptySnapshot();
			const most = new BulkFold(later);
			most.add(rest);
			for (const _ of most.derive()) continue;
			applyEntries(later, first ? [first] : []);
			expectSame(wholeOf(later), wholeOf(atOnce));
		}),
		histories(200)
	);
});

test('a deletion takes effect where nothing else is to be derived', () => {
	const named = { name: 'Aurora', account: 'a@example.com', colour: '#000000' };
	const aurora = entryOf({ organization: '', facts: [{ table: 'organizations', ...named }] });
	const { id, key } = aurora;
	const deletion = entryOf({ organization: id, key, facts: [{ table: 'tombstones', record: id }] });
	const snapshot = emptySnapshot();
	const many = new BulkFold(snapshot);
	many.add([aurora, deletion]);
	expect(snapshot.organizations.get(id)!.deleted).toBe(false);
	for (const _ of many.derive()) continue;
	expect(snapshot.organizations.get(id)!.deleted).toBe(true);
});
