import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Entry } from '$lib/domain/entry';
import type { Fact } from '$lib/domain/facts';
import { applyEntries, isSettled } from '$lib/domain/fold/apply';
import { KeyRegistry } from '$lib/domain/keys/key-registry';
import { emptySnapshot } from '$lib/domain/snapshot';
import { rebuilt } from '../oracle/agreement';
import { expectSame, wholeOf } from '../oracle/whole';
import { runs, seed } from '../seeds';
import { grownKeys } from './grown-keys';
import { adds, calls, lamp, Pen, retires } from './organization-keys';

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

/** What is heard of a key's organization while others are still at what they heard before. */
const heard = fc.record({
	what: fc.constantFrom('added', 'ended', 'undone', 'said', 'said', 'said'),
	by: fc.constantFrom('Bob', 'Carol', 'Dan'),
	head: fc.nat(99),
	many: fc.integer({ min: 1, max: 4 }),
	/** In how many slices it is taken before the next is heard. */
	slices: fc.integer({ min: 1, max: 4 })
});

test('of a key that says more while its change is half taken, what it said stands or falls with it', () => {
	let halfTaken = 0;
	fc.assert(
		fc.property(
			fc.integer({ min: 5, max: 40 }),
			fc.array(heard, { minLength: 4, maxLength: 12 }),
			fc.integer({ min: 2, max: 30 }),
			(first, later, most) => {
				const pen = new Pen('Alice', adds('Bob'), adds('Carol'), adds('Dan'));
				const trudys: Entry[] = [];
				const says = (many: number) => {
					for (let at = 0; at < many; at++)
						trudys.push(pen.writes('Trudy', { ...lamp, pid: `L${trudys.length}` } as Fact));
				};
				says(first);
				const snapshot = emptySnapshot();
				applyEntries(snapshot, pen.written);
				for (const { what, by, head, many, slices } of later) {
					const from = pen.written.length;
					if (what === 'added') pen.writes(by, adds('Trudy'));
					else if (what === 'ended') pen.writes(by, retires('Trudy', trudys[head - 1] ?? null));
					else if (what === 'undone') pen.writes('Alice', retires(by, null));
					else says(many);
					if (what === 'said' && !snapshot.keys.isSettled) halfTaken++;
					applyEntries(snapshot, pen.written.slice(from), most);
					for (let slice = 1; slice < slices; slice++) applyEntries(snapshot, [], most);
				}
				while (!isSettled(snapshot)) applyEntries(snapshot, [], most);
				expectSame(wholeOf(snapshot), wholeOf(rebuilt(pen.written)));
			}
		),
		{ seed, numRuns: runs(200) }
	);
	expect(halfTaken).toBeGreaterThan(20);
});
