import { describe, expect, test } from 'vitest';
import { applyEntries } from '$lib/domain/fold/apply';
import { describeAction } from '$lib/views/history/history';
import { historyOf } from '$lib/views/history/actions';
import { undoable } from '$lib/views/history/undo';
import { uncountedIn } from '$lib/views/history/uncounted';
import { adds, addsRecovery, calls, keyOf, Pen, retires, snapshotOf } from '../domain/organization-keys';
import { Acting } from './acting';
import { keyOn } from '../oracle/ledger';

describe('an act that does not count is told, with why', () => {
	const pen = new Pen('Alice', adds('Bob'), addsRecovery('paper'));
	const said = pen.writes('Bob', calls('Said'));
	const retired = pen.writes('Alice', retires('Bob', said));
	const late = pen.writes('Bob', adds('Carol'), calls('Late'));
	const below = pen.writes('Carol', calls('Below'));
	const forged = pen.writes('Mallory', calls('Forged'));
	const used = pen.writes('paper', adds('Dave'));
	const misused = pen.writes('paper', adds('Erin'), calls('Misused'));
	const all = [pen.founding, said, retired, late, below, forged, used, misused].map((entry) => ({
		...entry,
		action: entry.id
	}));
	const snapshot = snapshotOf(...all);
	const why = (id: string) => uncountedIn(snapshot, historyOf(snapshot).act(id)!)?.why;

	test.each([
		[pen.founding, undefined],
		[said, undefined],
		[retired, undefined],
		[late, 'key-retired'],
		[below, 'key-cut-off'],
		[forged, 'key-unknown'],
		[used, undefined],
		[misused, 'recovery-key']
	])('%#', ({ id }, expected) => {
		expect(why(id)).toBe(expected);
	});

	test('also where its organization has not arrived', () => {
		const [early] = [all[1]!];
		const partly = snapshotOf(early);
		expect(uncountedIn(partly, historyOf(partly).actions[0]!)).toEqual({
			all: true,
			why: 'organization-missing'
		});
	});

	test('and where only part of an act counts', () => {
		const one = snapshotOf(
			...[pen.founding, said, retired, late].map((entry) => ({ ...entry, action: 'one' }))
		);
		expect(uncountedIn(one, historyOf(one).act('one')!)).toEqual({ all: false, why: 'key-retired' });
	});

	test('and is not offered to be undone', () => {
		const action = historyOf(snapshot).act(late.id)!;
		const answer = undoable(snapshot, action, new Set([pen.organization]));
		expect(answer).toMatchObject({
			can: false,
			why: 'kept',
			kept: [{ refusal: { code: 'does-not-count' } }]
		});
	});
});

describe('what was done about keys is told', () => {
	test('each in its own words, a key by its name', () => {
		const pen = new Pen('Alice', adds('Bob'));
		const by = pen.organization;
		const acts = [
			pen.writes('Alice', adds('Carol'), addsRecovery('paper')),
			pen.writes('Alice', { table: 'keys', key: keyOf('Carol'), name: 'Carol’s phone' }),
			pen.writes('Alice', retires('Bob', null)),
			pen.writes('Alice', { table: 'reservations', reserved: true }),
			pen.writes('Alice', { table: 'reservations', reserved: false })
		];
		const snapshot = snapshotOf(pen.founding, ...acts);
		expect(acts.flatMap((entry) => describeAction(snapshot, [entry]))).toEqual([
			{ what: 'keys-added', by, ids: [by], name: 'Carol' },
			{ what: 'recovery-key-added', by, ids: [by], name: 'paper' },
			{ what: 'key-renamed', by, ids: [by], name: 'Carol’s phone' },
			{ what: 'key-retired', by, ids: [by], name: 'Bob' },
			{ what: 'reserved', by, ids: [by] },
			{ what: 'unreserved', by, ids: [by] }
		]);
	});
});

describe('an act is not shown as undone', () => {
	const begin = () => {
		const world = new Acting();
		const [lumen, kilo] = [world.organization('Lumen'), world.organization('Kilo')];
		return {
			world,
			lumen,
			kilo,
			renamed: world.does(lumen, { command: 'edit-organization', name: 'Lumen AG' })
		};
	};

	test('by an undo that does not count', () => {
		const { world, lumen, renamed } = begin();
		const there = world.elsewhere();
		const key = keyOn(there.replica, lumen);
		world.does(lumen, { command: 'retire-key', key, by: keyOn(world.replica, lumen) });
		const undo = there.does(lumen, { command: 'edit-organization', name: 'Lumen' });
		applyEntries(world.snapshot, [{ ...undo, command: `undo:${renamed.action}` }]);
		expect(historyOf(world.snapshot).undoneBy(renamed.action)).toBeUndefined();
	});

	test('by an organization that had no part in it', () => {
		const { world, kilo, renamed } = begin();
		const claim = world.elsewhere().does(kilo, { command: 'edit-organization', name: 'Kilo AG' });
		applyEntries(world.snapshot, [{ ...claim, command: `undo:${renamed.action}` }]);
		expect(historyOf(world.snapshot).undoneBy(renamed.action)).toBeUndefined();
	});
});
