import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import {
	channels,
	chunkOf,
	maxChunkBytes,
	FrameReader,
	maxFrameBytes,
	preface,
	type Frame
} from '../../src/lib/peers/framing';
import { maxQueuedBytes, FrameQueue } from '../../src/lib/peers/frame-queue';
import { runs } from '../seeds';

const frame = (channel: Frame['channel'], length: number): Frame => ({
	channel,
	bytes: Uint8Array.from({ length }, (_, index) => (index * 7 + length) & 0xff)
});

/** A data channel whose buffer drains when it is emptied. */
function line() {
	const sent: Uint8Array[] = [];
	let taken = 0;
	const sink = {
		get buffered() {
			return sent.slice(taken).reduce((sum, { length }) => sum + length, 0);
		},
		send: (chunk: Uint8Array) => void sent.push(chunk)
	};
	return { sink, sent, empty: () => (taken = sent.length) };
}

const joined = (pieces: Uint8Array[]) => new Uint8Array(pieces.flatMap((piece) => [...piece]));

function readAll(pieces: Iterable<Uint8Array>) {
	const reader = new FrameReader();
	const frames: Frame[] = [];
	let fault: ReturnType<FrameReader['read']> = null;
	for (const piece of pieces) fault = reader.read(piece, (each) => frames.push(each)) ?? fault;
	return { frames, fault };
}

const small = fc.constantFrom(channels.presence, channels.proof, channels.requests);
const anyFrame = fc.oneof(
	fc.record({ channel: fc.constant(channels.gate), length: fc.nat(200_000) }),
	fc.record({ channel: small, length: fc.nat(2_000) }),
	fc.constant({ channel: channels.heartbeat, length: 1 })
);

test('frames arrive whole and in order on their channel, however the bytes are split', () => {
	fc.assert(
		fc.property(
			fc.array(anyFrame, { maxLength: 12 }),
			fc.array(fc.integer({ min: 1, max: 70_000 })),
			(wanted, cuts) => {
				const frames = wanted.map(({ channel, length }) => frame(channel, length));
				const { sink, sent, empty } = line();
				const queue = new FrameQueue(sink);
				queue.flush();
				for (const each of frames) queue.enqueue(each);
				while (queue.queuedBytes > 0 || sink.buffered > 0) {
					empty();
					queue.flush();
				}
				const bytes = Buffer.concat(sent);
				const pieces: Uint8Array[] = [];
				for (let at = 0, next = 0; at < bytes.length; next += 1) {
					const size = cuts[next] ?? 60_003;
					pieces.push(bytes.subarray(at, at + size));
					at += size;
				}
				const { frames: received, fault } = readAll(pieces);
				expect(fault).toBeNull();
				for (const channel of Object.values(channels)) {
					const of = (all: Frame[]) =>
						all
							.filter((each) => each.channel === channel)
							.map(({ bytes: b }) => Buffer.from(b).toString('base64'));
					expect(of(received)).toEqual(of(frames));
				}
			}
		),
		{ numRuns: runs(30) }
	);
});

test('no message is larger than a chunk with its header, and the browser’s buffer stays small', () => {
	const { sink, sent, empty } = line();
	const queue = new FrameQueue(sink);
	queue.enqueue(frame(channels.gate, 2_000_000));
	expect(Math.max(...sent.map(({ length }) => length))).toBe(maxChunkBytes + 3);
	expect(sink.buffered).toBeLessThan(400_000);
	expect(queue.queuedBytes).toBeGreaterThan(1_600_000);
	empty();
	queue.flush();
	expect(queue.queuedBytes).toBeGreaterThan(1_200_000);
});

test('a small message overtakes a large one', () => {
	const { sink, sent, empty } = line();
	const queue = new FrameQueue(sink);
	queue.enqueue(frame(channels.gate, 2_000_000));
	queue.enqueue(frame(channels.presence, 100));
	empty();
	queue.flush();
	while (queue.queuedBytes > 0) {
		empty();
		queue.flush();
	}
	expect(readAll(sent).frames.map(({ channel }) => channel)).toEqual([channels.presence, channels.gate]);
});

test('the queue for a peer that does not read is bounded', () => {
	const queue = new FrameQueue(line().sink);
	const large = new Uint8Array(13_000_000);
	let added = 0;
	while (queue.enqueue({ channel: channels.gate, bytes: large })) added += 1;
	expect(added * large.length).toBeLessThan(maxQueuedBytes + large.length);
});

const opening = preface.slice();
const head = (channel: number, length: number, last = true) =>
	Uint8Array.of(channel | (last ? 0x80 : 0), length >> 8, length & 0xff);

test.each<[string, Uint8Array[], string]>([
	['bytes of another app', [Uint8Array.of(0, 0, 1, 0)], 'not-a-frame'],
	['another version', [new TextEncoder().encode('grantbook 2\n')], 'not-a-frame'],
	['an unknown channel', [opening, head(9, 1), Uint8Array.of(0)], 'not-a-frame'],
	['a chunk that is too long', [opening, head(0, 60_001)], 'not-a-frame'],
	['an empty chunk that is not final', [opening, head(0, 0, false)], 'not-a-frame'],
	['a large presence', [opening, head(channels.presence, 2_001)], 'frame-too-large'],
	[
		'a presence that never ends',
		[
			opening,
			...Array<Uint8Array>(3).fill(joined([head(channels.presence, 900, false), new Uint8Array(900)]))
		],
		'frame-too-large'
	],
	['a heartbeat of two bytes', [opening, head(channels.heartbeat, 2), new Uint8Array(2)], 'frame-too-large']
])('%s ends it', (_, pieces, expected) => {
	const reader = new FrameReader();
	const frames: Frame[] = [];
	const faults = pieces.map((piece) => reader.read(piece, (each) => frames.push(each)));
	expect(faults.at(-1)?.fault ?? faults.find(Boolean)?.fault).toBe(expected);
	expect(frames).toEqual([]);
	// After a fault nothing more is read.
	expect(reader.read(joined([opening, head(1, 0)]), (each) => frames.push(each))?.fault).toBe(expected);
	expect(frames).toEqual([]);
});

test('a frame of the gate may be as large as the gate’s limit, and no larger', () => {
	const chunk = joined([head(channels.gate, 60_000, false), new Uint8Array(60_000)]);
	const reader = new FrameReader();
	expect(reader.read(opening, () => undefined)).toBeNull();
	let fault = null;
	let chunks = 0;
	for (; !fault; chunks += 1) fault = reader.read(chunk, () => undefined);
	expect(fault.fault).toBe('frame-too-large');
	expect((chunks - 1) * 60_000).toBeLessThanOrEqual(maxFrameBytes[channels.gate]);
	expect(chunks * 60_000).toBeGreaterThan(maxFrameBytes[channels.gate]);
});

test.each([5_000, 40_000])(
	'%i bytes, received one by one, are buffered compactly and copied a constant number of times',
	(length) => {
		const chunks = [];
		const whole = frame(channels.gate, length);
		for (let from = 0; from < length; from += 50) {
			const chunk = joined([head(channels.gate, 50, false), whole.bytes.subarray(from, from + 50)]);
			chunks.push(chunk);
		}
		const bytes = joined([opening, ...chunks]);
		let copied = 0;
		const real = Reflect.get(Uint8Array.prototype, 'set') as (...from: unknown[]) => void;
		const set = vi.spyOn(Uint8Array.prototype, 'set').mockImplementation(function (
			this: Uint8Array,
			...from
		) {
			copied += from[0].length;
			real.apply(this, from);
		});
		const reader = new FrameReader();
		let most = 0;
		for (const byte of bytes) {
			reader.read(Uint8Array.of(byte), () => undefined);
			most = Math.max(most, reader.bufferedBytes);
		}
		set.mockRestore();
		expect(most).toBeLessThanOrEqual(2 * length + 64);
		expect(copied).toBeLessThanOrEqual(3 * length + 64);
		const frames: Frame[] = [];
		reader.read(head(channels.gate, 0), (each) => frames.push(each));
		expect(frames).toEqual([whole]);
		expect(reader.bufferedBytes).toBe(0);
	}
);

test('empty frames for a peer that does not read are bounded too', () => {
	const queue = new FrameQueue({ buffered: Infinity, send: () => undefined });
	let added = 0;
	while (queue.enqueue({ channel: channels.gate, bytes: new Uint8Array(0) }) && added < 10_000_000)
		added += 1;
	expect(added).toBeLessThan(maxQueuedBytes / 100);
});

test('an incomplete frame yields nothing', () => {
	const bytes = joined([opening, chunkOf(frame(channels.presence, 100), 0)]);
	for (let length = 0; length < bytes.length; length += 1) {
		expect(readAll([bytes.subarray(0, length)])).toEqual({ frames: [], fault: null });
	}
	expect(readAll([bytes]).frames).toHaveLength(1);
});

test('any bytes at all are read without throwing', () => {
	fc.assert(
		fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), fc.boolean(), (pieces, greets) => {
			readAll(greets ? [opening, ...pieces] : pieces);
		})
	);
});
