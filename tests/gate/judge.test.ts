import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Approval } from '../../src/lib/document/approvals/approvals';
import { judge, type Arrived, type Rules } from '../../src/lib/gate/judge-strangers';

const lot = (organization: string, entries = 1, introduces: string[] = []): Arrived => ({
	...{ organization, organizations: 1, entries, length: 10 * entries },
	introduces: new Set(introduces)
});

const rules = (known: string[], room: number, approvals: Record<string, Approval> = {}): Rules => ({
	isKnown: (each) => known.includes(each),
	approvalOf: (each) => approvals[each],
	room: { organizations: 3, entries: room, length: 10 * room }
});

test('a known one comes in whatever it brings, and so does whom it introduces, however many', () => {
	const puppets = Array.from({ length: 50 }, (_, n) => lot(`P${n}`, 100));
	const verdicts = judge(
		[...puppets, lot('A', 1_000, [...puppets.map(({ organization }) => organization)])],
		rules(['A'], 0)
	);
	expect(new Set(verdicts.values())).toEqual(new Set(['known']));
	expect(verdicts.size).toBe(51);
});

test('a known one may introduce more than a call takes as arguments', () => {
	const named = Array.from({ length: 300_000 }, (_, n) => `P${n}`);
	expect(judge([lot('A', 1, named), lot('P9')], rules(['A'], 0)).get('P9')).toBe('known');
});

test('those that nobody knows share the room, the earliest first, and introduce nobody', () => {
	const verdicts = judge([lot('S', 4, ['U']), lot('T', 8), lot('U', 6)], rules([], 10));
	expect(Object.fromEntries(verdicts)).toEqual({ S: 'allowed', T: 'waits', U: 'allowed' });
});

test('one that waits goes on waiting though there is room, and one left out stays so though it is introduced', () => {
	const approvals = { S: 'waiting', T: 'left-out' } as const;
	const verdicts = judge([lot('S'), lot('A', 1, ['T', 'U']), lot('T', 1, ['V']), lot('U'), lot('V')], {
		...rules(['A'], 10, approvals),
		room: { organizations: 0, entries: 10, length: 100 }
	});
	expect(Object.fromEntries(verdicts)).toEqual({
		...{ S: 'waits', A: 'known', T: 'left-out', U: 'known', V: 'waits' }
	});
});

test('ten thousand organizations get no more than one allowance', () => {
	const many = Array.from({ length: 10_000 }, (_, n) => lot(`S${n}`));
	const verdicts = judge(many, rules([], 1_000));
	expect([...verdicts.values()].filter((each) => each === 'allowed')).toHaveLength(3);
});

const names = ['A', 'B', 'C', 'D', 'E', 'F'];
const anyLot = fc.record({
	entries: fc.integer({ min: 1, max: 30 }),
	introduces: fc.subarray(names)
});

test('what those bring that nobody knows never goes beyond the room, and every organization is judged once', () => {
	fc.assert(
		fc.property(
			fc.array(anyLot, { minLength: 6, maxLength: 6 }),
			fc.subarray(names),
			fc.dictionary(fc.constantFrom(...names), fc.constantFrom('left-out', 'waiting', 'let-in')),
			fc.integer({ min: 0, max: 60 }),
			(lots, known, approvals, room) => {
				const arrived = lots.map(({ entries, introduces }, n) => lot(names[n]!, entries, introduces));
				const verdicts = judge(arrived, rules(known, room, approvals));
				expect([...verdicts.keys()].sort()).toEqual(names);
				const allowed = arrived.filter(({ organization }) => verdicts.get(organization) === 'allowed');
				expect(allowed.reduce((sum, { entries }) => sum + entries, 0)).toBeLessThanOrEqual(room);
				// The plain statement of who is known: grown until nothing is added.
				const grown = new Set(known.filter((each) => approvals[each] !== 'left-out'));
				for (let size = -1; size !== grown.size;) {
					size = grown.size;
					for (const each of arrived)
						if (grown.has(each.organization))
							for (const named of each.introduces) if (approvals[named] !== 'left-out') grown.add(named);
				}
				for (const each of names) expect(verdicts.get(each) === 'known', each).toBe(grown.has(each));
			}
		)
	);
});
