import { limits } from '../gate/limits';
import { HeldBytes } from './held-bytes';

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

/** Puts frames together again, from bytes cut anywhere. After the first fault nothing more comes out of it. */
export class FrameReader {
	/** What has come of each channel's frame that is not whole. */
	readonly #begun = new Map<Channel, HeldBytes>();
	/** Bytes of the preface that have come, and of the head of a chunk. */
	#greeted = 0;
	readonly #head = new Uint8Array(headSize);
	#headed = 0;
	/** The chunk that is being read, and how many of its bytes are still to come. */
	#chunk: { channel: Channel; isLast: boolean; left: number } | null = null;
	#fault: FrameFault | null = null;

	/** Bytes of memory that frames take up which are not whole: at most about twice those that came of them. */
	get held(): number {
		return [...this.#begun.values()].reduce((sum, { held }) => sum + held, 0);
	}

	/** Calls back with each whole frame, in order. Returns what is wrong, or null. Cost: the bytes, each looked at once. */
	read(bytes: Uint8Array, onFrame: (frame: Frame) => void): FrameFault | null {
		for (let at = 0; at < bytes.length && !this.#fault;) {
			if (this.#greeted < preface.length) {
				if (bytes[at] !== preface[this.#greeted]) return this.#broken('not-a-frame', 'another preface');
				this.#greeted += 1;
				at += 1;
			} else if (this.#chunk)
				at += this.#take(this.#chunk, bytes.subarray(at, at + this.#chunk.left), onFrame);
			else {
				this.#head[this.#headed++] = bytes[at++]!;
				if (this.#headed === headSize) this.#begin(onFrame);
			}
		}
		return this.#fault;
	}

	#begin(onFrame: (frame: Frame) => void): void {
		this.#headed = 0;
		const [head, high, low] = this.#head as unknown as [number, number, number];
		const size = (high << 8) | low;
		const channel = channelOf(head);
		const isLast = (head & lastBit) !== 0;
		if (channel === null) return void this.#broken('not-a-frame', `channel ${head}`);
		if (size > chunkSize || (size === 0 && !isLast))
			return void this.#broken('not-a-frame', `chunk of ${size}`);
		if ((this.#begun.get(channel)?.size ?? 0) + size > largestFrame[channel])
			return void this.#broken('frame-too-large', `more than ${largestFrame[channel]} bytes on ${channel}`);
		this.#chunk = { channel, isLast, left: size };
		if (size === 0) this.#take(this.#chunk, new Uint8Array(0), onFrame);
	}

	/** Takes some bytes of a chunk, and answers how many. */
	#take(
		chunk: { channel: Channel; isLast: boolean; left: number },
		piece: Uint8Array,
		onFrame: (frame: Frame) => void
	): number {
		const { channel, isLast } = chunk;
		const begun = this.#begun.get(channel) ?? new HeldBytes();
		begun.add(piece);
		this.#begun.set(channel, begun);
		chunk.left -= piece.length;
		if (chunk.left > 0) return piece.length;
		this.#chunk = null;
		if (isLast) {
			this.#begun.delete(channel);
			onFrame({ channel, bytes: begun.take() });
		}
		return piece.length;
	}

	#broken(fault: FrameFault['fault'], detail: string): FrameFault {
		this.#begun.clear();
		this.#fault = { fault, detail };
		return this.#fault;
	}
}

function channelOf(head: number): Channel | null {
	const channel = head & ~lastBit;
	return channel <= channels.pulse ? (channel as Channel) : null;
}
