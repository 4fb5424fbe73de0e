import { expect, test } from 'vitest';
import type { Entry } from '../../src/lib/domain/entry';
import { writeMessage } from '../../src/lib/gate/message';
import { hasValidSignature } from '../../src/lib/document/signing/signature';
import { draft, named, renamed } from '../document/helpers';
import { carrying, replica, idsIn, join, settled, signer, stranger, until, type Replica } from './parties';

/** A replica with an organization that has renamed itself so often. */
async function lived(renames: number, options: Parameters<typeof replica>[0] = {}) {
	const at = replica(options);
	const [founded] = await at.ledger.append([draft(null, named('Alice'))]);
	const drafts = Array.from({ length: renames }, (_, n) => draft(founded!.id, renamed(String(n))));
	if (renames > 0) await at.ledger.append(drafts);
	return { ...at, organization: founded!.id };
}

const rename = (at: Replica & { organization: string }, name: string) =>
	at.ledger.append([draft(at.organization, renamed(name))]);

test('two who meet have what either had, both say so, and live edits go both ways', async () => {
	const [one, other] = [await lived(2), await lived(0)];
	const { told } = join(one, other);
	await settled();
	expect(idsIn(one)).toEqual(idsIn(other));
	expect(idsIn(one)).toHaveLength(4);
	expect(told).toMatchObject({ ended: [], synced: [1, 1] });
	const before = told.batches;
	await rename(one, 'C');
	await rename(other, 'D');
	await settled();
	expect(idsIn(one)).toEqual(idsIn(other));
	expect(idsIn(one)).toHaveLength(6);
	expect(told.batches - before).toBe(2);
});

test('who has nothing yet is told how much is coming, and how much has come', async () => {
	const [one, other] = [await lived(600), replica()];
	const { told } = join(one, other);
	await until(() => told.synced.every((times) => times > 0));
	expect(idsIn(other)).toEqual(idsIn(one));
	expect(told.progress).toEqual(['250/601', '500/601', '601/601']);
	expect(told.synced).toEqual([1, 1]);
});

test('it is in sync when what the peer had is in, not when the last of it has come', async () => {
	const at = replica();
	const { founding } = await signer();
	const inWhenSynced: number[] = [];
	const line = at.gate.connect('peer', {
		send: () => undefined,
		ended: () => expect.unreachable(),
		synced: () => inWhenSynced.push(idsIn(at).length)
	});
	await settled();
	for (const message of [
		{ kind: 'hello', number: 1, workspace: 'w', heads: {} },
		{ kind: 'plan', number: 1, entries: 1 },
		{ kind: 'batch', update: carrying(founding) }
	] as const)
		line.receive(writeMessage(message));
	await settled();
	line.receive(writeMessage({ kind: 'done', number: 1 }));
	await settled();
	expect(inWhenSynced).toEqual([1]);
});

test('a reconnection sends what is missing and nothing else; where nothing is, only heads', async () => {
	const [one, other] = [await lived(300), await lived(10)];
	const first = join(one, other);
	await until(() => first.told.synced.every((times) => times > 0));
	first.close();
	const unchanged = join(one, other);
	await settled();
	expect(unchanged.told).toMatchObject({ batches: 0, synced: [1, 1], ended: [] });
	expect(unchanged.told.bytes).toBeLessThan(1_500);
	unchanged.close();
	await rename(one, 'offline');
	await rename(other, 'offline too');
	const changed = join(one, other);
	await settled();
	expect(changed.told.batches).toBe(2);
	expect(changed.told.bytes).toBeLessThan(4_000);
	expect(idsIn(one)).toEqual(idsIn(other));
});

test('what one peer says is passed on to the others, and not back', async () => {
	const [one, middle, other] = [await lived(0), replica(), replica()];
	const [left, right] = [join(one, middle), join(middle, other)];
	await settled();
	await rename(one, 'A');
	await settled();
	expect(idsIn(other)).toEqual(idsIn(one));
	// Founding and renaming, each over each line once.
	expect([left.told.batches, right.told.batches]).toEqual([2, 2]);
});

test('entries that came before their key was known come in when it is', async () => {
	const at = replica();
	const mallory = await signer();
	const later = [await mallory.sign(renamed('B')), await mallory.sign(renamed('C'))];
	const line = stranger(at);
	await line.bring(carrying(...later));
	expect(idsIn(at)).toEqual([]);
	expect((await at.gate.report()).waiting).toEqual([
		{ key: mallory.founding.entry.key, organization: mallory.organization, entries: 2 }
	]);
	await line.bring(carrying(mallory.founding));
	expect(idsIn(at)).toHaveLength(3);
	expect((await at.gate.report()).waiting).toEqual([]);
	expect(line.ended).toEqual([]);
});

test('a key is known from the entry that adds it on, also where both come at once and the wrong way round', async () => {
	const at = replica();
	const mallory = await signer();
	const second = await signer();
	const added = await mallory.sign({ table: 'keys', key: second.founding.entry.key, name: 'second' });
	const by = await second.forge({ organization: mallory.organization, seq: 1, previous: '' });
	await stranger(at).bring(carrying(by, mallory.founding, added));
	expect(idsIn(at)).toHaveLength(3);
	// Whoever is sent them from here gets them in an order in which each is welcome at once.
	const texts = await at.gate.missing(null);
	expect(texts).toEqual([mallory.founding.text, added.text, by.text]);
});

test('keys that add each other in a circle do not keep anybody busy for ever', async () => {
	const at = replica();
	const [m, n] = [await signer(), await signer()];
	const [one, other] = [m.founding.entry.key, n.founding.entry.key];
	const entries = [
		m.founding,
		n.founding,
		// M adds N’s key in an entry that comes behind one that needs N to have added M’s, and the other way round.
		await m.forge({ facts: [{ table: 'keys', key: other, name: '' }], seq: 3, previous: 'm'.repeat(43) }),
		await n.forge({ facts: [{ table: 'keys', key: one, name: '' }], seq: 3, previous: 'n'.repeat(43) })
	];
	const links = {
		m: await m.forge({ organization: n.organization }),
		n: await n.forge({ organization: m.organization })
	};
	for (const [index, link] of [
		[2, links.m],
		[3, links.n]
	] as const) {
		const { id, signature, ...fields } = entries[index]!.entry;
		entries[index] = await [m, n][index - 2]!.forge({ ...fields, previous: link.entry.id });
		expect([id, signature]).toHaveLength(2);
	}
	entries.push(links.m, links.n);
	await stranger(at).bring(carrying(...entries));
	expect(idsIn(at)).toHaveLength(6);
	expect(await at.gate.missing(null)).toHaveLength(6);
	const { told } = join(at, replica());
	await settled();
	expect(told.synced).toEqual([1, 1]);
});

test('one entry is verified once, however many peers bring it, good or bad', async () => {
	let asked = 0;
	const verify = (entry: Entry) => {
		asked += 1;
		return hasValidSignature(entry);
	};
	const at = replica({ verify });
	const mallory = await signer();
	const waiting = await mallory.sign(renamed('waiting'));
	const bad = await mallory.forge({ key: 'A'.repeat(43) });
	const lines = Array.from({ length: 5 }, (_, n) => stranger(at, `peer ${n}`));
	await Promise.all(lines.map((line) => line.bring(carrying(waiting, bad))));
	expect(asked).toBe(2);
	await Promise.all(lines.map((line) => line.bring(carrying(mallory.founding))));
	await Promise.all(lines.map((line) => line.bring(carrying(mallory.founding, waiting))));
	expect(asked).toBe(3);
	expect(idsIn(at)).toHaveLength(2);
});

test('while much is looked at, whoever else asks is answered', async () => {
	const source = await lived(100);
	const slow = (entry: Entry) => {
		const until = performance.now() + 2;
		while (performance.now() < until);
		return entry.id !== '';
	};
	const at = replica({ verify: slow });
	const texts = await source.gate.missing(null);
	let turns = 0;
	let done = false;
	const admitting = at.gate.admit(texts, 'file').finally(() => (done = true));
	while (!done) {
		await new Promise((resolve) => setTimeout(resolve, 0));
		turns += 1;
	}
	expect(await admitting).toMatchObject({ added: 101 });
	// 200 ms of work, in turns of 12.
	expect(turns).toBeGreaterThan(5);
});

test('a connection that is gone hears and says nothing more, and what it was sending goes to nobody', async () => {
	const at = await lived(5);
	const line = stranger(at);
	await settled();
	const heard = line.heard.length;
	line.close();
	await line.bring(carrying((await signer()).founding));
	await rename(at, 'B');
	await settled();
	expect(line.heard).toHaveLength(heard);
	expect(idsIn(at)).toHaveLength(7);
});

test('a workspace that is only read gives, and takes nothing, and nobody is to blame', async () => {
	const from = await lived(3);
	const at = replica();
	await at.ledger.close();
	const { told } = join(from, at);
	await settled();
	expect(idsIn(at)).toEqual([]);
	expect(told.ended).toEqual([]);
	expect((await at.gate.report()).refused[0]).toMatchObject({ reason: 'not-writable' });
});
