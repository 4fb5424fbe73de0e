import { channels, chunkOf, preface, type Channel, type Frame } from './framing';

/** Bytes handed to the browser and not sent yet: enough to keep a fast line busy, little enough to overtake. */
const mostBuffered = 256 * 1024;
/** Bytes waiting here for an end that takes in nothing, each frame counted with what it takes up beside its own. */
export const mostWaiting = 128 * 1024 * 1024;
const besideFrame = 200;

/** Small messages first. */
const order: Channel[] = [channels.pulse, channels.proof, channels.presence, channels.seats, channels.gate];

/** Where chunks go. */
export interface Sink {
	/** Bytes handed over and not sent yet. */
	readonly buffered: number;
	send(chunk: Uint8Array<ArrayBuffer>): void;
}

/** Frames on their way out, chunk by chunk, as fast as the line takes them. */
export class FrameOutbox {
	readonly #sink: Sink;
	readonly #waiting = new Map<Channel, Frame[]>(order.map((channel) => [channel, []]));
	/** How far the first frame of each channel is sent. */
	readonly #sent = new Map<Channel, number>();
	#size = 0;
	#frames = 0;
	#begun = false;

	constructor(sink: Sink) {
		this.#sink = sink;
	}

	/** Bytes of frames that wait here. */
	get size(): number {
		return this.#size;
	}

	/** Returns false where so much waits that the other end cannot be reading. */
	add(frame: Frame): boolean {
		this.#waiting.get(frame.channel)!.push(frame);
		this.#size += frame.bytes.length;
		this.#frames += 1;
		this.pump();
		return this.#size + besideFrame * this.#frames <= mostWaiting;
	}

	/** Hands over what the line takes; to be called again whenever it has taken some. */
	pump(): void {
		if (!this.#begun) {
			this.#begun = true;
			this.#sink.send(preface.slice());
		}
		while (this.#sink.buffered < mostBuffered) {
			const channel = order.find((each) => this.#waiting.get(each)!.length > 0);
			if (channel === undefined) return;
			this.#next(channel);
		}
	}

	#next(channel: Channel): void {
		const frames = this.#waiting.get(channel)!;
		const frame = frames[0]!;
		const from = this.#sent.get(channel) ?? 0;
		const chunk = chunkOf(frame, from);
		const payload = chunk.length - 3;
		this.#size -= payload;
		this.#sent.set(channel, from + payload);
		if (from + payload === frame.bytes.length) {
			frames.shift();
			this.#frames -= 1;
			this.#sent.set(channel, 0);
		}
		this.#sink.send(chunk);
	}
}
