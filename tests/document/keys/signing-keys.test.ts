import { expect, test, vi } from 'vitest';
import { applyEntries } from '../../../src/lib/domain/fold/apply';
import { emptySnapshot } from '../../../src/lib/domain/snapshot';
import { isOfRetiring } from '../../../src/lib/views/diagnostics';
import type { Fact } from '../../../src/lib/domain/facts';
import { presenceBytes } from '../../../src/lib/document/keys/presence-proof';
import { verifyProof } from '../../../src/lib/document/keys/verify-proof';
import { SigningKeys } from '../../../src/lib/document/keys/signing-keys';
import { memoryKeys, memoryKeyStore } from '../../../src/lib/document/ledger/in-memory';
import type { KeyRow } from '../../../src/lib/document/keys/key-rows';
import { draft, handingOver, memoryLedger, named, passEntries, problemOf, renamed } from '../helpers';

/** Alice's browser, and another one that has her workspace and no key of it. */
async function twoBrowsers() {
	const home = memoryLedger();
	const away = memoryLedger();
	const [alice] = await home.ledger.append([draft(null, named('Alice'))]);
	await away.ledger.opened;
	passEntries(home, away);
	return { home, away, alice: alice! };
}

const adds = (key: string): Fact => ({ table: 'keys', key, name: 'away' });
const retires = (key: string, last: number, head: string): Fact => ({
	table: 'key-retirements',
	key,
	last,
	head
});

test('a seat’s key is made once, and signs only from when an entry adds it', async () => {
	const { home, away, alice } = await twoBrowsers();
	const key = await away.ledger.memberKey(alice.id);
	expect(await away.ledger.memberKey(alice.id)).toBe(key);
	expect(await away.ledger.held()).toEqual([]);
	expect(await problemOf(away.ledger.append([draft(alice.id, renamed('Too early'))]))).toBe('no-key');

	await home.ledger.append([draft(alice.id, adds(key))]);
	passEntries(home, away);
	expect(await away.ledger.held()).toEqual([{ organization: alice.id, key }]);
	expect(await away.ledger.memberKey(alice.id)).toBe(key);
	const [entry] = await away.ledger.append([draft(alice.id, renamed('From away'))]);
	expect(entry).toMatchObject({ key, seq: 1, previous: '' });
});

test('two that ask for a seat’s key at once get the same one', async () => {
	const { away, alice } = await twoBrowsers();
	const [one, other] = await Promise.all([away.ledger.memberKey(alice.id), away.ledger.memberKey(alice.id)]);
	expect(one).toBe(other);
});

test('where this browser can act, its seat is the key that acts', async () => {
	const { home, alice } = await twoBrowsers();
	expect(await home.ledger.memberKey(alice.id)).toBe(alice.key);
});

test('a retired key signs nothing, neither an entry nor a proof, and a new seat is another key', async () => {
	const { home, away, alice } = await twoBrowsers();
	const key = await away.ledger.memberKey(alice.id);
	await home.ledger.append([draft(alice.id, adds(key)), draft(alice.id, retires(key, 0, ''))]);
	passEntries(home, away);
	expect(await away.ledger.held()).toEqual([]);
	expect(await problemOf(away.ledger.append([draft(alice.id, renamed('Late'))]))).toBe('no-key');
	expect(await problemOf(away.ledger.prove(alice.id, 'c'))).toBe('no-key');
	expect(await away.ledger.memberKey(alice.id)).not.toBe(key);
});

test('a key that retires itself is the last thing it says, and its organization goes on by the other', async () => {
	const { home, away, alice } = await twoBrowsers();
	const key = await away.ledger.memberKey(alice.id);
	await home.ledger.append([draft(alice.id, adds(key), retires(alice.key, 2, alice.id))]);
	passEntries(home, away);
	expect(await home.ledger.held()).toEqual([]);
	expect(await problemOf(home.ledger.append([draft(alice.id, renamed('Late'))]))).toBe('no-key');
	expect(await away.ledger.append([draft(alice.id, renamed('Taken over'))])).toMatchObject([{ key }]);
});

test('of several keys here that act, the newest signs', async () => {
	const { home, alice } = await twoBrowsers();
	const newer = await home.keys.make();
	await newer.keep(alice.id);
	const [adding] = await home.ledger.append([draft(alice.id, adds(newer.signer.key))]);
	expect(adding!.key).toBe(alice.key);
	expect(await home.ledger.held()).toEqual([{ organization: alice.id, key: newer.signer.key }]);
	const [next] = await home.ledger.append([draft(alice.id, renamed('A'))]);
	expect(next!.key).toBe(newer.signer.key);
});

test('a proof holds for its key, workspace, organization and challenge, and for nothing else', async () => {
	const { home, away, alice } = await twoBrowsers();
	const about = { workspace: 'w', organization: alice.id, challenge: 'c' };
	const proof = await home.ledger.prove(alice.id, 'c');
	expect(proof.key).toBe(alice.key);
	expect(verifyProof(proof, about)).toBe(true);
	expect(verifyProof(proof, { ...about, challenge: 'd' })).toBe(false);
	expect(verifyProof(proof, { ...about, workspace: 'v' })).toBe(false);
	expect(verifyProof(proof, { ...about, organization: 'A'.repeat(43) })).toBe(false);
	expect(verifyProof({ ...proof, signature: 'nonsense' }, about)).toBe(false);
	expect(verifyProof({ ...proof, signature: alice.signature }, about)).toBe(false);
	expect(await problemOf(home.ledger.prove(alice.id, 'half \ud800'))).toBe('malformed');

	const key = await away.ledger.memberKey(alice.id);
	const possession = await away.ledger.prove(alice.id, 'c');
	expect(possession.key).toBe(key);
	expect(verifyProof(possession, about)).toBe(true);
	expect(verifyProof({ ...possession, key: alice.key }, about)).toBe(false);
});

test('what is signed to prove presence can be no entry', () => {
	const bytes = presenceBytes({ workspace: 'w', organization: '', challenge: '' });
	expect(new TextDecoder().decode(bytes)).toBe(
		'grantbook presence 1\n{"challenge":"","organization":"","workspace":"w"}'
	);
});

/** A browser whose key has said much, and has right now handed over to a newer one that is here, too. */
async function justRenewed() {
	const { ledger, keys } = memoryLedger();
	const [alice] = await ledger.append([draft(null, named('Alice'))]);
	const newer = await keys.make();
	await newer.keep(alice!.id);
	ledger.insert(handingOver(alice!, newer.signer.key));
	expect(ledger.keys.isSettled).toBe(false);
	return { ledger, keys, organization: alice!.id, newer: newer.signer.key };
}

type Renewed = Awaited<ReturnType<typeof justRenewed>>;
const readers: [string, (at: Renewed) => Promise<string | undefined>][] = [
	['is the one held', async ({ ledger }) => (await ledger.held())[0]?.key],
	['is the one for a seat', ({ ledger, organization }) => ledger.memberKey(organization)],
	['proves', async ({ ledger, organization }) => (await ledger.prove(organization, 'c')).key],
	[
		'signs',
		async ({ ledger, organization }) => (await ledger.append([draft(organization, renamed('A'))]))[0]?.key
	],
	[
		'is renewed',
		async ({ ledger, organization }) => {
			await ledger.renewKey(organization);
			return [...ledger.entries.values()].at(-1)?.key;
		}
	],
	[
		'is to go under a passphrase',
		async ({ ledger, keys }) => {
			const signing = new SigningKeys(keys, ledger.keys, ledger.settler.settle);
			return (await signing.unwrapped()).acting[0]?.key;
		}
	]
];

test.for(readers)('the key that took over from one with many entries %s right away', async ([, read]) => {
	const renewed = await justRenewed();
	expect(await read(renewed)).toBe(renewed.newer);
});

/** Alice's browser and a copy of all that it kept; both have signed, under the same numbers. */
async function copiedBrowser() {
	const store = memoryKeyStore();
	const home = memoryLedger({ keys: memoryKeys(store) });
	const [alice] = await home.ledger.append([draft(null, named('Alice'))]);
	const copiedStore = memoryKeyStore();
	for (const row of await store.all()) await copiedStore.put(row as KeyRow);
	const copy = memoryLedger({ keys: memoryKeys(copiedStore) });
	await copy.ledger.opened;
	passEntries(home, copy);
	await home.ledger.append([draft(alice!.id, renamed('At home'))]);
	for (const name of ['In the copy', 'In the copy again'])
		await copy.ledger.append([draft(alice!.id, renamed(name))]);
	return { home, copy, alice: alice!, key: alice!.key };
}

type Side = ReturnType<typeof memoryLedger>;
const numbersOf = ({ ledger }: Side, key: string) =>
	[...ledger.entries.values()].filter((each) => each.key === key).map(({ seq }) => seq);
const uncounted = ({ ledger }: Side) =>
	[...ledger.entries.values()].filter((each) => ledger.keys.authorityOf(each) !== 'all');
const exchange = (one: Side, other: Side) => {
	passEntries(one, other);
	passEntries(other, one);
};

test('a key that was copied hands over to a new one: all that either copy signed counts, and the copy stops', async () => {
	const { home, copy, alice, key } = await copiedBrowser();
	exchange(home, copy);
	expect(numbersOf(home, key).sort()).toEqual([1, 2, 2, 3]);
	await home.ledger.renewKey(alice.id);
	exchange(home, copy);
	const [held] = await home.ledger.held();
	expect(held?.key).not.toBe(key);
	for (const side of [home, copy]) {
		expect(uncounted(side)).toEqual([]);
		expect(side.ledger.keys.record(alice.id, key)).toMatchObject({ retired: { by: key } });
	}
	expect(await copy.ledger.held()).toEqual([]);
	expect(await problemOf(copy.ledger.append([draft(alice.id, renamed('Late'))]))).toBe('no-key');
	await home.ledger.append([draft(alice.id, renamed('Alice again'))]);
	exchange(home, copy);
	expect(numbersOf(copy, held!.key)).toEqual([1]);
	expect(await problemOf(copy.ledger.renewKey(alice.id))).toBe('no-key');
});

test('the numbers that retiring a copied key doubles are known from those that its copies doubled', async () => {
	const { home, copy, alice, key } = await copiedBrowser();
	exchange(home, copy);
	await home.ledger.renewKey(alice.id);
	const snapshot = emptySnapshot();
	applyEntries(snapshot, [...home.ledger.entries.values()]);
	const under = (number: number) =>
		[...home.ledger.entries.values()].filter((each) => each.key === key && each.seq === number);
	const told = [2, 3].map((number) => {
		const entries = under(number).map(({ id }) => id);
		expect(entries).toHaveLength(2);
		return isOfRetiring(snapshot, { organization: alice.id, key, entries });
	});
	expect(told).toEqual([false, true]);
});

test('where both copies take a new key before they hear of each other, both go on, and all of it counts', async () => {
	const { home, copy, alice } = await copiedBrowser();
	for (const { ledger } of [home, copy]) {
		await ledger.renewKey(alice.id);
		await ledger.append([draft(alice.id, renamed('After that'))]);
	}
	exchange(home, copy);
	for (const side of [home, copy]) {
		expect(uncounted(side)).toEqual([]);
		expect(await side.ledger.held()).toHaveLength(1);
		await side.ledger.append([draft(alice.id, renamed('And on'))]);
	}
	exchange(home, copy);
	expect(home.ledger.keys.recordsOf(alice.id).filter(({ retired }) => !retired)).toHaveLength(2);
	expect(uncounted(home)).toEqual([]);
});

test('a browser that fails once to make a key is asked again; one that fails twice has no signing', async () => {
	const generate = vi.spyOn(crypto.subtle, 'generateKey');
	generate.mockRejectedValueOnce(new DOMException('', 'OperationError'));
	const { ledger } = memoryLedger();
	await expect(ledger.append([draft(null, named('Alice'))])).resolves.toHaveLength(1);
	generate.mockRejectedValueOnce(new Error('once')).mockRejectedValueOnce(new Error('twice'));
	expect(await problemOf(ledger.append([draft(null, named('Bob'))]))).toBe('no-signing');
	generate.mockRestore();
});
