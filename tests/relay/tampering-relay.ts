/** A relay in this process that speaks as Hocuspocus does, and that a test can make do anything at all. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { carrierRoot } from '../../src/lib/peers/relay/carrier-update';
import type { SocketLike } from '../../src/lib/peers/relay/relay-socket';

const kinds = { sync: 0, auth: 2, syncStatus: 8 };

interface Client {
	socket: SocketLike;
	name: string;
}

export class TamperingRelay {
	readonly docs = new Map<string, Y.Doc>();
	/** What each client is sent, before it is; null sends nothing. */
	tamper: (message: Uint8Array) => Uint8Array | null = (message) => message;
	/** Whether everything is told twice. */
	isRepeating = false;
	/** Everything that was sent to it. */
	readonly heard: Uint8Array[] = [];
	readonly #clients = new Set<Client>();

	/** A client's end of a new connection. */
	readonly connect = (): SocketLike => {
		const client: Client = {
			name: '',
			socket: {
				binaryType: '',
				...{ onopen: null, onmessage: null, onclose: null, onerror: null },
				send: (bytes) => queueMicrotask(() => this.#receive(client, bytes)),
				close: () => this.#clients.delete(client)
			}
		};
		this.#clients.add(client);
		queueMicrotask(() => client.socket.onopen?.());
		return client.socket;
	};

	/** The names that were asked for, in their order. */
	get names(): string[] {
		return [...this.docs.keys()];
	}

	map(name: string): Y.Map<unknown> {
		return this.doc(name).getMap(carrierRoot);
	}

	doc(name: string): Y.Doc {
		let doc = this.docs.get(name);
		if (!doc) {
			this.docs.set(name, (doc = new Y.Doc()));
			doc.on('update', (update: Uint8Array) => {
				for (const each of this.#clients) if (each.name === name) this.#sendSync(each, 2, update);
			});
		}
		return doc;
	}

	/** Puts another document in the place of one, as after a restart with an old copy. */
	replace(name: string, update: Uint8Array | null): void {
		this.docs.delete(name);
		if (update) Y.applyUpdate(this.doc(name), update);
		this.dropAll();
	}

	/** Ends all connections. */
	dropAll(): void {
		for (const { socket } of [...this.#clients]) socket.onclose?.({ code: 1006, reason: '' });
		this.#clients.clear();
	}

	/** Sends bytes to everybody. */
	say(bytes: Uint8Array): void {
		for (const client of this.#clients) this.#send(client, bytes);
	}

	#receive(client: Client, bytes: Uint8Array): void {
		if (!this.#clients.has(client)) return;
		this.heard.push(bytes);
		const decoder = decoding.createDecoder(bytes);
		client.name = decoding.readVarString(decoder);
		const doc = this.doc(client.name);
		if (decoding.readVarUint(decoder) === kinds.auth)
			return this.#write(client, kinds.auth, (encoder) => {
				encoding.writeVarUint(encoder, 2);
				encoding.writeVarString(encoder, 'read-write');
			});
		const step = decoding.readVarUint(decoder);
		const content = decoding.readVarUint8Array(decoder);
		if (step === 0) {
			this.#sendSync(client, 0, Y.encodeStateVector(doc));
			this.#sendSync(client, 1, Y.encodeStateAsUpdate(doc, content));
		} else {
			Y.applyUpdate(doc, content);
			this.#write(client, kinds.syncStatus, (encoder) => encoding.writeVarUint(encoder, 1));
		}
	}

	#sendSync(client: Client, step: number, content: Uint8Array): void {
		this.#write(client, kinds.sync, (encoder) => {
			encoding.writeVarUint(encoder, step);
			encoding.writeVarUint8Array(encoder, content);
		});
	}

	#write(client: Client, kind: number, write: (encoder: encoding.Encoder) => void): void {
		const encoder = encoding.createEncoder();
		encoding.writeVarString(encoder, client.name);
		encoding.writeVarUint(encoder, kind);
		write(encoder);
		this.#send(client, encoding.toUint8Array(encoder));
	}

	#send(client: Client, bytes: Uint8Array): void {
		const sent = this.tamper(bytes);
		for (let times = this.isRepeating ? 2 : 1; sent && times > 0; times--)
			queueMicrotask(() => client.socket.onmessage?.({ data: sent.slice().buffer }));
	}
}
