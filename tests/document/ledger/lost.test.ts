/** "Saved" is said of what is there: keys that are gone are kept again, and what waits for its turn is not saved. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { DocumentLedger } from '../../../src/lib/document/ledger/ledger';
import {
	memoryKeys,
	memoryKeyStore,
	memoryStorage,
	noTabs
} from '../../../src/lib/document/ledger/in-memory';
import type { StorageState } from '../../../src/lib/document/ledger/api';
import { draft, memoryLedger, named } from '../helpers';

const passphrase = 'correct horse battery';

test('keys that are gone from where they were kept are kept again, and only what was lost', async () => {
	const store = memoryKeyStore();
	const keys = memoryKeys(store);
	const { ledger } = memoryLedger({ keys });
	const [alice] = await ledger.append([draft(null, named('Alice'))]);
	expect(await keys.restore()).toBe(false);
	await store.delete([{ organization: alice!.id, key: alice!.key }]);
	expect(await store.all()).toEqual([]);
	expect(await keys.restore()).toBe(true);
	expect(await memoryKeys(store).ownKeys()).toEqual([{ organization: alice!.id, key: alice!.key }]);
	expect(await keys.restore()).toBe(false);
});

test('under a passphrase they come back under it, and those that were let go for it do not', async () => {
	const store = memoryKeyStore();
	const [here, there] = [memoryKeys(store), memoryKeys(store)];
	const doc = new Y.Doc({ guid: '' });
	const { ledger } = memoryLedger({ keys: here, doc });
	const [alice] = await ledger.append([draft(null, named('Alice'))]);
	// Another tab knows the key that the passphrase will end.
	expect(await there.ownKeys()).toHaveLength(1);
	await ledger.lock(passphrase);
	expect(await there.restore()).toBe(false);
	const kept = await memoryKeys(store).ownKeys();
	expect(kept).toHaveLength(1);
	expect(kept[0]!.key).not.toBe(alice!.key);

	await store.delete([...kept, { organization: '', key: '' }]);
	expect(await here.restore()).toBe(true);
	expect(await memoryKeys(store).lockState()).toBe('locked');
	expect(await memoryKeys(store).ownKeys()).toEqual(kept);
});

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

test('what waits because another window does not stop writing is not saved, and is said to wait', async () => {
	let go = () => {};
	const turn = new Promise<void>((resolve) => (go = resolve));
	const states: StorageState[] = [];
	const ledger = new DocumentLedger({
		...{ workspace: 'w', keys: memoryKeys(), storage: memoryStorage() },
		tabs: { ...noTabs(), exclusively: (work) => turn.then(work) }
	});
	await ledger.opened;
	ledger.onStorage((state) => states.push(state));
	const last = () => states.at(-1);
	expect(last()).toEqual({ state: 'saved' });
	const appended = ledger.append([draft(null, named('Alice'))]);
	await vi.advanceTimersByTimeAsync(0);
	expect(last()).toEqual({ state: 'saving', pending: 1 });
	void ledger.append([draft(null, named('Bob'))]);
	await vi.advanceTimersByTimeAsync(6_000);
	expect(last()).toMatchObject({ state: 'failing', reason: 'other-window', pending: 2 });
	go();
	await appended;
	await expect.poll(last).toEqual({ state: 'saved' });
});
