import type { EntryId } from '../../domain/facts';
import { readCarrier } from '../../gate/carrier';
import { limits } from '../../gate/limits';
import { readMessage, writeMessage, type Message } from '../../gate/message';
import { Outbox } from '../../gate/outbox';
import { inSendingOrder } from './sending-order';

export interface GateExchangeEvents {
	/** Bytes for the gate. */
	send(message: Uint8Array): void;
	/** Entries that the gate has. */
	entries(entries: [id: EntryId, text: string][]): Promise<void>;
	/** What stands in the carrier, but for entries that the gate has. */
	lacking(known: ReadonlySet<EntryId>): Promise<[id: EntryId, text: string][]>;
	/** Something was sent or received. */
	changed(): void;
}

/**
 * The other end of a connection with this browser's gate, on behalf of a relay: a peer that has what stands in the carrier,
 * and that is sent all that the gate would send to anybody.
 */
export class GateExchange {
	readonly #workspace: string;
	readonly #on: GateExchangeEvents;
	readonly #outbox: Outbox;
	/** What is on its way to the gate. */
	readonly #texts = new Map<EntryId, string>();
	/** What the gate has sent: it is not sent back. */
	readonly #known = new Set<EntryId>();
	#work: Promise<void> = Promise.resolve();
	/** The gate has sent all that it has. */
	#hasAll = false;
	/** A question of the gate that is not answered yet. */
	#asked: number | null = null;
	#isAnswered = false;

	constructor(workspace: string, on: GateExchangeEvents) {
		this.#workspace = workspace;
		this.#on = on;
		this.#outbox = new Outbox(
			limits,
			(id) => this.#takeText(id),
			(message) => this.#send(message)
		);
	}

	/** Whether each end has what the other had. */
	get isSynced(): boolean {
		return this.#hasAll && this.#isAnswered && this.#outbox.isEmpty;
	}

	/** @param hasEntries whether there is anything in the carrier */
	begin(hasEntries: boolean): void {
		// A key that nobody has: of all others, everything is asked for, to see what is missing in the carrier.
		const heads = hasEntries ? { [nobody]: { seq: 0, count: 0, digest: nobody } } : {};
		this.#send({ kind: 'hello', number: 1, workspace: this.#workspace, heads });
	}

	/** A message of the gate. What is made of it is made in order. */
	receive(bytes: Uint8Array): void {
		this.#work = this.#work.then(() => this.#take(readMessage(bytes, limits)));
	}

	/** Entries that came into the carrier. */
	bring(entries: readonly [id: EntryId, text: string][]): void {
		// Before the gate is answered they are among what it lacks.
		if (!this.#isAnswered) return;
		this.#put(entries.filter(([id]) => !this.#known.has(id)));
	}

	async #take(message: Message): Promise<void> {
		switch (message.kind) {
			case 'batch': {
				const entries = (await readCarrier(message.update)) as [EntryId, string][];
				for (const [id] of entries) this.#known.add(id);
				await this.#on.entries(entries);
				return this.#send({ kind: 'ack' });
			}
			case 'hello':
				this.#asked = message.number;
				return this.#answer();
			case 'ids':
				return this.#plan(message.number, []);
			case 'plan':
				return;
			case 'done':
				this.#hasAll = true;
				return this.#answer();
			case 'ack':
				this.#outbox.acknowledged();
				return this.#on.changed();
		}
	}

	async #answer(): Promise<void> {
		const number = this.#asked;
		if (number === null || !this.#hasAll) return;
		this.#asked = null;
		const lacking = await this.#on.lacking(this.#known);
		this.#isAnswered = true;
		this.#plan(number, inSendingOrder(lacking));
		this.#on.changed();
	}

	#plan(number: number, entries: [id: EntryId, text: string][]): void {
		this.#send({ kind: 'plan', number, entries: entries.length });
		this.#put(entries, number);
	}

	#put(entries: readonly [id: EntryId, text: string][], answers?: number): void {
		for (const [id, text] of entries) this.#texts.set(id, text);
		this.#outbox.put(
			entries.map(([id]) => id),
			answers
		);
		this.#on.changed();
	}

	#takeText(id: EntryId): string {
		const text = this.#texts.get(id)!;
		this.#texts.delete(id);
		return text;
	}

	#send(message: Message): void {
		this.#on.send(writeMessage(message));
	}
}

const nobody = 'A'.repeat(43);
