import * as z from 'zod/mini';
import { rebuilt } from '$lib/document/entries/canonical';
import { abortEarly } from '$lib/document/entries/abort-early';
import { beyondBounds } from '$lib/document/entries/json-bounds';
import { detailOf } from '$lib/document/ledger/ledger-error';
import type { EntryId, KeyId } from '../domain/facts';
import type { Limits } from './limits';
import type { Heads } from './api';
import { GateRefusal } from './refusal';

/**
 * What two gates send to each other. `hello` and `ids` are questions for what is missing; each is answered by a
 * `plan`, the batches, and `done`, under its number. A `batch` is answered by `ack` when it has been looked at.
 */
export type Message =
	| { kind: 'hello'; number: number; workspace: string; heads: Heads }
	/** Of these keys, exactly these entries are here: send the others. */
	| { kind: 'ids'; number: number; ids: Record<KeyId, EntryId[]> }
	| { kind: 'plan'; number: number; entries: number }
	| { kind: 'done'; number: number }
	| { kind: 'ack' }
	/** An update of a document of its own, whose root map holds entries' texts by their ids. */
	| { kind: 'batch'; update: Uint8Array };

const batchByte = 1;
const otherByte = 2;

const hash = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));
const count = z.int().check(z.nonnegative());
const number = z.int().check(z.positive());

const head = z.strictObject({
	seq: count,
	count,
	digest: z.string().check(z.regex(/^\*?[A-Za-z0-9_-]{43}$/))
});

/** Heads as a peer or a file states them: where each key's chain ends there. */
const headsSchema = z.record(hash, head);

const schema = z.discriminatedUnion('kind', [
	z.strictObject({
		kind: z.literal('hello'),
		number,
		workspace: z.string().check(z.maxLength(200)),
		heads: headsSchema
	}),
	z.strictObject({ kind: z.literal('ids'), number, ids: z.record(hash, z.array(hash)) }),
	z.strictObject({ kind: z.literal('plan'), number, entries: count }),
	z.strictObject({ kind: z.literal('done'), number }),
	z.strictObject({ kind: z.literal('ack') })
]);

export function writeMessage(message: Message): Uint8Array {
	const rest = message.kind === 'batch' ? message.update : new TextEncoder().encode(JSON.stringify(message));
	const bytes = new Uint8Array(rest.length + 1);
	bytes[0] = message.kind === 'batch' ? batchByte : otherByte;
	bytes.set(rest, 1);
	return bytes;
}

const ack = writeMessage({ kind: 'ack' });

/** Whether it is an `ack`, as it is written here: that is handled at once, whatever waits to be read. */
export const isAck = (bytes: Uint8Array): boolean =>
	bytes.length === ack.length && ack.every((byte, index) => bytes[index] === byte);

export const isBatch = (bytes: Uint8Array): boolean => bytes[0] === batchByte;

/** Throws a GateRefusal for what is no message. */
export function readMessage(bytes: Uint8Array, limits: Limits): Message {
	// A copy of its own: a length that lies must not reach into what lies beside it in memory.
	const rest = bytes.slice(1);
	if (bytes[0] === batchByte) return { kind: 'batch', update: rest };
	if (bytes[0] !== otherByte) throw new GateRefusal('not-a-message', `of kind ${bytes[0]}`);
	const { success, data, error } = schema.safeParse(parsed(rest, limits), abortEarly);
	if (!success) throw new GateRefusal('not-a-message', error.issues[0]?.message);
	checkLists(data, limits);
	return data;
}

function parsed(bytes: Uint8Array, { keysInHeads, idsInQuestion }: Limits): unknown {
	const text = decoded(bytes);
	// Of a key, its head in a record of its own, of three fields; or its ids in a list.
	const holds = { containers: keysInHeads + few, values: Math.max(4 * keysInHeads, idsInQuestion) + few };
	const beyond = beyondBounds(text, holds);
	if (beyond) throw new GateRefusal('too-large', `more than ${holds[beyond]} ${beyond}`);
	try {
		return rebuilt(JSON.parse(text));
	} catch (error) {
		throw new GateRefusal('not-a-message', detailOf(error));
	}
}

/** What a message holds beside its list. */
const few = 10;

function decoded(bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch (error) {
		throw new GateRefusal('not-a-message', detailOf(error));
	}
}

function checkLists(message: Message, { keysInHeads, idsInQuestion }: Limits): void {
	if (message.kind === 'hello') atMost(Object.keys(message.heads).length, keysInHeads, 'keys');
	if (message.kind === 'ids')
		atMost(
			Object.values(message.ids).reduce((sum, ids) => sum + ids.length + 1, 0),
			idsInQuestion,
			'ids'
		);
}

function atMost(length: number, most: number, what: string): void {
	if (length > most) throw new GateRefusal('too-large', `${length} ${what}`);
}
