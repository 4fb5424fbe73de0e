import { channels, chunkOf, preface, type Channel, type Frame } from './framing';

/** Bytes handed to the browser and not sent yet: enough to keep a fast line busy, few enough to be overtaken. */
const maxBufferedBytes = 256 * 1024;
/** Bytes queued for a peer that does not read, including the overhead of each frame. */
export const maxQueuedBytes = 128 * 1024 * 1024;
const frameOverhead = 200;

/** Channels with small messages come first. */
const priority: Channel[] = [
	channels.heartbeat,
	channels.proof,
	channels.presence,
	channels.requests,
	channels.gate
];

/** The data channel that chunks are sent to. */
export interface FrameSink {
	/** Bytes accepted and not sent yet. */
	readonly buffered: number;
	send(chunk: Uint8Array<ArrayBuffer>): void;
}

/** Sends frames chunk by chunk, as fast as the connection takes them. */
export class FrameQueue {
	readonly #sink: FrameSink;
	readonly #queues = new Map<Channel, Frame[]>(priority.map((channel) => [channel, []]));
	/** Bytes sent of the first frame of each channel. */
	readonly #sent = new Map<Channel, number>();
	#queuedBytes = 0;
	#queuedFrames = 0;
	#started = false;

	constructor(sink: FrameSink) {
		this.#sink = sink;
	}

	/** Bytes of frames that are not handed to the browser yet. */
	get queuedBytes(): number {
		return this.#queuedBytes;
	}

	/** Returns false if so much is queued that the other end cannot be reading. */
	enqueue(frame: Frame): boolean {
		this.#queues.get(frame.channel)!.push(frame);
		this.#queuedBytes += frame.bytes.length;
		this.#queuedFrames += 1;
		this.flush();
		return this.#queuedBytes + frameOverhead * this.#queuedFrames <= maxQueuedBytes;
	}

	/** Sends what the connection takes now; to be called again whenever its buffer has drained. */
	flush(): void {
		if (!this.#started) {
			this.#started = true;
			this.#sink.send(preface.slice());
		}
		while (this.#sink.buffered < maxBufferedBytes) {
			const channel = priority.find((each) => this.#queues.get(each)!.length > 0);
			if (channel === undefined) return;
			this.#sendChunk(channel);
		}
	}

	#sendChunk(channel: Channel): void {
		const frames = this.#queues.get(channel)!;
		const frame = frames[0]!;
		const from = this.#sent.get(channel) ?? 0;
		const chunk = chunkOf(frame, from);
		const payload = chunk.length - 3;
		this.#queuedBytes -= payload;
		this.#sent.set(channel, from + payload);
		if (from + payload === frame.bytes.length) {
			frames.shift();
			this.#queuedFrames -= 1;
			this.#sent.set(channel, 0);
		}
		this.#sink.send(chunk);
	}
}
