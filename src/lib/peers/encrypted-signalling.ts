import type { SignalingConn } from 'y-webrtc';
import type { SignallingCipher } from './signalling-cipher';
import { readSignal, type Announce, type Signal } from './signalling-messages';
import { sendRaw } from './socket-interceptor';

/** Messages waiting to be decrypted; more are dropped. */
const maxQueued = 500;

/** The signalling of one room: encrypts, decrypts and parses messages one after the other. */
export class EncryptedSignalling {
	readonly #room: string;
	readonly #cipher: SignallingCipher;
	readonly #onMessage: (message: Announce | Signal, socket: SignalingConn) => Promise<void>;
	#queue = Promise.resolve();
	#queued = 0;

	/** @param onMessage called with each member's message; the next one waits until it resolves */
	constructor(
		room: string,
		cipher: SignallingCipher,
		onMessage: (message: Announce | Signal, socket: SignalingConn) => Promise<void>
	) {
		this.#room = room;
		this.#cipher = cipher;
		this.#onMessage = onMessage;
	}

	send(message: Announce | Signal, socket: SignalingConn): void {
		this.#enqueue(async () => {
			const data = await this.#cipher.encrypt(message);
			sendRaw(socket, { type: 'publish', topic: this.#room, data });
		});
	}

	receive(encrypted: string, socket: SignalingConn): void {
		if (this.#queued >= maxQueued) return;
		this.#queued += 1;
		this.#enqueue(async () => {
			this.#queued -= 1;
			const message = readSignal(await this.#cipher.decrypt(encrypted));
			if (message) await this.#onMessage(message, socket);
		});
	}

	#enqueue(work: () => Promise<void>): void {
		this.#queue = this.#queue.then(work).catch(() => undefined);
	}
}
