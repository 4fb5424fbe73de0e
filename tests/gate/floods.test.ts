import { expect, test } from 'vitest';
import { limits } from '../../src/lib/gate/limits';
import type { Heads } from '../../src/lib/gate/api';
import { draft, named, renamed } from '../document/helpers';
import { world } from './attacks';
import { carrying, replica, idsIn, reasons, settled, signer, stranger, updateWith } from './parties';

const hello = (number: number, heads: Heads = {}) => ({
	kind: 'hello' as const,
	number,
	workspace: 'w',
	heads
});

test('entries of unknown keys wait in a room that fills up, and cost the peer nothing', async () => {
	const at = replica({ limits: { awaitingKeyEntriesEach: 5, awaitingKeyEntries: 8 } });
	const mallory = await signer();
	const line = stranger(at);
	for (let n = 0; n < 40; n++) await line.bring(carrying(await mallory.sign(renamed(String(n)))));
	const { waiting, refused } = await at.gate.report();
	expect(waiting).toMatchObject([{ entries: 5 }]);
	expect(new Set(reasons(refused))).toEqual(new Set(['room-full']));
	expect(line.ended).toEqual([]);
});

test('a peer that fills the room crowds out nobody', async () => {
	const at = replica({ limits: { awaitingKeyEntriesEach: 6, awaitingKeyEntries: 8 } });
	const [mallory, bob] = [await signer(), await signer()];
	const flood = await Promise.all(
		Array.from({ length: 6 }, (_, n) => mallory.forge({ facts: [renamed(String(n))] }))
	);
	await stranger(at, 'mallory').bring(carrying(...flood));
	const theirs = [await bob.sign(renamed('1')), await bob.sign(renamed('2')), await bob.sign(renamed('3'))];
	const line = stranger(at, 'bob');
	await line.bring(carrying(...theirs));
	const { waiting } = await at.gate.report();
	expect(waiting.map(({ entries }) => entries)).toEqual([5, 3]);
	await line.bring(carrying(bob.founding));
	expect(idsIn(at)).toEqual([bob.founding, ...theirs].map(({ entry }) => entry.id).sort());
});

test('entries of a newer form are counted up to a number, and cost the peer nothing', async () => {
	const at = replica({ limits: { newer: 10 } });
	const line = stranger(at);
	for (let n = 0; n < 5; n++)
		await line.bring(updateWith(Array.from({ length: 9 }, (_, i) => [`${n} ${i}`, '{"v":3,"x":[]}'])));
	expect((await at.gate.report()).newer).toBe(10);
	expect(line.ended).toEqual([]);
	expect(at.texts.size).toBe(0);
});

test('a few bad entries are refused one by one; after too many the connection ends, and the good ones stay', async () => {
	const { at, fine, line } = await world();
	await line.bring(updateWith([['A'.repeat(43), '{"v":1}']]));
	expect(line.ended).toEqual([]);
	await line.bring(
		updateWith([
			[fine.entry.id, fine.text],
			...Array.from({ length: 20 }, (_, n): [string, string] => [`${n}`, '{"v":1}'])
		])
	);
	expect(reasons(line.ended)).toEqual(['malformed']);
	expect(idsIn(at)).toContain(fine.entry.id);
});

test('questions are answered as often as makes sense', async () => {
	const { line } = await world();
	for (let n = 1; n < 40 && line.ended.length === 0; n++) {
		line.say(hello(n));
		await settled();
		for (let sent = 0; sent < 5; sent++) line.say({ kind: 'ack' });
	}
	expect(['too-fast', 'not-a-message']).toContain(line.ended[0]?.reason);
	const patient = (await world()).line;
	for (let n = 1; n < 40; n++) {
		patient.say(hello(n));
		const batches = patient.heard.filter(({ kind }) => kind === 'batch').length;
		await settled();
		for (let sent = patient.heard.filter(({ kind }) => kind === 'batch').length; sent > batches; sent--)
			patient.say({ kind: 'ack' });
	}
	expect(reasons(patient.ended)).toEqual(['too-fast']);
});

test('a peer that never answers is sent no more than a few messages', async () => {
	const at = replica();
	const [alice] = await at.ledger.append([draft(null, named('Alice'))]);
	await at.ledger.append(Array.from({ length: 2_000 }, (_, n) => draft(alice!.id, renamed(String(n)))));
	const line = stranger(at);
	await settled();
	line.say(hello(1));
	await settled();
	expect(line.heard.filter(({ kind }) => kind === 'batch')).toHaveLength(limits.window);
});

test.each([
	['nothing', []],
	['an unknown kind', [9, 1, 2]],
	['no text', [2, 0xff, 0xfe]],
	['no JSON', [2, 0x7b]],
	['a number', [2, 0x31]]
])('%s is no message', async (_, bytes) => {
	const { line } = await world();
	line.hear(Uint8Array.from(bytes));
	expect(reasons(line.ended)).toEqual(['not-a-message']);
});

const json = (value: string) => new TextEncoder().encode(`\u0002${value}`);

test.each([
	['an unknown field', '{"kind":"done","number":1,"more":1}'],
	['an answer to nothing', '{"kind":"done","number":77}'],
	['a plan for nothing', '{"kind":"plan","number":77,"entries":1}'],
	['thanks for nothing', '{"kind":"ack"}'],
	['a fraction', '{"kind":"hello","number":1.5,"workspace":"w","heads":{}}'],
	['heads that are none', '{"kind":"hello","number":1,"workspace":"w","heads":{"a":{}}}'],
	['ids that are none', '{"kind":"ids","number":1,"ids":{"a":["b"]}}']
])('%s ends the connection', async (_, text) => {
	const { line } = await world();
	line.hear(json(text));
	await settled();
	expect(reasons(line.ended)).toEqual(['not-a-message']);
});

test('a prototype among the heads is no key of anybody', async () => {
	const { line, texts } = await world();
	await settled();
	line.hear(json('{"kind":"hello","number":1,"workspace":"w","heads":{"__proto__":{"seq":1,"count":1}}}'));
	await settled();
	expect(line.ended).toEqual([]);
	expect(line.heard).toContainEqual({ kind: 'plan', number: 1, entries: texts.length + 1 });
	expect('seq' in {}).toBe(false);
});

test('another workspace is another workspace', async () => {
	const { line } = await world();
	line.say({ ...hello(1), workspace: 'elsewhere' });
	await settled();
	expect(reasons(line.ended)).toEqual(['other-workspace']);
});

test('lists in questions are as long as they may be', async () => {
	const many = Object.fromEntries(
		Array.from({ length: 30 }, (_, n) => [
			`${n}`.padEnd(43, 'A'),
			{ seq: 1, count: 1, digest: 'A'.repeat(43) }
		])
	);
	const { line } = await world({ limits: { keysInHeads: 20 } });
	line.say(hello(1, many));
	expect(reasons(line.ended)).toEqual(['too-large']);
	const other = (await world({ limits: { idsInQuestion: 20 } })).line;
	other.say({ kind: 'ids', number: 1, ids: { ['A'.repeat(43)]: Array<string>(21).fill('A'.repeat(43)) } });
	expect(reasons(other.ended)).toEqual(['too-large']);
});

test('heads that lie cost the liar its own answer, and nobody anything else', async () => {
	const { at, line, texts } = await world();
	const heads = await at.gate.heads();
	const ahead = Object.fromEntries(
		Object.keys(heads).map((key) => [key, { seq: 1_000, count: 1_000, digest: 'A'.repeat(43) }])
	);
	await settled();
	line.say(hello(1, ahead));
	await settled();
	expect(line.heard.filter(({ kind }) => kind === 'batch')).toEqual([]);
	const odd = Object.fromEntries(
		Object.keys(heads).map((key) => [
			key,
			{ seq: 0, count: 9_007_199_254_740_991, digest: `*${'A'.repeat(43)}` }
		])
	);
	line.say(hello(2, odd));
	await settled();
	expect(line.heard.at(-1)).toMatchObject({ kind: 'done', number: 2 });
	expect(line.ended).toEqual([]);
	expect(at.texts.size).toBe(texts.length + 1);
});

test('the list of what was refused is bounded, and so is each line of it', async () => {
	const at = replica({ limits: { reported: 20, strikes: 1_000 } });
	const line = stranger(at, 'x'.repeat(5_000));
	for (let n = 0; n < 30; n++) await line.bring(updateWith([[`${n}`, `{"${'x'.repeat(3_000)}":1}`]]));
	const { refused } = await at.gate.report();
	expect(refused).toHaveLength(20);
	expect(JSON.stringify(refused).length).toBeLessThan(20 * 600);
});
