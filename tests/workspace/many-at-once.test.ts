/** A great many entries that come at once never keep the page from its turns, whichever way they come. */
import { beforeEach, expect, test, vi } from 'vitest';
import type { Entry } from '$lib/domain/entry';
import { emptySnapshot } from '$lib/domain/snapshot';
import type { Gate } from '$lib/gate/api';
import { timeSlices } from '$lib/document/time-slices';
import { LiveFold } from '$lib/workspace/live-fold';
import type { LedgerEditor } from '$lib/workspace/editing/ledger-editor';
import { News } from '$lib/workspace/news/news';
import type { NewsStore } from '$lib/workspace/news/news-store';
import type { SeenEntries } from '$lib/workspace/news/seen-entries';
import { Workspace } from '$lib/workspace/workspace';
import { memoryLedger } from '../document/helpers';
import { done, organization, product } from './commands';
import { lamp, Pen } from '../domain/organization-keys';

const many = 3_000;

/** The most facts that one turn may fold. */
const most = 250;

beforeEach(() => {
	// Whatever is done takes longer than a slice may.
	let now = 0;
	vi.spyOn(performance, 'now').mockImplementation(() => (now += 1_000));
	return () => void vi.restoreAllMocks();
});

/** How many entries a state has gained from each turn of the page to the next, until it has so many. */
async function gains(entries: ReadonlyMap<string, Entry>, all: number): Promise<number[]> {
	const found: number[] = [];
	const turns = timeSlices();
	for (let before = entries.size; before < all;) {
		await turns.take();
		if (entries.size > before) found.push(entries.size - before);
		before = entries.size;
	}
	return found;
}

const lamps = () => {
	const pen = new Pen('Mallory');
	for (let at = 1; at < many; at++) pen.writes('Mallory', lamp);
	return pen.written;
};

async function opened() {
	const { ledger } = memoryLedger();
	const workspace = new Workspace('w', { ledger, gate: {} as Gate });
	await workspace.opened;
	return { ledger, workspace, entries: workspace.snapshot.entries };
}

test('what others wrote is folded and shown in slices', async () => {
	const { ledger, workspace, entries } = await opened();
	ledger.insert(lamps());
	expect(entries.size).toBeLessThan(most);
	const shown = new Set([workspace.snapshot]);
	const gained = await gains(entries, many);
	expect(Math.max(...gained)).toBeLessThanOrEqual(most);
	shown.add(workspace.snapshot);
	expect(shown.size).toBe(2);
	expect(workspace.snapshot.products.size).toBe(many - 1);
});

test('so is an act of one’s own, which is over when all of it is shown', async () => {
	const { workspace, entries } = await opened();
	const nova = await done(workspace.editor.run(null, organization('Nova')));
	const steps = Array.from({ length: 600 }, (_, at) => ({ actor: nova, command: product(`Fan ${at}`) }));
	const act = workspace.editor.act((act) => act.all(steps));
	const gained = await gains(entries, steps.length + 1);
	expect(Math.max(...gained)).toBeLessThanOrEqual(most);
	expect((await act).done).toBe(true);
	expect(workspace.snapshot.products.size).toBe(steps.length);
});

test('what a file brings is shown when it is said to be in', async () => {
	const { ledger } = memoryLedger();
	const gate = {
		admit: () => {
			ledger.insert(lamps());
			return Promise.resolve({ added: many });
		}
	};
	const workspace = new Workspace('w', { ledger, gate: gate as unknown as Gate });
	await workspace.opened;
	await workspace.admit([], 'a file');
	expect(workspace.snapshot.products.size).toBe(many - 1);
});

test('what this browser has not seen yet is folded in slices as the workspace opens', async () => {
	const state = emptySnapshot();
	const store = { onRead: () => undefined, all: () => Promise.resolve(new Map()) };
	const fold = new LiveFold({
		state,
		editor: { isOwnAction: () => false, isWriting: () => false } as unknown as LedgerEditor,
		news: new News(() => false, store as unknown as NewsStore),
		seen: {
			load: () => Promise.resolve(true),
			has: () => false,
			add: () => undefined
		} as Partial<SeenEntries> as SeenEntries,
		isOwnKey: () => false,
		changed: () => undefined
	});
	fold.receive(lamps());
	const opening = fold.open(Promise.resolve());
	expect(Math.max(...(await gains(state.entries, many)))).toBeLessThanOrEqual(most);
	await opening;
	expect(state.products.size).toBe(many - 1);
});
