import { limits } from '../gate/limits';
import { ByteBuffer } from './byte-buffer';

/**
 * The logical channels of one data channel, and how their frames are split into chunks. A message over 256 kB is
 * lost without an error, so frames travel in chunks; chunks of different channels may alternate, so a small message
 * never waits for a large one. A chunk has a three-byte header (channel and final-chunk bit, then its length) and its
 * bytes. Decoding does not depend on message boundaries.
 */
export const channels = {
	/** Messages between the two gates; opaque here. */
	gate: 0,
	/** Presence: what a person shows to the others. */
	presence: 1,
	/** Challenges, and proofs of holding a key. */
	proof: 2,
	/** Requests to act for an organization. */
	requests: 3,
	/** Ping, pong and goodbye. */
	heartbeat: 4
} as const;
export type Channel = (typeof channels)[keyof typeof channels];

/** The maximum size of a frame in bytes, by channel. For the gate's it is the gate's own limit. */
export const maxFrameBytes: Record<Channel, number> = {
	[channels.gate]: limits.messageBytes,
	[channels.presence]: 2_000,
	[channels.proof]: 2_000,
	[channels.requests]: 4_000,
	[channels.heartbeat]: 1
};

export const maxChunkBytes = 60_000;
const headerBytes = 3;
const finalChunkBit = 0x80;

/** Sent first by both ends. A peer that sends anything else is another app or another version. */
export const preface = new TextEncoder().encode('grantbook 1\n');

export interface Frame {
	channel: Channel;
	bytes: Uint8Array;
}

/** The chunk of a frame that begins at `from`. */
export function chunkOf({ channel, bytes }: Frame, from: number): Uint8Array<ArrayBuffer> {
	const to = Math.min(from + maxChunkBytes, bytes.length);
	const chunk = new Uint8Array(headerBytes + to - from);
	chunk[0] = channel | (to === bytes.length ? finalChunkBit : 0);
	chunk[1] = (to - from) >> 8;
	chunk[2] = (to - from) & 0xff;
	chunk.set(bytes.subarray(from, to), headerBytes);
	return chunk;
}

export interface FrameFault {
	fault: 'not-a-frame' | 'frame-too-large';
	detail: string;
}

/** Reassembles frames from bytes split anywhere. After the first fault it yields nothing more. */
export class FrameReader {
	/** The incomplete frame of each channel. */
	readonly #partialFrames = new Map<Channel, ByteBuffer>();
	#prefaceBytesRead = 0;
	readonly #header = new Uint8Array(headerBytes);
	#headerBytesRead = 0;
	/** The chunk being read, and how many of its bytes are missing. */
	#chunk: { channel: Channel; isLast: boolean; left: number } | null = null;
	#fault: FrameFault | null = null;

	/** Memory used by incomplete frames, in bytes: at most about twice what was received of them. */
	get bufferedBytes(): number {
		return [...this.#partialFrames.values()].reduce((sum, { capacity }) => sum + capacity, 0);
	}

	/** Calls back with each complete frame, in order. Returns a fault or null. Cost: linear in the bytes. */
	read(bytes: Uint8Array, onFrame: (frame: Frame) => void): FrameFault | null {
		for (let at = 0; at < bytes.length && !this.#fault;) {
			if (this.#prefaceBytesRead < preface.length) {
				if (bytes[at] !== preface[this.#prefaceBytesRead]) return this.#fail('not-a-frame', 'wrong preface');
				this.#prefaceBytesRead += 1;
				at += 1;
			} else if (this.#chunk)
				at += this.#readChunk(this.#chunk, bytes.subarray(at, at + this.#chunk.left), onFrame);
			else {
				this.#header[this.#headerBytesRead++] = bytes[at++]!;
				if (this.#headerBytesRead === headerBytes) this.#startChunk(onFrame);
			}
		}
		return this.#fault;
	}

	#startChunk(onFrame: (frame: Frame) => void): void {
		this.#headerBytesRead = 0;
		const [head, high, low] = this.#header as unknown as [number, number, number];
		const size = (high << 8) | low;
		const channel = channelOf(head);
		const isLast = (head & finalChunkBit) !== 0;
		if (channel === null) return void this.#fail('not-a-frame', `channel ${head}`);
		if (size > maxChunkBytes || (size === 0 && !isLast))
			return void this.#fail('not-a-frame', `chunk of ${size}`);
		if ((this.#partialFrames.get(channel)?.length ?? 0) + size > maxFrameBytes[channel])
			return void this.#fail('frame-too-large', `more than ${maxFrameBytes[channel]} bytes on ${channel}`);
		this.#chunk = { channel, isLast, left: size };
		if (size === 0) this.#readChunk(this.#chunk, new Uint8Array(0), onFrame);
	}

	/** Reads bytes of a chunk, and returns how many. */
	#readChunk(
		chunk: { channel: Channel; isLast: boolean; left: number },
		piece: Uint8Array,
		onFrame: (frame: Frame) => void
	): number {
		const { channel, isLast } = chunk;
		const partial = this.#partialFrames.get(channel) ?? new ByteBuffer();
		partial.append(piece);
		this.#partialFrames.set(channel, partial);
		chunk.left -= piece.length;
		if (chunk.left > 0) return piece.length;
		this.#chunk = null;
		if (isLast) {
			this.#partialFrames.delete(channel);
			onFrame({ channel, bytes: partial.takeAll() });
		}
		return piece.length;
	}

	#fail(fault: FrameFault['fault'], detail: string): FrameFault {
		this.#partialFrames.clear();
		this.#fault = { fault, detail };
		return this.#fault;
	}
}

function channelOf(head: number): Channel | null {
	const channel = head & ~finalChunkBit;
	return channel <= channels.heartbeat ? (channel as Channel) : null;
}
