import { updateOf } from '../document/storage/plain-update';
import type { EntryId } from '../domain/facts';
import type { Limits } from './limits';
import type { Message } from './message';
import { GateRefusal } from './refusal';

/** What is to be sent to a peer, a few messages at a time; each is an update of a fresh document. */
export class Outbox {
	readonly #limits: Limits;
	readonly #textOf: (id: EntryId) => string;
	readonly #sendMessage: (message: Message) => void;
	/** Entries, and the questions that are answered when everything before them has been sent. */
	#queue: (EntryId | { answered: number })[] = [];
	#next = 0;
	readonly #queued = new Set<EntryId>();
	#unacknowledged = 0;

	constructor(limits: Limits, textOf: (id: EntryId) => string, say: (message: Message) => void) {
		this.#limits = limits;
		this.#textOf = textOf;
		this.#sendMessage = say;
	}

	get isEmpty(): boolean {
		return this.#next === this.#queue.length && this.#unacknowledged === 0;
	}

	/** @param answers the question that these are the answer to */
	put(ids: EntryId[], answers?: number): void {
		for (const id of ids) {
			if (this.#queued.has(id)) continue;
			this.#queued.add(id);
			this.#queue.push(id);
		}
		if (answers !== undefined) this.#queue.push({ answered: answers });
		this.#send();
	}

	/** The peer has looked at a message. Throws a GateRefusal where none was sent. */
	acknowledged(): void {
		if (this.#unacknowledged === 0) throw new GateRefusal('not-a-message', 'thanks for nothing');
		this.#unacknowledged -= 1;
		this.#send();
	}

	clear(): void {
		this.#queue = [];
		this.#next = 0;
		this.#queued.clear();
	}

	#send(): void {
		while (this.#next < this.#queue.length && this.#unacknowledged < this.#limits.window) {
			const next = this.#queue[this.#next]!;
			if (typeof next === 'string') this.#sendBatch();
			else {
				this.#next += 1;
				this.#sendMessage({ kind: 'done', number: next.answered });
			}
		}
		if (this.#next === this.#queue.length) this.clear();
	}

	#sendBatch(): void {
		const { batchEntries, batchLength } = this.#limits;
		const texts: [EntryId, string][] = [];
		let length = 0;
		while (texts.length < batchEntries && length < batchLength) {
			const id = this.#queue[this.#next];
			if (typeof id !== 'string') break;
			const text = this.#textOf(id);
			if (texts.length > 0 && length + text.length > batchLength) break;
			texts.push([id, text]);
			length += text.length;
			this.#queued.delete(id);
			this.#next += 1;
		}
		this.#unacknowledged += 1;
		this.#sendMessage({ kind: 'batch', update: updateOf(texts) });
	}
}
