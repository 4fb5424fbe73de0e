import { TokenBucket } from '$lib/gate/token-bucket';
import { monotonicNow } from '../../gate/monotonic-clock';
import { Backoff } from '../backoff';
import { askForRest, openDocument, readRelayMessage, type RelayMessage } from './hocuspocus-messages';
import type { RelayLimits } from './relay-limits';

/** As much of a WebSocket as is used: a browser's, or the one of `ws` in Node. */
export interface SocketLike {
	binaryType: string;
	onopen: (() => void) | null;
	onmessage: ((event: { data: unknown }) => void) | null;
	onclose: ((event: { code: number; reason: string }) => void) | null;
	onerror: ((event: never) => void) | null;
	send(bytes: Uint8Array<ArrayBuffer>): void;
	close(): void;
}

export interface RelaySocketEvents {
	/** The document may be used. */
	opened(): void;
	/**
	 * A message about the document, or several updates that came while one was taken in. The next is delivered after the
	 * promise has resolved; where it rejects, the connection is made anew.
	 */
	messages(messages: readonly RelayMessage[]): Promise<void>;
	/** The connection is gone or none was made; it is tried again. */
	down(detail: string): void;
	/** What is here, to ask for the rest. */
	vector(): Uint8Array;
}

/** How often dead connections and due retries are looked for, in milliseconds. */
const tickInterval = 1_000;

/** A connection with a relay about one document at a time, made again whenever it is lost. */
export class RelaySocket {
	readonly #open: () => SocketLike;
	readonly #limits: RelayLimits;
	readonly #on: RelaySocketEvents;
	readonly #backoff = new Backoff();
	readonly #ticking: ReturnType<typeof setInterval>;
	#name: string;
	#socket: SocketLike | null = null;
	/** Messages that wait to be read. */
	#unread: RelayMessage[] = [];
	#reading = false;
	#openedAt: number | null = null;
	#heardAt = 0;
	#askedAt = 0;
	#notBefore = 0;
	#closed = false;

	/** @param open makes a socket; may throw */
	constructor(open: () => SocketLike, name: string, limits: RelayLimits, on: RelaySocketEvents) {
		this.#open = open;
		this.#name = name;
		this.#limits = limits;
		this.#on = on;
		this.#ticking = setInterval(() => this.#tick(monotonicNow()), tickInterval);
		this.#connect();
	}

	get isOpen(): boolean {
		return this.#openedAt !== null;
	}

	send(bytes: Uint8Array<ArrayBuffer>): void {
		this.#socket?.send(bytes);
	}

	/** Tells what is here, and asks for the rest. */
	ask(): void {
		this.#askedAt = monotonicNow();
		this.send(askForRest(this.#name, this.#on.vector()));
	}

	/** Goes on with another document, or anew with the same one. @param delay milliseconds before that */
	reopen(name: string, delay = 0): void {
		this.#name = name;
		this.#notBefore = monotonicNow() + delay;
		this.#drop();
		this.#tick(monotonicNow());
	}

	/** Ends the connection; it is made again. */
	end(detail: string): void {
		this.#drop();
		this.#on.down(detail);
	}

	close(): void {
		this.#closed = true;
		clearInterval(this.#ticking);
		this.#drop();
	}

	#connect(): void {
		try {
			const socket = this.#open();
			const bytes = new TokenBucket(this.#limits.bytesPerSecond, this.#limits.bytesBurst);
			const messages = new TokenBucket(this.#limits.messagesPerSecond, this.#limits.messagesBurst);
			this.#socket = socket;
			this.#heardAt = monotonicNow();
			socket.binaryType = 'arraybuffer';
			socket.onopen = () => this.send(openDocument(this.#name));
			socket.onmessage = ({ data }) => {
				const length = data instanceof ArrayBuffer ? data.byteLength : String(data).length;
				if (messages.take(1) + bytes.take(length) > 0) return this.end('too much at once');
				if (data instanceof ArrayBuffer) this.#receive(new Uint8Array(data));
			};
			// A close event follows, with the same information.
			socket.onerror = () => undefined;
			socket.onclose = ({ code, reason }) =>
				this.end(`closed (${[code, reason.slice(0, 100)].join(' ').trim()})`);
		} catch (error) {
			this.end(String(error));
		}
	}

	#receive(bytes: Uint8Array): void {
		this.#heardAt = monotonicNow();
		let message: RelayMessage | null;
		try {
			message = readRelayMessage(bytes, this.#name);
		} catch {
			return this.end('not a message of Hocuspocus');
		}
		if (!message) return;
		if (message.kind === 'authenticated') {
			if (message.readOnly) return this.end('it takes nothing in');
			if (this.isOpen) return;
			this.#openedAt = monotonicNow();
			this.#on.opened();
			this.ask();
		} else if (message.kind === 'denied' || message.kind === 'closed') this.end(message.reason.slice(0, 200));
		else if (this.isOpen) {
			this.#unread.push(message);
			void this.#read();
		}
	}

	async #read(): Promise<void> {
		if (this.#reading) return;
		this.#reading = true;
		try {
			while (this.#unread.length > 0) await this.#on.messages(this.#takeUnread());
		} catch (error) {
			this.end(String(error));
		} finally {
			this.#reading = false;
		}
	}

	/** The next message, with all that follow where they are updates. */
	#takeUnread(): RelayMessage[] {
		const other = this.#unread.findIndex(({ kind }) => kind !== 'update');
		return this.#unread.splice(0, other < 0 ? this.#unread.length : Math.max(1, other));
	}

	#drop(): void {
		const [socket, openedAt] = [this.#socket, this.#openedAt];
		this.#socket = this.#openedAt = null;
		this.#unread = [];
		const now = monotonicNow();
		this.#backoff.connectionEnded(relay, openedAt === null ? 0 : now - openedAt, now);
		if (!socket) return;
		socket.onopen = socket.onmessage = socket.onclose = null;
		socket.close();
	}

	#tick(now: number): void {
		if (this.#closed) return;
		if (!this.#socket) {
			if (now >= this.#notBefore && this.#backoff.allows(relay, now)) this.#connect();
		} else if (now - this.#heardAt > this.#limits.silence) this.end('no answer');
		else if (this.isOpen && now - this.#askedAt > this.#limits.resync) this.ask();
	}
}

/** The one peer that the backoff knows here. */
const relay = 'relay';
