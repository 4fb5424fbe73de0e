import type { SignalingConn } from 'y-webrtc';
import type { Seal } from './seal';
import { readSignal, type Announce, type Signal } from './signals';
import { sendTo } from './sockets';

/** Messages that wait to be opened; a server that sends more loses them. */
const mostQueued = 500;

/** What the members of one room say by way of the servers: closed, opened, and read one after the other. */
export class SealedPost {
	readonly #room: string;
	readonly #seal: Seal;
	readonly #hear: (message: Announce | Signal, socket: SignalingConn) => Promise<void>;
	#queue = Promise.resolve();
	#queued = 0;

	/** @param hear called with what a member said; the next message waits until it is done with */
	constructor(
		room: string,
		seal: Seal,
		hear: (message: Announce | Signal, socket: SignalingConn) => Promise<void>
	) {
		this.#room = room;
		this.#seal = seal;
		this.#hear = hear;
	}

	send(message: Announce | Signal, socket: SignalingConn): void {
		this.#inTurn(async () => {
			const data = await this.#seal.close(message);
			sendTo(socket, { type: 'publish', topic: this.#room, data });
		});
	}

	receive(sealed: string, socket: SignalingConn): void {
		if (this.#queued >= mostQueued) return;
		this.#queued += 1;
		this.#inTurn(async () => {
			this.#queued -= 1;
			const message = readSignal(await this.#seal.open(sealed));
			if (message) await this.#hear(message, socket);
		});
	}

	#inTurn(work: () => Promise<void>): void {
		this.#queue = this.#queue.then(work).catch(() => undefined);
	}
}
