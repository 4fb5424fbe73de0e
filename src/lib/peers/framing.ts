import { limits } from '../gate/limits';

/**
 * What two copies of this app say to each other over one data channel, and how it is cut. A message over 256 kB
 * never arrives and nobody is told, so frames travel in chunks; chunks of several frames may alternate, so that
 * a small message never waits for a large one. A chunk is: one byte with the frame's channel (and a bit on the
 * frame's last chunk), two with its length, then its bytes. Reading does not rely on where messages begin.
 */
export const channels = {
	/** The conversation of the two gates; opaque here. */
	gate: 0,
	/** What a person lets the others see. */
	presence: 1,
	/** Challenges, and proofs that a key is held. */
	proof: 2,
	/** Asking for a seat. */
	seats: 3,
	/** Whether the other end is alive, and goodbye. */
	pulse: 4
} as const;
export type Channel = (typeof channels)[keyof typeof channels];

/** Bytes that a frame may have: of the gate's, as many as the gate reads. */
export const largestFrame: Record<Channel, number> = {
	[channels.gate]: limits.messageBytes,
	[channels.presence]: 2_000,
	[channels.proof]: 2_000,
	[channels.seats]: 4_000,
	[channels.pulse]: 1
};

export const chunkSize = 60_000;
const headSize = 3;
const lastBit = 0x80;

/** Said first by both ends: who does not say it is not this app, or not in this version. */
export const preface = new TextEncoder().encode('grantbook 1\n');

export interface Frame {
	channel: Channel;
	bytes: Uint8Array;
}

/** The chunk of a frame that begins at `from`. */
export function chunkOf({ channel, bytes }: Frame, from: number): Uint8Array<ArrayBuffer> {
	const to = Math.min(from + chunkSize, bytes.length);
	const chunk = new Uint8Array(headSize + to - from);
	chunk[0] = channel | (to === bytes.length ? lastBit : 0);
	chunk[1] = (to - from) >> 8;
	chunk[2] = (to - from) & 0xff;
	chunk.set(bytes.subarray(from, to), headSize);
	return chunk;
}

export interface FrameFault {
	fault: 'not-a-frame' | 'frame-too-large';
	detail: string;
}

interface Begun {
	pieces: Uint8Array[];
	size: number;
}

/** Puts frames together again, from bytes cut anywhere. After the first fault nothing more comes out of it. */
export class FrameReader {
	readonly #begun = new Map<Channel, Begun>();
	/** Bytes of a preface or of a chunk that is not whole yet. */
	#rest: Uint8Array<ArrayBuffer> = new Uint8Array(0);
	#greeted = false;
	#fault: FrameFault | null = null;

	/** Calls back with each whole frame, in order. Returns what is wrong, or null. */
	read(bytes: Uint8Array, onFrame: (frame: Frame) => void): FrameFault | null {
		if (this.#fault) return this.#fault;
		const all = joined([this.#rest, bytes], this.#rest.length + bytes.length);
		let at = 0;
		if (!this.#greeted) {
			if (!begins(all)) return this.#broken('not-a-frame', 'another preface');
			if (all.length < preface.length) return this.#keep(all, 0);
			this.#greeted = true;
			at = preface.length;
		}
		while (all.length - at >= headSize) {
			const size = (all[at + 1]! << 8) | all[at + 2]!;
			const end = at + headSize + size;
			const channel = channelOf(all[at]!);
			const isLast = (all[at]! & lastBit) !== 0;
			if (channel === null) return this.#broken('not-a-frame', `channel ${all[at]!}`);
			if (size > chunkSize || (size === 0 && !isLast)) return this.#broken('not-a-frame', `chunk of ${size}`);
			const begun = this.#begun.get(channel) ?? { pieces: [], size: 0 };
			if (begun.size + size > largestFrame[channel]) {
				return this.#broken('frame-too-large', `more than ${largestFrame[channel]} bytes on ${channel}`);
			}
			if (all.length < end) break;
			begun.pieces.push(all.slice(at + headSize, end));
			begun.size += size;
			at = end;
			if (isLast) {
				this.#begun.delete(channel);
				onFrame({ channel, bytes: joined(begun.pieces, begun.size) });
			} else this.#begun.set(channel, begun);
		}
		return this.#keep(all, at);
	}

	#keep(all: Uint8Array<ArrayBuffer>, from: number): null {
		this.#rest = all.slice(from);
		return null;
	}

	#broken(fault: FrameFault['fault'], detail: string): FrameFault {
		this.#begun.clear();
		this.#rest = new Uint8Array(0);
		this.#fault = { fault, detail };
		return this.#fault;
	}
}

const begins = (bytes: Uint8Array): boolean =>
	preface.every((byte, index) => index >= bytes.length || bytes[index] === byte);

function channelOf(head: number): Channel | null {
	const channel = head & ~lastBit;
	return channel <= channels.pulse ? (channel as Channel) : null;
}

function joined(pieces: Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
	const whole = new Uint8Array(size);
	let at = 0;
	for (const piece of pieces) {
		whole.set(piece, at);
		at += piece.length;
	}
	return whole;
}
