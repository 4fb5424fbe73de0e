/** What a peer sends is bounded before anything is made of it, and what is kept of it by what it takes up. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, expect, test, vi } from 'vitest';
import { abortEarly } from '../../src/lib/document/entries/abort-early';
import { beyondBounds } from '../../src/lib/document/entries/json-bounds';
import { entrySchema } from '../../src/lib/document/entries/schema';
import { parseFile } from '../../src/lib/exchange/file-format';
import { limits } from '../../src/lib/gate/limits';
import { readMessage, writeMessage } from '../../src/lib/gate/message';
import { GateRefusal } from '../../src/lib/gate/refusal';
import { Refusals } from '../../src/lib/gate/refusals';
import { carrying, replica, reasons, settled, signer, stranger, updateWith } from './parties';

afterEach(() => void vi.restoreAllMocks());

const id = (n: number) => `${n}`.padStart(42, 'x') + 'A';
const json = (value: string) => new TextEncoder().encode(`\u0002${value}`);
const many = (count: number, what: string) => Array<string>(count).fill(what).join(',');

test.each([
	['lists and records', '[{"a":[1,2]},{}]', 4, 6],
	['what stands in strings', '["{,[\\\\", "\\",\\"{"]', 1, 2]
])('%s are counted as they are', (_, text, containers, values) => {
	const long = text + ' '.repeat(100);
	expect(beyondBounds(long, { containers, values })).toBeNull();
	expect(beyondBounds(long, { containers: containers - 1, values })).toBe('containers');
	expect(beyondBounds(long, { containers, values: values - 1 })).toBe('values');
});

test.each([
	['texts', '""', 1],
	['texts', '""', 6],
	['records', '{}', 1],
	['records', '{}', 6],
	['lists', '[]', 1],
	['lists', '[]', 6]
])(
	'a question of %s %s, %i times as many as may be, is refused before anything is made of it',
	(_, what, times) => {
		const list = many(times * limits.idsInQuestion + 20, what);
		const bytes = json(`{"kind":"ids","number":1,"ids":{"${id(0)}":[${list}]}}`);
		const parse = vi.spyOn(JSON, 'parse');
		expect(() => readMessage(bytes, limits)).toThrow(new GateRefusal('too-large').reason);
		expect(parse).not.toHaveBeenCalled();
	}
);

test('the largest questions that may be asked are heard', () => {
	const heads = Object.fromEntries(
		Array.from({ length: limits.keysInHeads }, (_, n) => [id(n), { seq: 1, count: 1, digest: id(n) }])
	);
	const hello = { kind: 'hello' as const, number: 1, workspace: 'w', heads };
	const heard = readMessage(writeMessage(hello), limits);
	expect('heads' in heard && Object.keys(heard.heads)).toHaveLength(limits.keysInHeads);
	const length = limits.idsInQuestion - 1;
	const ids = { kind: 'ids' as const, number: 1, ids: { [id(0)]: Array.from({ length }, (_, n) => id(n)) } };
	const asked = readMessage(writeMessage(ids), limits);
	expect('ids' in asked && asked.ids[id(0)]).toHaveLength(length);
});

test.each([1_000, 20_000])('of %i wrong things in an entry the first is described, and no other', (count) => {
	const entry = {
		v: 2,
		workspace: 'w',
		organization: id(0),
		key: id(0),
		seq: 1,
		previous: '',
		stamp: 1,
		at: 1
	};
	const facts = [
		[{ table: 'flags', on: true, grants: Array<string>(count).fill('wrong') }],
		Array<object>(count).fill({ table: 'wrong' }),
		Array<string>(count).fill('')
	];
	for (const each of facts) {
		const text = { ...entry, action: 'a', command: 'c', facts: each, signature: `${'A'.repeat(86)}` };
		expect(entrySchema.safeParse(text, abortEarly).error?.issues).toHaveLength(1);
	}
});

test('an entry made of more than any entry is refused before anything is made of it', async () => {
	const at = replica();
	const text = `{"facts":[${many(1_200_000, '{}')}]}`;
	const line = stranger(at);
	const parse = vi.spyOn(JSON, 'parse');
	await line.bring(updateWith([[id(0), text]]));
	expect(parse).not.toHaveBeenCalledWith(text);
	expect(reasons((await at.gate.report()).refused)).toEqual(['too-large']);
});

test.each([
	['exchange', 'entries', '""'],
	['exchange', 'seats', '{}'],
	['draft', 'steps', '[]'],
	['set-aside', 'rows', '""']
])(
	'a file (%s) made of more than such a file is refused before anything is made of it',
	(kind, list, what) => {
		const text = `{"grantbook":"${kind}","v":1,"${list}":[${many(5_100_000, what)}]}`;
		const parse = vi.spyOn(JSON, 'parse');
		expect(parseFile(text)).toMatchObject({ problem: 'too-large' });
		expect(parse).not.toHaveBeenCalled();
	}
);

test('what waits to be read is bounded by its bytes', async () => {
	const at = replica({ limits: { unreadBytes: 5_000, window: 100 } });
	const alice = await signer();
	const line = stranger(at);
	// Before it is open nothing is read.
	const batch = writeMessage({ kind: 'batch', update: carrying(alice.founding) });
	let said = 0;
	for (; line.ended.length === 0 && said < 60; said++) line.hear(batch);
	expect(reasons(line.ended)).toEqual(['too-fast']);
	expect(said * batch.length).toBeLessThanOrEqual(5_000 + 2 * batch.length);
	const other = stranger(at, 'other');
	for (let n = 0; n < 60; n++) await other.bring(carrying(alice.founding));
	await settled();
	expect(reasons(other.ended)).toEqual([]);
});

test.each([20, 200])('of %i large things that were refused little is kept', (count) => {
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc') as () => void;
	const refusals = new Refusals(limits, () => 1);
	collect();
	const before = process.memoryUsage().heapUsed;
	for (let n = 0; n < count; n++)
		refusals.add('mallory', new GateRefusal('malformed', `${n}${'x'.repeat(200_000)}`.toLowerCase()));
	collect();
	expect(refusals.latest).toHaveLength(Math.min(count, limits.reported));
	expect(process.memoryUsage().heapUsed - before).toBeLessThan(2_000_000);
});
