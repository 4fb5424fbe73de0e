/** What a browser keeps: where it stands, and that it is read as it was stored. */
import { expect, test } from 'vitest';
import { fromBase64Url } from '../../src/lib/document/entries/base64url';
import { memoryKeys, memoryKeyStore } from '../../src/lib/document/ledger/in-memory';
import type { KeyRow } from '../../src/lib/document/keys/key-rows';
import * as names from '../../src/lib/document/storage/names';
import { presenceBytes } from '../../src/lib/document/keys/presence-proof';
import { rootName } from '../../src/lib/document/storage/names';
import { readUpdate } from '../../src/lib/document/storage/updates';
import { checkedBy, digestOf, putSeal } from '../../src/lib/document/storage/seals';
import { schemaVersion, stores } from '../../src/lib/document/storage/workspace-database';
import { readRecord } from '../../src/lib/document/workspaces/record-schema';
import { lastSeenHeads } from '../../src/lib/exchange/last-seen-heads';
import { localStorageKey } from '../../src/lib/paraglide/runtime';
import { challengeText } from '../../src/lib/peers/channel-binding';
import { preface } from '../../src/lib/peers/framing';
import { signallingCipher } from '../../src/lib/peers/signalling-cipher';
import { localNames } from '../../src/lib/ui/kit/local-choice';
import { readAppFile } from '../../src/lib/workspace/files/app-file';
import { draftOn } from '../../src/lib/views/draft';
import { Drafts } from '../../src/lib/workspace/drafts/drafts';
import { FollowedGuide } from '../../src/lib/workspace/guide/followed-guide';
import { FileRequests } from '../../src/lib/workspace/files/file-requests';
import { Buffer } from 'node:buffer';
import { memoryNotes } from '../exchange/memory-notes';
import { browser, delta, fixture, foldOf, kilo, lines, nova, passphrase } from './fixtures';
import { readEntry, rowsOf, workspace } from './fixtures';

test('databases, stores, locks, channels and preferences have the names that they had', () => {
	const {
		openLock,
		writeLock,
		checkLock,
		makingLock,
		workspaceChannel,
		draftChannel,
		sharingLock,
		sharingChannel
	} = names;
	const { registryDatabase, keyDatabase, noteDatabase, workspaceDatabase } = names;
	expect([registryDatabase, keyDatabase, noteDatabase, workspaceDatabase('w')]).toEqual([
		'grantbook',
		'grantbook-keys',
		'grantbook-notes',
		'grantbook-workspace-w'
	]);
	const ofWorkspace = [
		openLock,
		writeLock,
		checkLock,
		makingLock,
		workspaceChannel,
		draftChannel,
		sharingLock,
		sharingChannel
	];
	expect(ofWorkspace.map((name) => name('w'))).toEqual([
		'grantbook:w:open',
		'grantbook:w:write',
		'grantbook:w:check',
		'grantbook:w:making',
		'grantbook:w',
		'grantbook:w:drafts',
		'grantbook:w:sharing',
		'grantbook:w:sharing'
	]);
	expect([names.housekeepingLock, names.registryChannel]).toEqual([
		'grantbook:housekeeping',
		'grantbook:workspaces'
	]);
	expect([rootName, schemaVersion, Object.values(stores)]).toEqual([
		'entries',
		1,
		['updates', 'custom', 'meta', 'quarantine']
	]);
	const { guide, setAsideSeen, forksSeen, ...whole } = localNames;
	expect([guide('w'), setAsideSeen('w'), forksSeen('w')]).toEqual([
		'grantbook.guide.w',
		'grantbook.set-aside.w',
		'grantbook.forks.w'
	]);
	expect([...Object.values(whole), localStorageKey]).toEqual([
		'grantbook.theme',
		'grantbook.shortcuts',
		'grantbook.me',
		'grantbook.log-columns',
		'grantbook.table-columns',
		'grantbook.shown-columns',
		'PARAGLIDE_LOCALE'
	]);
});

test('what is signed or closed for one purpose begins with the tag that it had', async () => {
	const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
	expect(text(presenceBytes({ workspace: 'w', organization: 'o', challenge: 'c' }))).toBe(
		'grantbook presence 1\n{"challenge":"c","organization":"o","workspace":"w"}'
	);
	const ends = { room: 'r', challenge: 'c', prover: 'p', verifier: 'v' };
	expect(challengeText({ purpose: 'seat', ...ends })).toBe('["grantbook peer 1","seat","r","c","p","v"]');
	expect(text(preface)).toBe('grantbook 1\n');
	const seal = await signallingCipher('p3s5v8y_B-E2H5K8N1Qq', 'cRfUjXn2r5u8x_A-D3G6K9NcRfUjXn2r');
	const closed =
		'57_we6oJ3i5vDCojMd2vBvnjo7EkLWzHcjv026Yq3LLSv2fDDxW9tw9ZwhJ8aF7IjBlFHxswddPbX-Ogkzthfdm9SCG-gM6D-v2I';
	expect(await seal.decrypt(closed)).toEqual({ type: 'announce', from: 'peer-0001', has: [] });
});

test('the rows of a workspace hold its entries', () => {
	const texts = rowsOf(names.workspaceDatabase(workspace), stores.updates).flatMap(([, row]) => {
		const update = readUpdate(Uint8Array.from(Buffer.from((row as { base64: string }).base64, 'base64')));
		return 'bytes' in update ? update.texts : [];
	});
	expect(texts).toEqual(lines.map(({ id, text }) => [id, text]));
	expect(rowsOf(names.workspaceDatabase(workspace), stores.meta)).toEqual([['schema', schemaVersion]]);
});

test('a seal is kept as it was: the digest of its row, under the key of the row', async () => {
	const row = Uint8Array.from([1, 2, 3]);
	const digest = await digestOf(row);
	expect(Buffer.from(digest).toString('base64')).toBe('A5BYxvLAy0ksUzsKTRTvd8wPeKvMztUofYShogEc+4E=');
	const kept: [unknown, unknown][] = [];
	const objectStore = () => ({ put: (value: unknown, key: unknown) => kept.push([key, value]) });
	putSeal({ objectStore } as unknown as IDBTransaction, 7, digest);
	const whole = { checked: 'all', hasUnread: false };
	expect(kept).toEqual([[['seal', 7], { digest, ...whole, form: 2 }]]);
	expect(checkedBy({ digest, ...whole, form: 2 }, digest)).toEqual(whole);
});

test('the row of the list of workspaces says what it said', () => {
	const rows = rowsOf(names.registryDatabase, 'workspaces');
	expect(rows.map(([, row]) => readRecord(row))).toEqual([
		{
			...{ id: workspace, name: 'Lamps', entries: 35, organizations: 3, lastActing: nova },
			...{ createdAt: 1_790_000_000_000, changedAt: 1_790_030_000_000 },
			scenario: { id: 'factory-purchases', finished: true },
			sharing: {
				...{ on: false, room: 'p3s5v8y_B-E2H5K8N1Qq', secret: 'cRfUjXn2r5u8x_A-D3G6K9NcRfUjXn2r' },
				signalling: ['wss://signal.example/rooms'],
				ice: [{ urls: ['turns:turn.example:443?transport=tcp'], username: 'lamps', credential: 'secret' }],
				asks: [{ organization: delta, name: 'Workshop' }]
			}
		}
	]);
});

test('the keys sign again once their passphrase is given', async () => {
	const store = memoryKeyStore();
	for (const [, row] of rowsOf(names.keyDatabase, 'keys')) await store.put(row as KeyRow);
	const keys = memoryKeys(store, workspace);
	expect((await keys.ownKeys()).map(({ organization }) => organization)).toEqual([nova, kilo, delta]);
	expect([await keys.lockState(), await keys.unlock('something else')]).toEqual(['locked', false]);
	expect(await keys.unlock(passphrase)).toBe(true);
	const signer = (await keys.signerOf(nova, () => true))!;
	const message = new TextEncoder().encode('anything');
	const key = await crypto.subtle.importKey('raw', fromBase64Url(signer.key), 'Ed25519', false, ['verify']);
	const signature = Uint8Array.from(await signer.sign(message));
	expect(await crypto.subtle.verify('Ed25519', key, signature, message)).toBe(true);
});

test('the notes beside a workspace: a draft that fits, what was heard by file, a request that was declined, a guide', async () => {
	const notes = memoryNotes();
	for (const [key, value] of rowsOf(names.noteDatabase, 'notes'))
		await notes.put(...(key as [string, string, string]), value);
	const drafts = new Drafts(workspace, notes);
	await drafts.load();
	drafts.close();
	expect(drafts.all).toMatchObject([{ name: 'Without purchase', changedAt: 1_790_000_700_000 }]);
	const snapshot = foldOf(lines.map(({ id, text }) => readEntry(id, text)));
	expect(draftOn(snapshot, drafts.all[0]!.steps)).toMatchObject({ unfit: [], skipped: 0 });
	expect(drafts.all[0]!.steps.length).toBe(3);
	expect(await lastSeenHeads(workspace, notes)).toMatchObject([
		{ from: { organization: kilo, name: 'Kilo PCBA' }, savedAt: 1_790_010_000_000 }
	]);
	const asked = readAppFile(fixture('everything.grantbook'));
	if (!('kind' in asked) || asked.kind !== 'partner') throw new Error('unread');
	const requests = new FileRequests(workspace, () => false, notes);
	await requests.addFrom(asked.file);
	expect(requests.all).toEqual([]);
	const followed = new FollowedGuide(workspace, notes);
	await followed.load();
	expect(followed.state).toMatchObject({ guide: { title: 'Who may buy?' }, done: 1, hasText: true });
	expect(await followed.text()).toBe('grantbook: setup 1\n');
	followed.follow(snapshot);
	expect(followed.state?.done).toBe(1);
});

test('nothing is kept in a place that is not looked at above', () => {
	const { registryDatabase, keyDatabase, noteDatabase, workspaceDatabase } = names;
	const known = [registryDatabase, keyDatabase, noteDatabase, workspaceDatabase(workspace)];
	expect(browser.databases.map(({ name, version }) => [name, version])).toEqual(
		known.map((name) => [name, 1])
	);
});
