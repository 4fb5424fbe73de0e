import { timeSlices } from '$lib/document/time-slices';
import type { EntryId } from '../../domain/facts';
import type { SyncConnection } from '../../gate/api';
import { TokenBucket } from '../../gate/token-bucket';
import { Carrier } from './carrier';
import { Poisoned } from './carrier-update';
import { EntrySealer } from './entry-sealer';
import { GateExchange } from './gate-exchange';
import { sendUpdate, type RelayMessage } from './hocuspocus-messages';
import { relayLimits, type RelayLimits } from './relay-limits';
import { RelaySocket, type SocketLike } from './relay-socket';
import { unknownRelay, type RelayState } from './relay-state';

export interface RelayRoom {
	url: string;
	room: string;
	secret: string;
	workspace: string;
}

/** Who hears what this browser's gate sends, and why it ended the connection. */
export interface GateListener {
	send(message: Uint8Array): void;
	ended(why: { reason: string; detail: string }): void;
}

export interface RelaySessionOptions extends RelayRoom {
	connectGate: (on: GateListener) => SyncConnection;
	onState: (state: RelayState) => void;
	/** Makes a socket; may throw. */
	openSocket: () => SocketLike;
	limits?: Partial<RelayLimits>;
}

/** One document of the relay, as far as it is known here, and what the gate says to it. */
interface Tenure {
	carrier: Carrier;
	/** Null until the relay has answered what it has. */
	exchange: GateExchange | null;
	line: SyncConnection | null;
	/** What belongs under each key, from the gate or the relay: see `Unsealed`. */
	tags: Map<string, string>;
	/** The ids of what was unsealed. */
	ids: Map<string, EntryId>;
	/** What is to be put. */
	unsent: [id: EntryId, text: string][];
	/** How many entries were put and are not confirmed. */
	unconfirmed: number;
	/** Bytes of all that was put. */
	put: number;
	/** The relay has answered what it has. */
	isHeard: boolean;
}

/**
 * Exchanges entries with a relay, as one more peer that is not trusted. What is missing there is put back after each sync.
 * A document that was spoiled is left for the next one, whose name all members derive alike.
 */
export class RelaySession {
	readonly #options: RelaySessionOptions;
	readonly #limits: RelayLimits;
	readonly #sealer: EntrySealer;
	readonly #socket: RelaySocket;
	/** A relay could have everything put again and again, by losing it. */
	readonly #anew: TokenBucket;
	/** What was put in a document that is left is put again in the next one. */
	readonly #again: TokenBucket;
	#tenure: Tenure;
	#number = 0;
	#state: RelayState;
	#closed = false;

	/** Rejects where there is no WebCrypto. */
	static async open(options: RelaySessionOptions): Promise<RelaySession> {
		return new RelaySession(options, await EntrySealer.of(options.room, options.secret));
	}

	private constructor(options: RelaySessionOptions, sealer: EntrySealer) {
		this.#options = options;
		this.#limits = { ...relayLimits, ...options.limits };
		this.#sealer = sealer;
		this.#anew = new TokenBucket(this.#limits.anewPerSecond, this.#limits.anewBurst);
		this.#again = new TokenBucket(this.#limits.againPerSecond, this.#limits.againBurst);
		this.#state = unknownRelay(options.url);
		this.#tenure = this.#newTenure();
		this.#socket = new RelaySocket(options.openSocket, sealer.nameOf(0), this.#limits, {
			opened: () => this.#tell({ connection: 'connected', detail: '' }),
			messages: (messages) => this.#guarded(this.#tenure, () => this.#receive(messages)),
			down: (detail) => {
				this.#tenure.unconfirmed = 0;
				if (this.#state.connection !== 'poisoned') this.#tell({ connection: 'unreachable', detail });
			},
			vector: () => this.#tenure.carrier.vector()
		});
		this.#tell();
	}

	close(): void {
		this.#closed = true;
		this.#socket.close();
		this.#tenure.line?.close();
	}

	#newTenure(): Tenure {
		return {
			...{ carrier: new Carrier(this.#limits), exchange: null, line: null, isHeard: false },
			...{ tags: new Map(), ids: new Map(), unsent: [], unconfirmed: 0, put: 0 }
		};
	}

	/** Begins to exchange with the gate, or begins anew. */
	#connectGate(tenure: Tenure): void {
		tenure.line?.close();
		tenure.unsent = [];
		const exchange = new GateExchange(this.#options.workspace, {
			send: (message) => line.receive(message),
			entries: (entries) => this.#guarded(tenure, () => this.#fromGate(tenure, entries)),
			lacking: (known) => this.#textsBut(tenure, known),
			changed: () => this.#tell()
		});
		const line = this.#options.connectGate({
			send: (message) => exchange.receive(message),
			ended: ({ reason, detail }) =>
				void this.#guarded(tenure, () => Promise.reject(new Poisoned('refused', `${reason}: ${detail}`)))
		});
		Object.assign(tenure, { exchange, line });
		exchange.begin(tenure.ids.size > 0);
	}

	/**
	 * Does something with a document. Where that shows that it was spoiled, the next one is used; where it fails otherwise,
	 * this one anew, for what it holds already would not be told again.
	 */
	async #guarded(tenure: Tenure, work: () => Promise<void>): Promise<void> {
		try {
			if (tenure === this.#tenure && !this.#closed) await work();
		} catch (error) {
			if (tenure !== this.#tenure || this.#closed) return;
			if (error instanceof Poisoned) this.#moveOn(error);
			else this.#beginAnew(this.#number, String(error));
		}
	}

	async #receive([message, ...more]: readonly RelayMessage[]): Promise<void> {
		const tenure = this.#tenure;
		switch (message?.kind) {
			case 'vector':
				// It lost what was there, or tells an old state again: all of it is compared anew.
				if (!tenure.carrier.isWithin(message.vector)) this.#beginAnew(0, 'it has lost something');
				return;
			case 'update': {
				const updates = [message, ...more].filter(({ kind }) => kind === 'update') as (typeof message)[];
				// Whatever came before the answer is part of it.
				const first = tenure.isHeard ? 0 : updates.findIndex(({ isAnswer }) => isAnswer);
				if (first < 0) return;
				const bytes = updates.slice(first).map(({ update }) => update);
				return this.#fromRelay(tenure, bytes);
			}
			case 'saved':
				if (!message.isSaved) return this.#socket.end('it takes nothing in');
				tenure.unconfirmed = 0;
				return this.#putMore(tenure);
			default:
				return;
		}
	}

	async #fromRelay(tenure: Tenure, updates: readonly Uint8Array[]): Promise<void> {
		const wasEmpty = tenure.ids.size === 0;
		const changed = tenure.carrier.receive(...updates);
		if (changed === 'incomplete') return this.#beginAnew(this.#number, 'pieces are missing');
		const fresh: [id: EntryId, text: string][] = [];
		const rest = timeSlices();
		for (const key of changed) {
			if (rest.due()) await rest.take();
			const unsealed = await this.#sealer.unseal(key, tenure.carrier.get(key)!);
			if (!unsealed) throw new Poisoned('unreadable', key);
			this.#expect(tenure, key, unsealed.tag);
			tenure.ids.set(key, unsealed.id);
			if (tenure.isHeard) fresh.push([unsealed.id, unsealed.text]);
		}
		if (tenure !== this.#tenure || this.#closed) return;
		// To a gate that met nothing yet, what comes first is the whole of it: a sync with an end, and with bounds after that.
		if (!tenure.isHeard || (wasEmpty && tenure.ids.size > 0)) this.#connectGate(tenure);
		else tenure.exchange?.bring(fresh);
		tenure.isHeard = true;
		await this.#putMore(tenure);
	}

	async #fromGate(tenure: Tenure, entries: readonly [id: EntryId, text: string][]): Promise<void> {
		for (const [id, text] of entries) {
			const key = this.#sealer.keyOf(id);
			this.#expect(tenure, key, this.#sealer.tagOf(text));
			if (!tenure.carrier.has(key)) tenure.unsent.push([id, text]);
		}
		await this.#putMore(tenure);
	}

	/** Throws Poisoned where another text stands or belongs under a key. */
	#expect({ tags }: Tenure, key: string, tag: string): void {
		const before = tags.get(key);
		if (before !== undefined && before !== tag) throw new Poisoned('overwritten', key);
		tags.set(key, tag);
	}

	/** Puts the next entries, when those before are confirmed. */
	async #putMore(tenure: Tenure): Promise<void> {
		const mayPut = tenure.isHeard && tenure.unconfirmed === 0 && this.#socket.isOpen;
		if (mayPut && tenure.unsent.length > 0) {
			if (tenure.carrier.isFull) return this.#tell({ detail: 'there is no more room in the document' });
			const batch = this.#nextBatch(tenure.unsent);
			tenure.unconfirmed = batch.length;
			const values = await Promise.all(
				batch.map(async ([id, text]) => [this.#sealer.keyOf(id), await this.#sealer.seal(id, text)] as const)
			);
			if (tenure !== this.#tenure || this.#closed) return;
			const update = tenure.carrier.put(values.filter(([key]) => !tenure.carrier.has(key)));
			tenure.put += update.length;
			this.#socket.send(sendUpdate(this.#sealer.nameOf(this.#number), update));
		}
		this.#tell();
	}

	#nextBatch(unsent: [id: EntryId, text: string][]): [id: EntryId, text: string][] {
		let [count, length] = [0, 0];
		while (count < unsent.length && count < this.#limits.batchEntries && length < this.#limits.batchLength)
			length += unsent[count++]![1].length;
		return unsent.splice(0, count);
	}

	/** The texts in the carrier, but for entries that are known. */
	async #textsBut(tenure: Tenure, known: ReadonlySet<EntryId>): Promise<[id: EntryId, text: string][]> {
		const texts: [id: EntryId, text: string][] = [];
		const rest = timeSlices();
		for (const [key, id] of tenure.ids) {
			if (known.has(id)) continue;
			if (rest.due()) await rest.take();
			const unsealed = await this.#sealer.unseal(key, tenure.carrier.get(key)!);
			if (unsealed) texts.push([id, unsealed.text]);
		}
		return texts;
	}

	#moveOn({ reason, detail }: Poisoned): void {
		const isLast = this.#number + 1 >= this.#limits.names;
		this.#state = { ...this.#state, moved: this.#state.moved + 1, poison: reason };
		if (isLast) this.#begin(0, detail, this.#limits.rest, 'poisoned');
		else this.#begin(this.#number + 1, detail, 0, 'unreachable');
	}

	/** Begins with a document where the relay has not all of it that it had: the oftener, the later. */
	#beginAnew(number: number, detail: string): void {
		this.#begin(number, detail, this.#anew.take(1), 'unreachable');
	}

	/**
	 * Begins with a document, with nothing known of it, and not before all that was put in the one before may be put again.
	 * @param meanwhile how it stands during the delay, if any
	 */
	#begin(number: number, detail: string, least: number, meanwhile: RelayState['connection']): void {
		const delay = Math.max(least, this.#again.take(this.#tenure.put));
		this.#tenure.line?.close();
		this.#number = number;
		this.#tenure = this.#newTenure();
		this.#socket.reopen(this.#sealer.nameOf(number), delay);
		this.#tell({ connection: delay > 0 ? meanwhile : 'connecting', detail });
	}

	#tell(changes: Partial<RelayState> = {}): void {
		if (this.#closed) return;
		const { carrier, exchange, unsent, unconfirmed, isHeard } = this.#tenure;
		const waiting = unsent.length + unconfirmed;
		const synced = isHeard && waiting === 0 && exchange?.isSynced === true;
		this.#state = { ...this.#state, ...changes, kept: carrier.size, waiting, synced };
		this.#options.onState(this.#state);
	}
}
