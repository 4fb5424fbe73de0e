import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Command } from '$lib/commands/command';
import { LedgerError } from '$lib/document/ledger/ledger-error';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import { applyEntries } from '$lib/domain/fold/apply';
import { emptySnapshot, type Snapshot } from '$lib/domain/snapshot';
import { Door } from '$lib/workspace/door';
import { memoryLedger } from '../document/helpers';
import { authorize, done, organization, partner, product, revoke } from './commands';

let ledger: ReturnType<typeof memoryLedger>['ledger'];
let snapshot: Snapshot;
let door: Door;
let nova: OrganizationId;
let kilo: OrganizationId;
let lamp: ProductId;

beforeEach(async () => {
	({ ledger } = memoryLedger());
	snapshot = emptySnapshot();
	ledger.onEntries((entries) => void applyEntries(snapshot, entries));
	door = new Door(ledger, () => snapshot);
	nova = await done(door.run(null, organization('Nova')));
	kilo = await done(door.run(null, organization('Kilo')));
	await done(door.run(nova, partner('Kilo')));
	lamp = `${await done(door.run(nova, product('Lamp')))}:0`;
});

afterEach(() => {
	vi.useRealTimers();
});

const actionsSince = (before: number) =>
	[...snapshot.entries.values()].slice(before).map(({ action }) => action);

describe('acts wait for one another', () => {
	test('of two that are given at once, the second is decided on what the first left', async () => {
		const [first, second] = await Promise.all([
			door.run(nova, authorize(kilo, lamp)),
			door.run(nova, authorize(kilo, lamp))
		]);
		expect(first.done).toBe(true);
		expect(second).toMatchObject({ done: false, refusal: { code: 'already-authorized' } });
	});

	test('nothing comes between the steps of one', async () => {
		const before = snapshot.entries.size;
		const [act, other] = await Promise.all([
			door.act(async (act) => {
				await act.step(nova, product('Plug'));
				await new Promise((resolve) => setImmediate(resolve));
				await act.step(nova, product('Fan'));
				return act.action;
			}),
			door.run(kilo, product('Board'))
		]);
		if (!other.done) throw new Error(other.refusal.code);
		expect(actionsSince(before)).toEqual([act, act, other.action]);
	});

	test('undoing waits, too, and finds what was done meanwhile', async () => {
		const given = await door.run(nova, authorize(kilo, lamp));
		if (!given.done) throw new Error(given.refusal.code);
		const [taken, undone] = await Promise.all([door.run(nova, revoke(kilo, lamp)), door.undo(given.action)]);
		expect(taken.done).toBe(true);
		expect(undone).toMatchObject({ done: true, entries: [] });
	});

	test('one that fails is its own caller’s failure, and the next goes on', async () => {
		const failing = door.act(() => Promise.reject(new Error('it fell')));
		const next = door.run(nova, authorize(kilo, lamp));
		await expect(failing).rejects.toThrow('it fell');
		expect((await next).done).toBe(true);
	});
});

test('of several commands at once, all are written or none', async () => {
	const before = snapshot.entries.size;
	const steps = (...commands: Command[]) => commands.map((command) => ({ actor: nova, command }));
	const refused = await door.act((act) => act.all(steps(product('Plug'), product('Lamp'))));
	expect(refused).toMatchObject({ done: false, refusal: { code: 'pid-taken' } });
	expect(snapshot.entries.size).toBe(before);
	const written = await door.act((act) => act.all(steps(product('Plug'), product('Fan'))));
	expect(written).toMatchObject({ done: true, entries: [{}, {}] });
});

test('of several commands at once, each is decided on what those before it leave', async () => {
	const given = authorize(kilo, lamp);
	const steps = [given, revoke(kilo, lamp), given].map((command) => ({ actor: nova, command }));
	expect(await door.act((act) => act.all(steps))).toMatchObject({ done: true, entries: [{}, {}, {}] });
});

test('of a command that sets, what is so already is skipped and counted', async () => {
	const fan = `${await done(door.run(nova, product('Fan')))}:0`;
	await done(door.run(nova, authorize(kilo, lamp)));
	await done(door.run(nova, authorize(kilo, fan)));
	const flag = (...products: ProductId[]): Command => ({
		...{ command: 'set-third-party', grantee: kilo, kind: 'develop', on: true },
		products
	});
	expect(await door.run(nova, flag(lamp))).toMatchObject({ done: true, skipped: 0 });
	expect(await door.run(nova, flag(lamp, fan))).toMatchObject({ done: true, skipped: 1 });
	expect(await door.run(nova, flag(lamp, fan))).toMatchObject({ refusal: { code: 'nothing-changes' } });
	const scope: Command = {
		...{ command: 'change-scope', grantee: kilo, products: [lamp, fan] },
		permissions: ['product-development', 'view-logs']
	};
	await done(door.run(nova, { ...scope, products: [fan] }));
	expect(await door.act((act) => act.all([{ actor: nova, command: scope }]))).toMatchObject({ skipped: 1 });
});

test('entries of one moment are told in the order in which they were made', async () => {
	vi.useFakeTimers({ toFake: ['Date'], now: 1_900_000_000_000 });
	for (const name of ['Plug', 'Fan', 'Strip']) await door.run(nova, product(name));
	vi.setSystemTime(1_900_000_000_500);
	await door.run(nova, product('Bulb'));
	const times = [...snapshot.entries.values()].slice(-4).map(({ at }) => at - 1_900_000_000_000);
	expect(times).toEqual([0, 1, 2, 500]);
});

test('it knows its own acts: those that were done, and the undoing of them, and no others', async () => {
	const given = await door.run(nova, authorize(kilo, lamp));
	if (!given.done) throw new Error(given.refusal.code);
	const undone = await door.undo(given.action);
	if (!undone.done) throw new Error(undone.refusal.code);
	expect([given.action, undone.action, 'another'].map((action) => door.made(action))).toEqual([
		true,
		true,
		false
	]);
	expect(undone.entries.map(({ command }) => command)).toEqual([`undo:${given.action}`]);
});

describe('what the ledger refuses', () => {
	const failingWith = (error: Error) => vi.spyOn(ledger, 'append').mockRejectedValueOnce(error);

	test.each([
		['read-only', { code: 'read-only' }],
		['no-signing', { code: 'no-signing' }],
		['locked', { code: 'locked' }],
		['no-key', { code: 'no-key' }],
		['unknown-organization', { code: 'no-key' }],
		['closed', { code: 'not-written' }]
	] as const)('%s is told', async (problem, refusal) => {
		failingWith(new LedgerError(problem, 'w'));
		const outcome = await door.run(nova, authorize(kilo, lamp));
		expect(outcome).toMatchObject({ done: false, refusal });
		if (refusal.code === 'no-key') expect(outcome).toMatchObject({ refusal: { organization: nova } });
	});

	test('any other error is nobody’s refusal', async () => {
		failingWith(new TypeError('a fault'));
		await expect(door.run(nova, authorize(kilo, lamp))).rejects.toThrow('a fault');
	});

	test('an act of others is not undone, and an undoing that cannot be written undoes nothing', async () => {
		const elsewhere = memoryLedger();
		const theirs = new Door(elsewhere.ledger, () => snapshot);
		const given = await door.act(async (act) => {
			await act.step(nova, authorize(kilo, lamp));
			await act.step(nova, product('Plug'));
			return act.action;
		});
		expect(await theirs.undo(given)).toEqual({
			done: false,
			refusal: { code: 'no-key', organization: nova }
		});
		const before = snapshot.entries.size;
		failingWith(new LedgerError('read-only', 'w'));
		expect(await door.undo(given)).toEqual({ done: false, refusal: { code: 'read-only' } });
		expect(snapshot.entries.size).toBe(before);
		expect(await door.undo(given)).toMatchObject({ done: true, entries: [{}, {}] });
	});
});
