import { expect, test } from 'vitest';
import { applyEntries } from '$lib/domain/fold/apply';
import { emptySnapshot } from '$lib/domain/snapshot';
import type { Gate } from '$lib/gate/api';
import { Arrivals } from '$lib/workspace/arrivals';
import type { Door } from '$lib/workspace/door';
import type { News } from '$lib/workspace/news';
import type { SeenEntries } from '$lib/workspace/seen-entries';
import { Workspace } from '$lib/workspace/workspace';
import { memoryLedger } from '../document/helpers';
import { adds, calls, lamp, Pen, retires } from '../domain/organization-keys';

const lamps = Array.from({ length: 1_500 }, () => lamp);

test('what a key said that is ended goes slice by slice, while the page goes on', async () => {
	const { ledger } = memoryLedger();
	const workspace = new Workspace('w', { ledger, gate: {} as Gate });
	await workspace.opened;
	const products = () => workspace.snapshot.products.size;
	const pen = new Pen('Mallory', adds('Trudy'));
	for (let at = 0; at < 3; at++) pen.writes('Trudy', ...lamps);
	ledger.insert(pen.written);
	expect(products()).toBe(4_500);
	const before = workspace.snapshot;
	ledger.insert([pen.writes('Mallory', retires('Trudy', null))]);
	expect(products()).toBe(1_500);
	ledger.insert([pen.writes('Mallory', calls('Aurora Light'))]);
	expect(workspace.snapshot.organizations.get(pen.organization)!.name).toBe('Aurora Light');
	await expect.poll(products).toBe(0);
	expect(workspace.snapshot).not.toBe(before);
	expect(workspace.snapshot.unsettled.size).toBe(0);
});

test('a workspace that opens is whole before it is shown', async () => {
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

test('an organization that is left out while the workspace opens keeps nobody else from coming in', async () => {
	const [gone, stays] = [new Pen('Mallory'), new Pen('Alice')];
	const state = emptySnapshot();
	const late = new Pen('Bob').written;
	const arrivals = new Arrivals({
		state,
		door: { made: () => false } as unknown as Door,
		news: {
			load: () => Promise.resolve(),
			tell: () => Promise.resolve(),
			folding: (...[into, entries, most]: Parameters<News['folding']>) => {
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
	arrivals.take([...gone.written, ...stays.written]);
	const left = arrivals.withdraw([gone.organization]);
	await arrivals.open();
	await left;
	arrivals.take([...late]);
	await expect.poll(() => state.organizations.size).toBe(2);
	expect(state.organizations.has(gone.organization)).toBe(false);
});
