import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Entry } from '$lib/domain/entry';
import type { Fact } from '$lib/domain/facts';
import { KeyRegistry } from '$lib/domain/keys/key-registry';
import { runs, seed } from '../seeds';
import { grownKeys } from './grown-keys';
import { adds, calls, Pen, retires } from './organization-keys';

const end = fc.record({
	by: fc.constantFrom('Bob', 'Carol', 'Dan'),
	head: fc.nat(99),
	/** How much lower the last number is than that of the entry named: mostly not at all. */
	lower: fc.constantFrom(0, 0, 0, 0, 1, -1),
	/** Whether whoever ended the key is ended, too, from before that. */
	isUndone: fc.boolean()
});

/** One key that said so much, here and there beside what it said before, and was ended over and over. */
const endings = fc
	.record({
		said: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 6, maxLength: 14 }),
		ends: fc.array(end, { minLength: 2, maxLength: 8 })
	})
	.map(({ said, ends }) => {
		const pen = new Pen('Alice', adds('Bob'), adds('Carol'), adds('Dan'));
		const added = ['Bob', 'Carol', 'Dan'].map((by) => pen.writes(by, adds('Trudy')));
		const trudys: Entry[] = [];
		for (const beside of said) {
			const facts = beside % 3 === 0 ? [adds(`key ${beside}`)] : [calls(`${beside}`)];
			const after = beside === 1 ? trudys.at(-3) : trudys.at(-1);
			trudys.push(pen.writesAfter(after ?? null, 'Trudy', ...facts));
		}
		for (const { by, head, lower, isUndone } of ends) {
			const named = trudys[head % trudys.length]!;
			pen.writes(by, { ...retires('Trudy', named), last: named.seq - lower } as Fact);
			if (isUndone) pen.writes('Alice', retires(by, added[['Bob', 'Carol', 'Dan'].indexOf(by)]!));
		}
		return pen;
	})
	.chain((pen) =>
		fc.record({
			organization: fc.constant(pen.organization),
			entries: fc.oneof(
				fc.constant(pen.written),
				fc.shuffledSubarray(pen.written, { minLength: pen.written.length })
			)
		})
	);

test('a key that is ended here and there has said what the strictest end leaves of it, after each step', () => {
	let [lost, back] = [0, 0];
	fc.assert(
		fc.property(endings, ({ entries }) => {
			const here = new Map<string, Entry>();
			const registry = new KeyRegistry((id) => here.get(id));
			const before = new Map<Entry, string>();
			for (const entry of entries) {
				here.set(entry.id, entry);
				registry.add(entry);
				const told = new Set(registry.settle());
				const grown = grownKeys([...here.values()]);
				for (const each of here.values()) {
					const authority = registry.authorityOf(each);
					expect(authority).toBe(grown.get(each.key)?.authorityOf(each) ?? 'none');
					const was = before.get(each);
					before.set(each, authority);
					if (was === undefined || was === authority) continue;
					expect(told).toContain(each);
					if (was === 'all') lost++;
					else back++;
				}
			}
		}),
		{ seed, numRuns: runs(100) }
	);
	expect([lost, back].every((times) => times > 100)).toBe(true);
});
