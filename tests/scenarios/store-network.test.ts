import { expect, test, vi } from 'vitest';
import { memoryKeys } from '$lib/document/ledger/in-memory';
import { storeNetwork } from '$lib/generator/store-network';

const told: [done: number, total: number | undefined][] = [];
let toldWhenStored: (typeof told)[number] | undefined;

vi.mock('$lib/document/keys/keys-database', () => ({ databaseKeys: () => memoryKeys() }));
vi.mock('$lib/document/storage/workspace-database', () => ({
	openWorkspaceDatabase: () => Promise.resolve({ close: () => undefined })
}));
vi.mock('$lib/document/storage/rewrite', () => ({
	fillDatabase() {
		toldWhenStored = told.at(-1);
		return Promise.resolve();
	}
}));

test('its progress goes up while it is made, and only says that it goes on while it is stored', async () => {
	await storeNetwork({ workspace: 'w', size: 0, language: 'en' }, (done, total) => told.push([done, total]));
	const made = told.slice(0, -1).map(([done, total]) => done / total!);
	expect(made).toEqual(made.toSorted((one, other) => one - other));
	expect(made.length).toBeGreaterThan(1);
	expect(toldWhenStored).toEqual([0, undefined]);
	expect(told.at(-1)).toEqual(toldWhenStored);
});
