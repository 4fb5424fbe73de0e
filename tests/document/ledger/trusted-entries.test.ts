/** What was stored without a seal, and what another tab sends, is believed once it was checked like a peer's. */
import { expect, onTestFinished, test, vi } from 'vitest';
import * as Y from 'yjs';
import { entryToText } from '../../../src/lib/document/entries/codec';
import { DocumentLedger } from '../../../src/lib/document/ledger/ledger';
import { strictCheck } from '../../../src/lib/document/ledger/strict-check';
import { memoryKeys, memoryStorage } from '../../../src/lib/document/ledger/in-memory';
import { workspaceChannel } from '../../../src/lib/document/storage/names';
import type { Checks } from '../../../src/lib/document/ledger/api';
import type { RowCheck, Storage, UnsealedRow } from '../../../src/lib/document/storage/api';
import { rootName } from '../../../src/lib/document/storage/names';
import { updateOf } from '../../../src/lib/document/storage/plain-update';
import { readUpdate } from '../../../src/lib/document/storage/updates';
import { checkedBy, digestOf } from '../../../src/lib/document/storage/seals';
import { browserTabs } from '../../../src/lib/document/tabs/tabs';
import type { Fault } from '../../../src/lib/document/ledger/verdict';
import { newestForm, type Entry } from '../../../src/lib/domain/entry';
import { LedgerGate } from '../../../src/lib/gate/gate';
import { draft, memoryLedger, named, renamed } from '../helpers';

type Text = [id: string, text: string];

/** Alice, so many new names for her, and the texts of it all. */
async function written(names: number): Promise<Text[]> {
	const { ledger } = memoryLedger();
	const [alice] = await ledger.append([draft(null, named('Alice'))]);
	const rest = Array.from({ length: names }, (_, n) => draft(alice!.id, renamed(`Alice ${n}`)));
	return [alice!, ...(await ledger.append(rest))].map((entry) => [entry.id, entryToText(entry)]);
}

/** The same entry with one character of its signature changed. */
const changed = ([id, text]: Text): Text => [
	id,
	text.replace(/"signature":"(.)/, (_, first) => `"signature":"${first === 'A' ? 'B' : 'A'}`)
];

const none = { checked: 0, hasUnread: false };
const all = { checked: 'all', hasUnread: false };

/** A storage whose rows have no seals, and what is told to it of them. */
async function unsealed(...rows: Text[][]) {
	const stored = rows.map((texts) => updateOf(texts));
	const open: UnsealedRow[] = await Promise.all(
		rows.map(async (texts, key) => {
			const bytes = stored[key]!;
			return { key, bytes, texts, digest: await digestOf(bytes), isPlain: true, before: none };
		})
	);
	const checks = new Map<number, RowCheck[]>();
	const storage: Storage = {
		...memoryStorage(),
		async open(document) {
			for (const row of stored) await document.apply(row, 'storage');
			return { quarantined: [], sealed: new Map(), unsealed: [...open], readOnly: false };
		},
		keepCheck({ key }, check) {
			checks.set(key, [...(checks.get(key) ?? []), check]);
			return Promise.resolve();
		}
	};
	return { storage, checks };
}

const ids = (entries: Iterable<Entry>) => [...entries].map(({ id }) => id).sort();

test('what has no seal is shown at once, told on when it was checked, and its row is sealed', async () => {
	const texts = await written(5);
	const { storage, checks } = await unsealed(texts.slice(0, 3), texts.slice(3));
	const { ledger } = memoryLedger({ storage });
	const proven: Entry[] = [];
	ledger.onTrusted((entries) => proven.push(...entries));
	expect((await ledger.opened).entries).toBe(6);
	expect(proven).toEqual([]);
	await ledger.checked;
	expect(ids(proven)).toEqual(texts.map(([id]) => id).sort());
	expect([...checks.values()]).toEqual([[all], [all]]);
	const told: Checks[] = [];
	ledger.onChecks((now) => told.push(now));
	expect(told).toEqual([{ done: 6, total: 6, failed: 0 }]);
});

test('one changed character in a stored signature: the row is set aside with its good texts kept, and nobody is given it', async () => {
	const texts = await written(5);
	const bad = changed(texts[4]!);
	const { storage, checks } = await unsealed([...texts.slice(0, 4), bad], texts.slice(5));
	const { ledger } = memoryLedger({ storage });
	const gate = new LedgerGate(ledger);
	const given = await gate.missing(null);
	expect(given).toHaveLength(5);
	expect(given).not.toContain(bad[1]);
	expect(checks.get(0)).toEqual([{ fault: `bad-signature: ${bad[0]}`, good: texts.slice(0, 4) }]);
	expect(checks.get(1)).toEqual([all]);
	const told: Checks[] = [];
	ledger.onChecks((now) => told.push(now));
	expect(told).toMatchObject([{ failed: 1 }]);
	// What was begun by it is not given on as if nothing were missing.
	expect((await gate.report()).gaps).toMatchObject([{ from: 5, to: 5 }]);
});

test('a good text in another row takes the place of a bad one under the same id', async () => {
	const texts = await written(2);
	const { storage, checks } = await unsealed([texts[0]!, changed(texts[1]!)], [texts[1]!, texts[2]!]);
	const open: Storage['open'] = async (document, ...rest) => {
		const stored = await storage.open(document, ...rest);
		document.set(new Map([changed(texts[1]!)]));
		return stored;
	};
	const { ledger, texts: inDocument } = memoryLedger({ storage: { ...storage, open } });
	await ledger.checked;
	expect(checks.get(0)).toEqual([{ fault: `bad-signature: ${texts[1]![0]}`, good: [texts[0]] }]);
	expect(inDocument.get(texts[1]![0])).toBe(texts[1]![1]);
	expect(await new LedgerGate(ledger).missing(null)).toEqual(expect.arrayContaining([texts[1]![1]]));
});

test('checking goes on where it stopped, and keeps how far it is', async () => {
	const texts = await written(255);
	const { storage, checks } = await unsealed(texts);
	await memoryLedger({ storage }).ledger.checked;
	expect(checks.get(0)).toEqual([{ checked: 250, hasUnread: false }, all]);
	// What was checked is not checked again: this would be found.
	const again = await unsealed(texts.with(249, changed(texts[249]!)));
	const checkedOf = () => Promise.resolve({ checked: 250, hasUnread: false });
	const { ledger } = memoryLedger({ storage: { ...again.storage, checkedOf } });
	await ledger.checked;
	expect(again.checks.get(0)).toEqual([all]);
	expect(await new LedgerGate(ledger).missing(null)).toHaveLength(256);
});

test('a closed workspace checks nothing more', async () => {
	const { storage, checks } = await unsealed(await written(20));
	const { ledger } = memoryLedger({ storage });
	await ledger.opened;
	await ledger.close();
	await ledger.checked;
	expect(checks.size).toBe(0);
});

test('what a later app wrote is left unsealed, and is not taken for checked by that app', async () => {
	const texts = await written(1);
	const newer: Text = ['newer', `{"v":${newestForm + 1}}`];
	const { storage, checks } = await unsealed([...texts, newer]);
	await memoryLedger({ storage }).ledger.checked;
	expect(checks.get(0)).toEqual([{ checked: 3, hasUnread: true }]);
	const digest = await digestOf(new Uint8Array(3));
	const seal = { digest, checked: 3, hasUnread: true, form: newestForm };
	expect(checkedBy(seal, digest)).toEqual({ checked: 3, hasUnread: true });
	expect(checkedBy({ ...seal, form: newestForm - 1 }, digest)).toEqual(none);
	expect(checkedBy({ ...seal, checked: 'all' }, digest)).toEqual(none);
});

test('a seal is of the very bytes, and what is no seal counts for nothing', async () => {
	const row = updateOf(await written(1));
	const digest = await digestOf(row);
	const seal = { digest, ...all, form: newestForm };
	expect(checkedBy(seal, digest)).toEqual(all);
	expect(checkedBy(seal, await digestOf(row.with(row.length - 1, row.at(-1)! ^ 1)))).toEqual(none);
	for (const no of [undefined, null, 'all', {}, [], { digest: 'x', ...all }, { ...seal, digest: [] }])
		expect(checkedBy(no, digest)).toEqual(none);
	for (const checked of [undefined, -1, '3', null])
		expect(checkedBy({ ...seal, checked }, digest)).toEqual(none);
});

test('a text is believed by size, form, id, workspace, moments and signature', async () => {
	const [alice, renaming] = await written(1);
	const judge = strictCheck('w');
	const { ledger } = memoryLedger();
	const [beyond] = await ledger.append([{ ...draft(null, named('Late')), at: Number.MAX_SAFE_INTEGER }]);
	const late: Text = [beyond!.id, entryToText(beyond!)];
	const reasons = await Promise.all(
		[
			alice!,
			changed(alice!),
			[alice![0], 'stray'] as Text,
			[alice![0], ` ${alice![1]}`] as Text,
			[alice![0], renaming![1]] as Text,
			[alice![0], 'x'.repeat(5_000_000)] as Text,
			[alice![0], `[${'[],'.repeat(1_300_000)}[]]`] as Text,
			late
		].map(async ([id, text]) => {
			const verdict = await judge(id, text);
			return typeof verdict === 'string' ? verdict : verdict.reason;
		})
	);
	expect(reasons).toEqual([
		'good',
		'bad-signature',
		'unreadable',
		'not-canonical',
		'wrong-id',
		'too-large',
		'too-large',
		'malformed'
	]);
	expect(await strictCheck('another')(...alice!)).toMatchObject({ reason: 'other-workspace' });
});

test('a row that does more than set texts is not plain; what writes over something is read under its own id', async () => {
	const [alice, renaming] = await written(1);
	const doc = new Y.Doc();
	const root = doc.getMap<unknown>(rootName);
	root.set(alice![0], 'stray');
	const before = Y.encodeStateVector(doc);
	root.set(alice![0], alice![1]);
	root.delete('nothing');
	const over = readUpdate(Y.encodeStateAsUpdate(doc, before));
	expect(over).toMatchObject({ isPlain: true, texts: [alice] });
	const plain = [
		() => root.set('n', 1),
		() => root.set('m', new Y.Map()),
		() => doc.getText('t').insert(0, 't')
	];
	for (const write of plain) {
		const vector = Y.encodeStateVector(doc);
		write();
		expect(readUpdate(Y.encodeStateAsUpdate(doc, vector))).toMatchObject({ isPlain: false });
	}
	root.set(renaming![0], renaming![1]);
	root.delete(renaming![0]);
	expect(readUpdate(updateOf([alice!, renaming!]))).toMatchObject({
		isPlain: true,
		texts: [alice, renaming]
	});
});

/** A tab of a workspace of its own name: its channel is this process's. */
function tab(workspace: string) {
	const doc = new Y.Doc({ guid: '' });
	const parts = { workspace: 'w', keys: memoryKeys(), storage: memoryStorage(), doc };
	const ledger = new DocumentLedger({ ...parts, tabs: browserTabs(workspace) });
	const faults: Fault[] = [];
	ledger.onRefused((fault) => faults.push(fault));
	return { ledger, doc, faults, gate: new LedgerGate(ledger) };
}

test('what a tab of this app writes arrives in another; what anybody else posts is checked, refused and told', async () => {
	const [one, other] = [tab('tabs'), tab('tabs')];
	await Promise.all([one.ledger.opened, other.ledger.opened]);
	const [alice] = await one.ledger.append([draft(null, named('Alice'))]);
	await expect.poll(() => [...other.ledger.entries.keys()]).toEqual([alice!.id]);

	const channel = new BroadcastChannel(workspaceChannel('tabs'));
	const foreign = await written(1);
	const post = (update: unknown, count: number) => channel.postMessage({ from: 'somebody', count, update });
	post(updateOf([foreign[0]!, changed(foreign[1]!)]), 1);
	post(new Uint8Array([1, 2, 3]), 2);
	post('no bytes', 3);
	await expect
		.poll(() => one.faults.map(({ reason }) => reason))
		.toEqual(['bad-signature', 'not-an-update', 'not-an-update']);
	expect([one.ledger.entries.size, one.doc.getMap(rootName).size]).toEqual([1, 1]);
	expect((await one.gate.report()).refused).toMatchObject([
		{ from: null, reason: 'bad-signature' },
		{ from: null, reason: 'not-an-update' },
		{ from: null, reason: 'not-an-update' }
	]);
	// Well signed entries are welcome, whoever brings them.
	post(updateOf(foreign), 4);
	await expect.poll(() => one.ledger.entries.size).toBe(3);
	await expect.poll(() => other.ledger.entries.size).toBe(3);
	channel.close();
	await Promise.all([one.ledger.close(), other.ledger.close()]);
});

test.for([20, 80])(
	'%i questions of other tabs at a time are answered once, and the rest together later',
	async (count) => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		onTestFinished(() => void vi.useRealTimers());
		const name = `questions ${count}`;
		const one = tab(name);
		await one.ledger.opened;
		await one.ledger.append([draft(null, named('Alice'))]);
		const channel = new BroadcastChannel(workspaceChannel(name));
		onTestFinished(() => channel.close());
		const answers: Uint8Array[] = [];
		let rounds = 0;
		channel.onmessage = ({ data }: MessageEvent<{ update?: Uint8Array }>) => {
			if (data.update) answers.push(data.update);
			else rounds += 1;
		};
		const nothing = new Uint8Array([0]);
		for (let at = 0; at < count; at++) channel.postMessage({ from: `tab ${at}`, hello: nothing });
		// What was missed is asked for: then all before it was read.
		channel.postMessage({ from: 'tab', count: 1, update: new Uint8Array([0, 0]) });
		channel.postMessage({ from: 'tab', count: 3, update: new Uint8Array([0, 0]) });
		await expect.poll(() => rounds).toBe(1);
		expect(answers).toHaveLength(1);
		vi.advanceTimersByTime(1_000);
		await expect.poll(() => answers.length).toBe(2);
		expect(answers[1]).toEqual(answers[0]);
		vi.advanceTimersByTime(1_000);
		await one.ledger.close();
		expect(answers).toHaveLength(2);
	}
);
