import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { effectiveDifference, type Shift } from '$lib/domain/permissions/difference';
import type { Entry } from '$lib/domain/entry';
import { permissions } from '$lib/domain/permissions/permissions';
import { includes } from '$lib/domain/permissions/standing';
import { entriesInOrder } from '$lib/views/history/actions';
import { changingActs } from '$lib/views/history/changing-acts';
import { SnapshotCache } from '$lib/workspace/history/snapshot-cache';
import { folded, rebuilt } from './agreement';
import { rawEntries } from './generate-entries';
import { hashOf } from './ledger';
import { judge } from './oracle';
import { tuple } from './permissions';
import { enough, histories } from './seed';
import { expectSame, wholeOf } from './whole';

const inOrder = (entries: readonly Entry[]): readonly Entry[] => entriesInOrder(folded(entries));

/** Who holds what, as the oracle says it: one line for each permission of each organization on each product. */
function held(entries: readonly Entry[], organizations: readonly string[]): Set<string> {
	const lines = new Set<string>();
	for (const [product, { holds }] of judge(entries).reach)
		for (const organization of organizations)
			for (const permission of permissions)
				if (holds.has(tuple(organization, permission))) lines.add(`${organization} ${product} ${permission}`);
	return lines;
}

const linesOf = (shifts: readonly Shift[], what: 'gained' | 'lost'): string[] =>
	shifts
		.flatMap((shift) =>
			permissions
				.filter((permission) => includes(shift[what], permission))
				.map((permission) => `${shift.organization} ${shift.product} ${permission}`)
		)
		.sort();

/** Somebody whose founding never comes: see the generator. */
const stranger = hashOf('no organization');

function last<Yielded, Result>(steps: Generator<Yielded, Result>): Result {
	for (;;) {
		const { done, value } = steps.next();
		if (done) return value;
	}
}

describe('the past', () => {
	test(
		'any moment, visited in any order, is what a fold of the entries until then says',
		{ timeout: 300_000 },
		() => {
			fc.assert(
				fc.property(rawEntries, fc.array(fc.nat(999), { minLength: 2, maxLength: 6 }), (entries, picks) => {
					const order = inOrder(entries);
					const moments = new SnapshotCache();
					// What arrives late has its place among the others, and moves what comes after it.
					moments.setHistory(inOrder(entries.slice(0, -1)));
					moments.at(entries.length - 1);
					moments.setHistory(order);
					for (const pick of picks) {
						const count = pick % (order.length + 1);
						const until = order.slice(0, count);
						expectSame(wholeOf(moments.at(count)), wholeOf(rebuilt(until)));
						if (count > 0) expect(moments.countUpTo(until.at(-1)!.id)).toBe(count);
					}
				}),
				histories(80)
			);
		}
	);

	test(
		'what two moments differ in is what the oracle says, and the acts between come to it',
		{ timeout: 300_000 },
		() => {
			let changed = 0;
			fc.assert(
				fc.property(rawEntries, fc.nat(999), fc.nat(999), (entries, one, other) => {
					const order = inOrder(entries);
					const [first, later] = [one % (order.length + 1), other % (order.length + 1)].sort((a, b) => a - b);
					const [from, to] = [first!, later!];
					const moments = new SnapshotCache();
					moments.setHistory(order);
					const shifts = effectiveDifference(moments.at(from), moments.at(to));
					const everybody = entries.filter(({ organization }) => organization === '').map(({ id }) => id);
					const before = held(order.slice(0, from), [...everybody, stranger]);
					const after = held(order.slice(0, to), [...everybody, stranger]);
					const gained = [...after].filter((line) => !before.has(line)).sort();
					const lost = [...before].filter((line) => !after.has(line)).sort();
					expect(linesOf(shifts, 'gained')).toEqual(gained);
					expect(linesOf(shifts, 'lost')).toEqual(lost);
					if (gained.length + lost.length > 0) changed += 1;

					const balance = new Map<string, number>();
					const turns = last(changingActs(moments.at(from), order.slice(from, to)));
					for (const turn of turns) {
						for (const line of linesOf(turn.shifts, 'gained'))
							balance.set(line, (balance.get(line) ?? 0) + 1);
						for (const line of linesOf(turn.shifts, 'lost')) balance.set(line, (balance.get(line) ?? 0) - 1);
					}
					const net = (sign: number) => [...balance].filter(([, sum]) => sum === sign).map(([line]) => line);
					expect(net(1).sort()).toEqual(gained);
					expect(net(-1).sort()).toEqual(lost);
				}),
				histories(400)
			);
			expect(changed).toBeGreaterThan(enough(100));
		}
	);
});
