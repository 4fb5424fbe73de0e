import { setImmediate } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Entry } from '$lib/domain/entry';
import { applyEntries, isSettled } from '$lib/domain/fold/apply';
import { emptySnapshot } from '$lib/domain/snapshot';
import type { Gate } from '$lib/gate/api';
import { LiveFold } from '$lib/workspace/live-fold';
import type { LedgerEditor } from '$lib/workspace/editing/ledger-editor';
import type { News } from '$lib/workspace/news/news';
import type { SeenEntries } from '$lib/workspace/news/seen-entries';
import { Workspace } from '$lib/workspace/workspace';
import { memoryLedger } from '../document/helpers';
import { done, organization, product } from './commands';
import { adds, calls, lamp, Pen, retires } from '../domain/organization-keys';

const lamps = Array.from({ length: 1_500 }, () => lamp);

test('entries of a retired key stop counting slice by slice, while the page stays responsive', async () => {
	const { ledger } = memoryLedger();
	const workspace = new Workspace('w', { ledger, gate: {} as Gate });
	await workspace.opened;
	const products = () => workspace.snapshot.products.size;
	const pen = new Pen('Mallory', adds('Trudy'));
	for (let at = 0; at < 3; at++) pen.writes('Trudy', ...lamps);
	ledger.insert(pen.written);
	await expect.poll(products).toBe(4_500);
	const before = workspace.snapshot;
	ledger.insert([pen.writes('Mallory', retires('Trudy', null))]);
	// What rests on its entries is read first.
	expect(products()).toBeGreaterThan(1_000);
	ledger.insert([pen.writes('Mallory', calls('Aurora Light'))]);
	expect(workspace.snapshot.organizations.get(pen.organization)!.name).toBe('Aurora Light');
	await expect.poll(products).toBe(0);
	expect(workspace.snapshot).not.toBe(before);
	expect(isSettled(workspace.snapshot)).toBe(true);
});

test('what others send while an act is decided waits until it is, so that nothing has it begun anew', async () => {
	const { ledger } = memoryLedger();
	const workspace = new Workspace('w', { ledger, gate: {} as Gate });
	await workspace.opened;
	const nova = await done(workspace.editor.run(null, organization('Nova')));
	const pen = new Pen('Mallory', adds('Trudy'));
	for (let at = 0; at < 3; at++) pen.writes('Trudy', ...lamps);
	ledger.insert(pen.written);
	// Its products are taken back slice by slice.
	ledger.insert([pen.writes('Mallory', retires('Trudy', null))]);
	const { entries, products } = workspace.snapshot;
	const sizes: number[] = [];
	const outcome = workspace.editor.writeBatch(async (batch) => {
		for (let turn = 0; turn < 20; turn++) {
			ledger.insert([pen.writes('Mallory', lamp)]);
			sizes.push(entries.size, products.size);
			await setImmediate();
		}
		return batch.addCommand(nova, product('Fan'), workspace.editor.newAction());
	});
	expect((await outcome).done).toBe(true);
	expect(new Set(sizes).size).toBe(2);
	await expect.poll(() => entries.size).toBe(pen.written.length + 2);
	await expect.poll(() => products.size).toBe(21);
});

test('what others send waits while something is worked out, and as long again; what this browser writes does not', async () => {
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
	onTestFinished(() => void vi.useRealTimers());
	const { ledger } = memoryLedger();
	const workspace = new Workspace('w', { ledger, gate: {} as Gate });
	await workspace.opened;
	const nova = await done(workspace.editor.run(null, organization('Nova')));
	await expect.poll(() => workspace.actable.size).toBe(1);
	const { entries } = workspace.snapshot;
	const pen = new Pen('Mallory');
	const ends = [workspace.liveFold.pauses.pause(), workspace.liveFold.pauses.pause()];
	ledger.insert(pen.written);
	vi.advanceTimersByTime(70);
	const before = workspace.snapshot;
	await done(workspace.editor.run(nova, product('Fan')));
	// Whoever edits decides on all that has arrived.
	expect(entries.size).toBe(3);
	expect(workspace.snapshot).not.toBe(before);
	// Anybody can copy an act's id, and found an organization with it.
	const { action } = [...entries.values()].at(-1)!;
	ledger.insert([{ ...pen.writes('Mallory', lamp), action }]);
	ledger.insert(new Pen('Eve').written.map((entry) => ({ ...entry, action })));
	for (const end of ends) end();
	ends[0]!();
	vi.advanceTimersByTime(60);
	expect(entries.size).toBe(3);
	vi.advanceTimersByTime(11);
	expect(entries.size).toBe(5);
	ledger.insert([pen.writes('Mallory', lamp)]);
	expect(entries.size).toBe(6);
});

test('work that takes very long lets in what others send after a while, and rests for moments', async () => {
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
	onTestFinished(() => void vi.useRealTimers());
	const { ledger } = memoryLedger();
	const workspace = new Workspace('w', { ledger, gate: {} as Gate });
	await workspace.opened;
	const { entries } = workspace.snapshot;
	const pen = new Pen('Mallory');
	const end = workspace.liveFold.pauses.pause();
	ledger.insert(pen.written);
	expect(entries.size).toBe(0);
	vi.advanceTimersByTime(30_000);
	expect(entries.size).toBe(1);
	vi.advanceTimersByTime(3_600_000);
	end();
	ledger.insert([pen.writes('Mallory', lamp)]);
	expect(entries.size).toBe(1);
	vi.advanceTimersByTime(3_000);
	expect(entries.size).toBe(2);
});

test('an edit outranks what had arrived before it, even while that waits to be folded', async () => {
	const { ledger } = memoryLedger();
	const workspace = new Workspace('w', { ledger, gate: {} as Gate });
	await workspace.opened;
	const nova = await done(workspace.editor.run(null, organization('Nova')));
	const founding = workspace.snapshot.entries.get(nova)!;
	const renaming: Entry = {
		...{ ...founding, id: 'z'.repeat(43), seq: 2, previous: nova, organization: nova, stamp: 5 },
		...{ action: 'elsewhere', command: 'edit-organization' },
		facts: [{ table: 'organization-fields', field: 'name', value: 'Theirs' }]
	};
	const end = workspace.liveFold.pauses.pause();
	ledger.insert([renaming]);
	const mine = { name: 'Mine', account: 'nova@example.com', colour: '#112233', reserved: false };
	await done(workspace.editor.run(nova, { command: 'edit-organization', ...mine }));
	end();
	expect(workspace.snapshot.entries.size).toBe(3);
	expect(workspace.snapshot.organizations.get(nova)!.name).toBe('Mine');
});

test('an opening workspace is complete before it is shown', async () => {
	const { ledger } = memoryLedger();
	const pen = new Pen('Mallory', adds('Trudy'));
	for (let at = 0; at < 6; at++) pen.writes('Trudy', ...lamps);
	pen.writes('Mallory', retires('Trudy', null));
	ledger.insert(pen.written.slice(0, -1));
	ledger.insert(pen.written.slice(-1));
	const workspace = new Workspace('w', { ledger, gate: {} as Gate });
	await workspace.opened;
	expect(workspace.snapshot.products.size).toBe(0);
});

test('an organization left out while the workspace opens does not keep others from arriving', async () => {
	const [gone, stays] = [new Pen('Mallory'), new Pen('Alice')];
	const state = emptySnapshot();
	const late = new Pen('Bob').written;
	const fold = new LiveFold({
		state,
		editor: { isOwnAction: () => false } as unknown as LedgerEditor,
		news: {
			load: () => Promise.resolve(),
			publish: () => Promise.resolve(),
			fold: (...[into, entries, most]: Parameters<News['fold']>) => {
				applyEntries(into, entries, most);
				return new Map();
			}
		} as unknown as News,
		seen: {
			load: () => Promise.resolve(true),
			has: (entry) => !late.includes(entry),
			add: () => undefined
		} as Partial<SeenEntries> as SeenEntries,
		isOwnKey: () => false,
		changed: () => undefined
	});
	fold.receive([...gone.written, ...stays.written]);
	const left = fold.remove([gone.organization]);
	await fold.open(Promise.resolve());
	await left;
	fold.receive([...late]);
	await expect.poll(() => state.organizations.size).toBe(2);
	expect(state.organizations.has(gone.organization)).toBe(false);
});
