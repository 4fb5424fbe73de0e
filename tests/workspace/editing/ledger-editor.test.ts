import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Command } from '$lib/commands/command';
import { LedgerError } from '$lib/document/ledger/ledger-error';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import { applyEntries } from '$lib/domain/fold/apply';
import { emptySnapshot, type Snapshot } from '$lib/domain/snapshot';
import { LedgerEditor } from '$lib/workspace/editing/ledger-editor';
import { memoryLedger } from '../../document/helpers';
import { authorize, done, organization, partner, product, revoke } from '../commands';

let ledger: ReturnType<typeof memoryLedger>['ledger'];
let snapshot: Snapshot;
let editor: LedgerEditor;
let nova: OrganizationId;
let kilo: OrganizationId;
let lamp: ProductId;

beforeEach(async () => {
	({ ledger } = memoryLedger());
	snapshot = emptySnapshot();
	ledger.onEntries((entries) => void applyEntries(snapshot, entries));
	editor = new LedgerEditor(ledger, () => snapshot);
	nova = await done(editor.run(null, organization('Nova')));
	kilo = await done(editor.run(null, organization('Kilo')));
	await done(editor.run(nova, partner('Kilo')));
	lamp = `${await done(editor.run(nova, product('Lamp')))}:0`;
});

afterEach(() => {
	vi.useRealTimers();
});

const actionsSince = (before: number) =>
	[...snapshot.entries.values()].slice(before).map(({ action }) => action);

describe('acts are queued', () => {
	test('of two at once, the second is decided on the result of the first', async () => {
		const [first, second] = await Promise.all([
			editor.run(nova, authorize(kilo, lamp)),
			editor.run(nova, authorize(kilo, lamp))
		]);
		expect(first.done).toBe(true);
		expect(second).toMatchObject({ done: false, refusal: { code: 'already-authorized' } });
	});

	test('no other act comes between the steps of one', async () => {
		const before = snapshot.entries.size;
		const [act, other] = await Promise.all([
			editor.act(async (act) => {
				await act.step(nova, product('Plug'));
				await new Promise((resolve) => setImmediate(resolve));
				await act.step(nova, product('Fan'));
				return act.action;
			}),
			editor.run(kilo, product('Board'))
		]);
		if (!other.done) throw new Error(other.refusal.code);
		expect(actionsSince(before)).toEqual([act, act, other.action]);
	});

	test('undo is queued too, and sees what was done before it', async () => {
		const given = await editor.run(nova, authorize(kilo, lamp));
		if (!given.done) throw new Error(given.refusal.code);
		const [taken, undone] = await Promise.all([
			editor.run(nova, revoke(kilo, lamp)),
			editor.undo(given.action)
		]);
		expect(taken.done).toBe(true);
		expect(undone).toMatchObject({ done: true, entries: [] });
	});

	test('one that fails rejects for its caller, and the next continues', async () => {
		const failing = editor.act(() => Promise.reject(new Error('it fell')));
		const next = editor.run(nova, authorize(kilo, lamp));
		await expect(failing).rejects.toThrow('it fell');
		expect((await next).done).toBe(true);
	});
});

test('several commands at once are written atomically', async () => {
	const before = snapshot.entries.size;
	const steps = (...commands: Command[]) => commands.map((command) => ({ actor: nova, command }));
	const refused = await editor.act((act) => act.all(steps(product('Plug'), product('Lamp'))));
	expect(refused).toMatchObject({ done: false, refusal: { code: 'pid-taken' } });
	expect(snapshot.entries.size).toBe(before);
	const written = await editor.act((act) => act.all(steps(product('Plug'), product('Fan'))));
	expect(written).toMatchObject({ done: true, entries: [{}, {}] });
});

test('of several commands at once, each is decided on the result of those before it', async () => {
	const given = authorize(kilo, lamp);
	const steps = [given, revoke(kilo, lamp), given].map((command) => ({ actor: nova, command }));
	expect(await editor.act((act) => act.all(steps))).toMatchObject({ done: true, entries: [{}, {}, {}] });
});

test('items of a setting command that would change nothing are skipped and counted', async () => {
	const fan = `${await done(editor.run(nova, product('Fan')))}:0`;
	await done(editor.run(nova, authorize(kilo, lamp)));
	await done(editor.run(nova, authorize(kilo, fan)));
	const flag = (...products: ProductId[]): Command => ({
		...{ command: 'set-third-party', grantee: kilo, kind: 'develop', on: true },
		products
	});
	expect(await editor.run(nova, flag(lamp))).toMatchObject({ done: true, skipped: 0 });
	expect(await editor.run(nova, flag(lamp, fan))).toMatchObject({ done: true, skipped: 1 });
	expect(await editor.run(nova, flag(lamp, fan))).toMatchObject({ refusal: { code: 'nothing-changes' } });
	const scope: Command = {
		...{ command: 'change-scope', grantee: kilo, products: [lamp, fan] },
		permissions: ['product-development', 'view-logs']
	};
	await done(editor.run(nova, { ...scope, products: [fan] }));
	expect(await editor.act((act) => act.all([{ actor: nova, command: scope }]))).toMatchObject({ skipped: 1 });
});

test('entries of one moment appear in the order in which they were made', async () => {
	vi.useFakeTimers({ toFake: ['Date'], now: 1_900_000_000_000 });
	for (const name of ['Plug', 'Fan', 'Strip']) await editor.run(nova, product(name));
	vi.setSystemTime(1_900_000_000_500);
	await editor.run(nova, product('Bulb'));
	const times = [...snapshot.entries.values()].slice(-4).map(({ at }) => at - 1_900_000_000_000);
	expect(times).toEqual([0, 1, 2, 500]);
});

test('the editor knows its own acts and undos, and no others', async () => {
	const given = await editor.run(nova, authorize(kilo, lamp));
	if (!given.done) throw new Error(given.refusal.code);
	const undone = await editor.undo(given.action);
	if (!undone.done) throw new Error(undone.refusal.code);
	expect([given.action, undone.action, 'another'].map((action) => editor.isOwnAction(action))).toEqual([
		true,
		true,
		false
	]);
	expect(undone.entries.map(({ command }) => command)).toEqual([`undo:${given.action}`]);
});

describe('refusals of the ledger', () => {
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
		const outcome = await editor.run(nova, authorize(kilo, lamp));
		expect(outcome).toMatchObject({ done: false, refusal });
		if (refusal.code === 'no-key') expect(outcome).toMatchObject({ refusal: { organization: nova } });
	});

	test('any other error is thrown', async () => {
		failingWith(new TypeError('a fault'));
		await expect(editor.run(nova, authorize(kilo, lamp))).rejects.toThrow('a fault');
	});

	test('acts of others cannot be undone, and an undo that cannot be written changes nothing', async () => {
		const elsewhere = memoryLedger();
		const theirs = new LedgerEditor(elsewhere.ledger, () => snapshot);
		const given = await editor.act(async (act) => {
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
		expect(await editor.undo(given)).toEqual({ done: false, refusal: { code: 'read-only' } });
		expect(snapshot.entries.size).toBe(before);
		expect(await editor.undo(given)).toMatchObject({ done: true, entries: [{}, {}] });
	});

	test('an undo asks the ledger for its keys only where whoever acted is not known to have one', async () => {
		const asked = vi.spyOn(ledger, 'held');
		const actable = new Set<OrganizationId>();
		const knowing = new LedgerEditor(ledger, () => snapshot, {
			...{ catchUp: () => Promise.resolve(), hold: () => () => undefined, published: () => undefined },
			actable: () => actable
		});
		const given = () => done(knowing.run(nova, authorize(kilo, lamp)));
		const actionOf = (entry: string) => snapshot.entries.get(entry)!.action;
		expect(await knowing.undo(actionOf(await given()))).toMatchObject({ done: true });
		expect(asked).toHaveBeenCalledTimes(1);
		actable.add(nova);
		expect(await knowing.undo(actionOf(await given()))).toMatchObject({ done: true });
		expect(asked).toHaveBeenCalledTimes(1);
	});
});
