import { expect, test } from 'vitest';
import { memoryKeys, memoryKeyStore } from '../../../src/lib/document/ledger/in-memory';
import { draft, memoryLedger, named, passEntries, problemOf, renamed } from '../helpers';

const passphrase = 'correct horse battery';

/** Alice and Bob in one browser; another tab of it looks into the same keys. */
async function browser() {
	const store = memoryKeyStore();
	const here = memoryLedger({ keys: memoryKeys(store) });
	const [alice, bob] = await here.ledger.append([draft(null, named('Alice')), draft(null, named('Bob'))]);
	const anotherTab = async () => {
		const there = memoryLedger({ keys: memoryKeys(store) });
		await there.ledger.opened;
		passEntries(here, there);
		return there;
	};
	return { store, here, alice: alice!, bob: bob!, anotherTab };
}

/** The private keys that anybody who can read the store could use. */
const bare = async (store: ReturnType<typeof memoryKeyStore>) =>
	(await store.all()).filter((row) => 'privateKey' in (row as object));

test('a passphrase gives every organization a new key under it; the old ones end and are gone', async () => {
	const { store, here, alice, bob } = await browser();
	expect(await here.ledger.lockState()).toBe('none');
	await here.ledger.lock(passphrase);
	expect(await here.ledger.lockState()).toBe('unlocked');
	expect(await bare(store)).toEqual([]);
	const held = await here.ledger.held();
	expect(held.map(({ organization }) => organization).sort()).toEqual([alice.id, bob.id].sort());
	expect(held.map(({ key }) => key)).not.toContain(alice.key);
	for (const each of [alice, bob])
		expect(here.ledger.keys.record(each.id, each.key)).toMatchObject({ retired: { by: each.key } });
	// The tab that it was chosen in goes on.
	const [entry] = await here.ledger.append([draft(alice.id, renamed('Alicia'))]);
	expect(entry!.key).not.toBe(alice.key);
});

test('until it is given in a tab nothing is signed there: no entry, no proof, no new key', async () => {
	const { here, alice, anotherTab } = await browser();
	await here.ledger.lock(passphrase);
	const there = await anotherTab();
	expect(await there.ledger.lockState()).toBe('locked');
	expect(await there.ledger.held()).toHaveLength(2);
	const signing = [
		() => there.ledger.append([draft(alice.id, renamed('A'))]),
		() => there.ledger.append([draft(null, named('Carol'))]),
		() => there.ledger.prove(alice.id, 'c'),
		() => there.ledger.memberKey('A'.repeat(43)),
		() => there.ledger.lock('another passphrase')
	];
	for (const each of signing) expect(await problemOf(each())).toBe('locked');
	expect(await there.ledger.unlock('another passphrase')).toBe(false);
	expect(await there.ledger.lockState()).toBe('locked');

	expect(await there.ledger.unlock(passphrase)).toBe(true);
	const [entry] = await there.ledger.append([draft(alice.id, renamed('A'))]);
	expect((await there.ledger.held()).map(({ key }) => key)).toContain(entry!.key);
	const seat = await there.ledger.memberKey('A'.repeat(43));
	expect((await there.ledger.prove('A'.repeat(43), 'c')).key).toBe(seat);
});

test('a tab that was open before is locked with the others', async () => {
	const { here, alice, anotherTab } = await browser();
	const there = await anotherTab();
	await there.ledger.append([draft(alice.id, renamed('A'))]);
	passEntries(there, here);
	await here.ledger.lock(passphrase);
	passEntries(here, there);
	expect(await problemOf(there.ledger.append([draft(alice.id, renamed('B'))]))).toBe('locked');
	expect(await problemOf(there.ledger.append([draft(null, named('Carol'))]))).toBe('locked');
});

test('an interrupted change is gone on with when the passphrase is given again', async () => {
	const { store, here, alice, anotherTab } = await browser();
	await here.keys.lock(passphrase);
	expect(await bare(store)).toHaveLength(2);
	const there = await anotherTab();
	expect(await problemOf(there.ledger.append([draft(alice.id, renamed('A'))]))).toBe('locked');
	expect(await there.ledger.unlock(passphrase)).toBe(true);
	expect(await bare(store)).toEqual([]);
	expect(await there.ledger.append([draft(alice.id, renamed('A'))])).toHaveLength(1);
});

test('what is made under a passphrase is kept wrapped, and nothing in the store signs without it', async () => {
	const { store, here } = await browser();
	await here.ledger.lock(passphrase);
	await here.ledger.append([draft(null, named('Carol'))]);
	const rows = (await store.all()) as Record<string, unknown>[];
	expect(rows).toHaveLength(4);
	for (const row of rows) {
		const holds = Object.values(row).some((value) => value instanceof CryptoKey);
		expect(holds).toBe(false);
	}
});

test('a short passphrase is none', async () => {
	const { here } = await browser();
	expect(await problemOf(here.ledger.lock('short'))).toBe('malformed');
	expect(await here.ledger.lockState()).toBe('none');
});

test('rows that other pages left among the keys are passed over', async () => {
	const { store, here, alice } = await browser();
	const stray = {
		workspace: 'w',
		organization: alice.id,
		key: 'A'.repeat(43),
		madeAt: 9e15,
		privateKey: 'mine'
	};
	await store.put(stray as never);
	await store.put({ workspace: 'w', organization: '', key: '', derivation: { iterations: 1 } } as never);
	expect(await here.ledger.held()).toHaveLength(2);
	expect(await here.ledger.lockState()).toBe('none');
});
