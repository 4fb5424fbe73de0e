import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FactOf } from '$lib/domain/facts';
import { applyEntries } from '$lib/domain/fold/apply';
import { emptySnapshot } from '$lib/domain/snapshot';
import { describeAction } from '$lib/views/history/history';
import { entryOf } from '../oracle/ledger';
import { enough, histories } from '../oracle/seed';

type Said = FactOf<'organization-fields'> & { field: 'name' | 'account' };

const first = { name: 'first', account: 'first@example.com' };
const founding = entryOf({
	organization: '',
	facts: [{ table: 'organizations', ...first, colour: '#000000' }]
});
const { id: by, key } = founding;

const facts: fc.Arbitrary<Said[]> = fc.array(
	fc.record({
		table: fc.constant('organization-fields' as const),
		field: fc.constantFrom('name' as const, 'account' as const),
		value: fc.string({ maxLength: 2 })
	}),
	{ minLength: 1, maxLength: 6 }
);

/** Entries that each say a lot of the same two fields; some do not count. */
const writtenEntries = fc
	.array(fc.record({ stamp: fc.integer({ min: 2, max: 4 }), counts: fc.nat(3), facts }), {
		minLength: 1,
		maxLength: 6
	})
	.map((written) =>
		written.map(({ stamp, counts, facts }, place) => ({
			...entryOf({ organization: by, key: counts > 0 ? key : 'nobody’s', stamp, seq: place + 2, facts }),
			facts
		}))
	);

test('what each of many values replaced is told as if all of them had been kept', () => {
	let between = 0;
	fc.assert(
		fc.property(writtenEntries, (entries) => {
			const snapshot = emptySnapshot();
			applyEntries(snapshot, [founding, ...entries]);
			const now = { ...first };
			const replaced = new Map<Said, string>();
			const counting = entries.filter((entry) => entry.key === key);
			for (const entry of counting.sort((a, b) => a.stamp - b.stamp || (a.id < b.id ? -1 : 1)))
				for (const fact of entry.facts) {
					replaced.set(fact, now[fact.field]);
					now[fact.field] = fact.value;
				}
			for (const entry of entries) {
				const parts = entry.facts.map((fact) => ({
					...{ what: 'organization-edited', field: fact.field, by },
					...{ from: replaced.get(fact) ?? '', to: fact.value }
				}));
				const told = describeAction(snapshot, [entry]).map(({ ids: _, ...part }) => part);
				// Parts that say the same are one.
				expect(told).toEqual([...new Map(parts.map((part) => [JSON.stringify(part), part])).values()]);
			}
			const { fields } = snapshot.organizations.get(by)!;
			between += replaced.size + 2 - fields.name.length - fields.account.length;
		}),
		histories(300)
	);
	expect(between).toBeGreaterThan(enough(300));
});
