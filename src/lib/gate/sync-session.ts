import type { EntryId, KeyId } from '$lib/domain/facts';
import { TokenBucket } from './token-bucket';
import type { GateContext } from './gate-context';
import { detailOf } from '$lib/document/ledger/ledger-error';
import { isAck, isBatch, readMessage, writeMessage, type Message } from './message';
import { Outbox } from './outbox';
import type { PeerEvents, SyncConnection } from './api';
import { GateRefusal } from './refusal';

/** Reasons that are not held against the peer. */
const notHeldAgainst = new Set(['room-full', 'not-writable']);

/** The sync with one peer: asks for what is missing here, sends what is missing there, and passes on what is new. */
export class SyncSession implements SyncConnection {
	readonly #from: string;
	readonly #on: PeerEvents;
	readonly #context: GateContext<SyncSession>;
	readonly #outbox: Outbox;
	readonly #questions: TokenBucket;
	readonly #entries: TokenBucket;
	/** Messages that wait to be read, in the order in which they came. */
	readonly #unread: Uint8Array[] = [];
	#unreadBytes = 0;
	#batchesUnread = 0;
	#reading = false;
	#closed = false;
	/** Own questions that are not answered yet. */
	readonly #openQuestions = new Set<number>();
	readonly #planned = new Set<number>();
	/** Keys whose ids were sent since the last hello: once is enough. */
	readonly #compared = new Set<KeyId>();
	#asked = 0;
	/** Whether this is the first sync after a person opened an invitation. */
	#isFirst = false;
	/** Whether the peer has anything at all. */
	#peerHasEntries = false;
	/** Whether the peer has sent its `hello`; from then on it is sent what is new. */
	#isGreeted = false;
	#synced = false;
	#strikes = 0;
	#received = 0;
	#expected = 0;

	constructor(from: string, on: PeerEvents, context: GateContext<SyncSession>) {
		this.#from = from;
		this.#on = on;
		this.#context = context;
		const { limits, monotonicNow } = context;
		this.#outbox = new Outbox(
			limits,
			(id) => context.index.textOf(id),
			(message) => this.#send(message)
		);
		this.#questions = new TokenBucket(limits.questionsPerSecond, limits.questionsBurst, monotonicNow);
		this.#entries = new TokenBucket(limits.entriesPerSecond, limits.entriesBurst, monotonicNow);
	}

	/** Sends a `hello`: what is here, and by that a question for the rest. */
	start(): void {
		if (this.#closed) return;
		const { workspace } = this.#context;
		this.#compared.clear();
		this.#isFirst ||= this.#context.isFirstSync();
		this.#ask((number) => ({ kind: 'hello', number, workspace, heads: this.#context.index.heads() }));
		void this.#read();
	}

	receive(bytes: Uint8Array): void {
		if (this.#closed) return;
		try {
			const { steps, limits } = this.#context;
			steps.checkSize(bytes, limits.messageBytes);
			if (isAck(bytes)) this.#outbox.acknowledged();
			else {
				// As they came: what is made of them takes up many times as much.
				this.#unread.push(bytes);
				this.#unreadBytes += bytes.length;
				if (isBatch(bytes)) steps.checkPace(++this.#batchesUnread, limits.window);
				steps.checkPace(this.#unread.length, limits.unread);
				if (this.#unreadBytes > limits.unreadBytes)
					throw new GateRefusal('too-fast', `${this.#unreadBytes} bytes at once`);
				void this.#read();
			}
			this.#checkSynced();
		} catch (error) {
			this.#end(error);
		}
	}

	close(): void {
		this.#closed = true;
		this.#unread.length = this.#unreadBytes = 0;
		this.#outbox.clear();
		this.#context.closed(this);
	}

	/** Sends the peer entries that are new here, unless it has not sent its `hello` yet. */
	offer(ids: EntryId[]): void {
		if (!this.#isGreeted || this.#closed) return;
		this.#outbox.put(ids);
		this.#checkSynced();
	}

	async #read(): Promise<void> {
		if (this.#reading || !this.#context.isOpen()) return;
		this.#reading = true;
		try {
			for (let bytes = this.#unread.shift(); bytes && !this.#closed; bytes = this.#unread.shift()) {
				this.#unreadBytes -= bytes.length;
				await this.#take(readMessage(bytes, this.#context.limits));
				this.#checkSynced();
			}
		} catch (error) {
			this.#end(error);
		}
		this.#reading = false;
	}

	async #take(message: Message): Promise<void> {
		switch (message.kind) {
			case 'hello':
				return this.#answerHello(message);
			case 'ids':
				return this.#answerIds(message);
			case 'plan':
				if (!this.#openQuestions.has(message.number) || this.#planned.has(message.number))
					throw new GateRefusal('not-a-message', 'a plan that nobody asked for');
				this.#planned.add(message.number);
				this.#expected += message.entries;
				return;
			case 'done':
				this.#planned.delete(message.number);
				if (!this.#openQuestions.has(message.number))
					throw new GateRefusal('not-a-message', 'an answer that nobody asked for');
				// It stays open until all of it is in: only then are both in sync.
				if (this.#openQuestions.size === 1) await this.#settle();
				this.#openQuestions.delete(message.number);
				return;
			case 'batch':
				await this.#admit(message.update);
				return;
			case 'ack':
				return this.#outbox.acknowledged();
		}
	}

	async #admit(update: Uint8Array): Promise<void> {
		const { steps, limits } = this.#context;
		steps.checkPlain(update, limits.entriesInMessage);
		const values = await steps.readCarrier(update);
		const early = this.#entries.take(values.length);
		if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
		const candidates = values.map(([id, value]) => ({ id, value }));
		const { refused } = await this.#context.admit(candidates, this.#from, this);
		// What belongs to an answer is judged when all of it is here.
		if (this.#planned.size === 0 || (!this.#isFirst && this.#context.isCrowded()))
			await this.#context.settle(this, this.#isFirst);
		this.#batchesUnread -= 1;
		if (this.#closed) return;
		for (const each of refused)
			if (!notHeldAgainst.has(each.reason) && ++this.#strikes > limits.strikes)
				throw new GateRefusal(each.reason, each.detail);
		this.#received += values.length;
		this.#send({ kind: 'ack' });
		if (this.#openQuestions.size > 0)
			this.#on.progress?.(this.#received, Math.max(this.#received, this.#expected));
	}

	/** All questions are answered: all that the peer had is here. */
	async #settle(): Promise<void> {
		await this.#context.settle(this, this.#isFirst);
		if (!this.#isFirst || !this.#peerHasEntries) return;
		this.#isFirst = false;
		await this.#context.endFirstSync();
	}

	#answerHello({ number, workspace, heads }: Extract<Message, { kind: 'hello' }>): void {
		this.#checkQuestions();
		if (workspace !== this.#context.workspace) throw new GateRefusal('other-workspace', workspace);
		this.#peerHasEntries = Object.keys(heads).length > 0;
		const { lacking, unclear } = this.#context.index.missing(heads);
		this.#compare(unclear);
		this.#answer(number, lacking);
		this.#isGreeted = true;
	}

	#answerIds({ number, ids }: Extract<Message, { kind: 'ids' }>): void {
		this.#checkQuestions();
		const keys = Object.keys(ids);
		// Where the peer has something that is not here, it is asked for it in turn.
		this.#compare(keys.filter((key) => this.#context.index.lacksAny(ids[key]!)));
		this.#answer(number, this.#context.index.without(ids));
	}

	#checkQuestions(): void {
		if (this.#questions.take(1) > 0) throw new GateRefusal('too-fast', 'too many questions');
	}

	#answer(number: number, ids: EntryId[]): void {
		this.#send({ kind: 'plan', number, entries: ids.length });
		this.#outbox.put(ids, number);
	}

	#compare(keys: KeyId[]): void {
		const fresh = keys.filter((key) => !this.#compared.has(key));
		if (fresh.length === 0) return;
		for (const key of fresh) this.#compared.add(key);
		this.#ask((number) => ({ kind: 'ids', number, ids: this.#context.index.idsOf(fresh) }));
	}

	#ask(question: (number: number) => Message): void {
		this.#openQuestions.add(++this.#asked);
		this.#send(question(this.#asked));
	}

	#send(message: Message): void {
		if (!this.#closed) this.#on.send(writeMessage(message));
	}

	/** Whether each has what the other had. */
	#checkSynced(): void {
		if (this.#closed) return;
		const synced =
			this.#isGreeted && this.#openQuestions.size === 0 && this.#outbox.isEmpty && this.#batchesUnread === 0;
		if (synced && !this.#synced) this.#on.synced();
		this.#synced = synced;
	}

	#end(error: unknown): void {
		if (this.#closed) return;
		const refusal = error instanceof GateRefusal ? error : new GateRefusal('not-a-message', detailOf(error));
		this.close();
		this.#on.ended(this.#context.refuse(this.#from, refusal));
	}
}
