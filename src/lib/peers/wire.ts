import type { SimplePeer } from 'y-webrtc';
import { TokenBucket } from '$lib/gate/token-bucket';
import { monotonicNow } from '../gate/monotonic-clock';
import { HeldBytes } from './held-bytes';
import { channels, FrameReader, largestFrame, type Channel, type Frame } from './framing';
import { FrameOutbox } from './outbox';
import type { Pulse } from './pulse';
import type { ConnectionFault } from './state';

const beats = { ask: 0, here: 1, bye: 2 } as const;

/** Bytes that are kept for when the connection is open here too. */
const mostEarly = 2 * largestFrame[channels.gate];

export interface WireEvents {
	opened(): void;
	/** A whole message of a channel other than the pulse's. */
	frame(channel: Channel, bytes: Uint8Array): void;
	/** The other end is no copy of this app, or not an honest one; the connection is closed. */
	broken(fault: ConnectionFault, detail: string): void;
}

/**
 * One connection, taken over from y-webrtc: what it would read is read here, what it would say is dropped. Frames
 * go both ways, as fast as the line takes them, and the other end is asked for a sign of life.
 */
export class Wire {
	readonly #peer: SimplePeer;
	readonly #pulse: Pulse;
	readonly #on: WireEvents;
	readonly #reader = new FrameReader();
	readonly #outbox: FrameOutbox;
	readonly #answers = new TokenBucket(2, 10);
	readonly #early = new HeldBytes();
	#closed = false;

	constructor(peer: SimplePeer, pulse: Pulse, on: WireEvents) {
		this.#peer = peer;
		this.#pulse = pulse;
		this.#on = on;
		const send: SimplePeer['send'] = peer.send.bind(peer);
		peer.send = () => undefined;
		this.#outbox = new FrameOutbox({
			get buffered() {
				return peer.bufferSize;
			},
			send
		});
		peer.removeAllListeners('data');
		peer.on('data', (bytes) => this.#hear(bytes));
		peer.on('connect', () => this.#opened());
		// An error is followed by a close, which says all there is to say.
		peer.on('error', () => undefined);
		peer.on('close', () => (this.#closed = true));
	}

	say(frame: Frame): void {
		this.#try(() => {
			if (!this.#outbox.add(frame)) this.#broken('not-reading', `${this.#outbox.size} bytes wait`);
		});
	}

	/** To be called about once a second. */
	look(now: number): void {
		if (!this.#pulse.isOpen || this.#closed) return;
		const verdict = this.#pulse.look(now);
		if (verdict === 'ask') this.#beat('ask');
		else if (verdict === 'dead') this.close();
		// Where the browser has not told that there is room again.
		this.#try(() => this.#outbox.pump());
	}

	/** Says goodbye, so that the other end need not find out by itself, and closes. */
	bye(): void {
		if (this.#pulse.isOpen) this.#beat('bye');
		this.close();
	}

	close(): void {
		this.#closed = true;
		this.#peer.destroy();
	}

	#opened(): void {
		if (this.#closed) return;
		this.#pulse.opened(monotonicNow());
		this.#peer._channel?.addEventListener('bufferedamountlow', () => this.#try(() => this.#outbox.pump()));
		this.#try(() => this.#outbox.pump());
		this.#on.opened();
		this.#hear(this.#early.take());
	}

	#hear(bytes: Uint8Array): void {
		if (this.#closed) return;
		if (!this.#pulse.isOpen) return this.#keep(bytes);
		this.#pulse.heard(monotonicNow());
		const fault = this.#reader.read(bytes, (frame) => this.#frame(frame));
		if (fault) this.#broken(fault.fault, fault.detail);
	}

	/** The other end may speak before this one is told that the connection is open. */
	#keep(bytes: Uint8Array): void {
		this.#early.add(bytes);
		if (this.#early.size > mostEarly) this.#broken('frame-too-large', 'more than fits before the beginning');
	}

	#frame({ channel, bytes }: Frame): void {
		if (this.#closed) return;
		if (channel !== channels.pulse) this.#on.frame(channel, bytes);
		else if (bytes[0] === beats.ask && this.#answers.tryTake()) this.#beat('here');
		else if (bytes[0] === beats.bye) this.close();
	}

	#beat(beat: keyof typeof beats): void {
		this.say({ channel: channels.pulse, bytes: Uint8Array.of(beats[beat]) });
	}

	#broken(fault: ConnectionFault, detail: string): void {
		if (this.#closed) return;
		this.close();
		this.#on.broken(fault, detail);
	}

	/** A channel may close at any moment; that is told by itself. */
	#try(work: () => void): void {
		if (this.#closed || !this.#peer.connected) return;
		try {
			work();
		} catch {
			this.close();
		}
	}
}
