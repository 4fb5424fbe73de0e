import type { SimplePeer } from 'y-webrtc';
import { TokenBucket } from '$lib/gate/token-bucket';
import { monotonicNow } from '../gate/monotonic-clock';
import { ByteBuffer } from './byte-buffer';
import { channels, FrameReader, maxFrameBytes, type Channel, type Frame } from './framing';
import { FrameQueue } from './frame-queue';
import type { Heartbeat } from './heartbeat';
import type { ConnectionFault } from './sharing-state';

const heartbeatBytes = { ping: 0, pong: 1, goodbye: 2 } as const;

/** Bytes held back until the connection is open on this side too. */
const maxEarlyBytes = 2 * maxFrameBytes[channels.gate];

export interface FramedChannelEvents {
	opened(): void;
	/** A complete frame of a channel other than the heartbeat's. */
	frame(channel: Channel, bytes: Uint8Array): void;
	/** The peer broke the protocol; the connection is closed. */
	fault(fault: ConnectionFault, detail: string): void;
}

/**
 * Sends and receives frames over a connection taken over from y-webrtc, whose own reads and writes are disabled.
 * Frames go as fast as the connection takes them, and a heartbeat detects a dead peer.
 */
export class FramedChannel {
	readonly #peer: SimplePeer;
	readonly #heartbeat: Heartbeat;
	readonly #events: FramedChannelEvents;
	readonly #reader = new FrameReader();
	readonly #queue: FrameQueue;
	readonly #pongLimit = new TokenBucket(2, 10);
	readonly #earlyBytes = new ByteBuffer();
	#closed = false;

	constructor(peer: SimplePeer, heartbeat: Heartbeat, on: FramedChannelEvents) {
		this.#peer = peer;
		this.#heartbeat = heartbeat;
		this.#events = on;
		const send: SimplePeer['send'] = peer.send.bind(peer);
		peer.send = () => undefined;
		this.#queue = new FrameQueue({
			get buffered() {
				return peer.bufferSize;
			},
			send
		});
		peer.removeAllListeners('data');
		peer.on('data', (bytes) => this.#receive(bytes));
		peer.on('connect', () => this.#opened());
		// An error is followed by a close event.
		peer.on('error', () => undefined);
		peer.on('close', () => (this.#closed = true));
	}

	send(frame: Frame): void {
		this.#try(() => {
			if (!this.#queue.enqueue(frame)) this.#fail('not-reading', `${this.#queue.queuedBytes} bytes queued`);
		});
	}

	/** To be called about once a second. */
	tick(now: number): void {
		if (!this.#heartbeat.isOpen || this.#closed) return;
		const status = this.#heartbeat.check(now);
		if (status === 'ping') this.#sendHeartbeat('ping');
		else if (status === 'dead') this.close();
		// In case the browser did not report that its buffer has drained.
		this.#try(() => this.#queue.flush());
	}

	/** Sends goodbye, so that the other end knows at once, and closes. */
	closeGracefully(): void {
		if (this.#heartbeat.isOpen) this.#sendHeartbeat('goodbye');
		this.close();
	}

	close(): void {
		this.#closed = true;
		this.#peer.destroy();
	}

	#opened(): void {
		if (this.#closed) return;
		this.#heartbeat.opened(monotonicNow());
		this.#peer._channel?.addEventListener('bufferedamountlow', () => this.#try(() => this.#queue.flush()));
		this.#try(() => this.#queue.flush());
		this.#events.opened();
		this.#receive(this.#earlyBytes.takeAll());
	}

	#receive(bytes: Uint8Array): void {
		if (this.#closed) return;
		if (!this.#heartbeat.isOpen) return this.#holdBack(bytes);
		this.#heartbeat.received(monotonicNow());
		const fault = this.#reader.read(bytes, (frame) => this.#receiveFrame(frame));
		if (fault) this.#fail(fault.fault, fault.detail);
	}

	/** The peer may send before the connection is reported as open here. */
	#holdBack(bytes: Uint8Array): void {
		this.#earlyBytes.append(bytes);
		if (this.#earlyBytes.length > maxEarlyBytes)
			this.#fail('frame-too-large', 'too many bytes before opening');
	}

	#receiveFrame({ channel, bytes }: Frame): void {
		if (this.#closed) return;
		if (channel !== channels.heartbeat) this.#events.frame(channel, bytes);
		else if (bytes[0] === heartbeatBytes.ping && this.#pongLimit.tryTake()) this.#sendHeartbeat('pong');
		else if (bytes[0] === heartbeatBytes.goodbye) this.close();
	}

	#sendHeartbeat(kind: keyof typeof heartbeatBytes): void {
		this.send({ channel: channels.heartbeat, bytes: Uint8Array.of(heartbeatBytes[kind]) });
	}

	#fail(fault: ConnectionFault, detail: string): void {
		if (this.#closed) return;
		this.close();
		this.#events.fault(fault, detail);
	}

	/** A channel may close at any moment; its close event tells. */
	#try(work: () => void): void {
		if (this.#closed || !this.#peer.connected) return;
		try {
			work();
		} catch {
			this.close();
		}
	}
}
