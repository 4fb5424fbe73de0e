import * as Y from 'yjs';
import { limits } from '../../src/lib/gate/limits';
import { readMessage, writeMessage, type Message } from '../../src/lib/gate/message';
import type { SyncConnection, RefusedReason } from '../../src/lib/gate/api';
import type { SignedEntry } from '../../src/lib/document/signing/sign-draft';
import { renamed } from '../document/helpers';
import { signer, type Party } from '../gate/parties';
import type { Honest } from './honest';
import { turn } from './network';
import type { Random } from './random';
import { seededKeys } from './seeded-keys';

interface Wire {
	line: SyncConnection;
	asked: number;
}

/** One organization that keeps to nothing. It hears everything that is said to it, and says what it likes. */
export class Mallory {
	/** What it heard, by id. */
	readonly heard = new Map<string, string>();
	/** What it really signed for itself: the one thing of its that may be let in. */
	readonly signed = new Map<string, SignedEntry>();
	readonly wires = new Map<Honest, Wire>();
	/** Why connections were ended. */
	readonly ended: RefusedReason[] = [];
	#puppets = 0;
	#seq = 1;
	#last: SignedEntry;

	private constructor(
		readonly me: Party,
		readonly random: Random,
		readonly seed: number
	) {
		this.#last = me.founding;
		this.keep(me.founding);
	}

	static async join(name: string, random: Random, seed: number): Promise<Mallory> {
		return new Mallory(await signer('w', seededKeys(name)), random, seed);
	}

	/** A connection to somebody, anew where it was ended; asks for everything that is there. */
	meet(victim: Honest): Wire {
		const existing = this.wires.get(victim);
		if (existing) return existing;
		const back: Message[] = [];
		const wire: Wire = { asked: 0, line: undefined as never };
		wire.line = victim.at.gate.connect('mallory', {
			send: (message) => {
				const understood = readMessage(message, limits);
				if (understood.kind !== 'batch') return;
				this.#listen(understood.update);
				back.push({ kind: 'ack' });
				queueMicrotask(
					() =>
						this.wires.get(victim) === wire &&
						back.splice(0).forEach((each) => wire.line.receive(writeMessage(each)))
				);
			},
			ended: ({ reason }) => {
				this.ended.push(reason);
				this.wires.delete(victim);
			},
			synced: () => undefined
		});
		this.wires.set(victim, wire);
		wire.line.receive(writeMessage({ kind: 'hello', number: ++wire.asked, workspace: 'w', heads: {} }));
		return wire;
	}

	async say(victim: Honest, message: Message): Promise<void> {
		await this.bytes(victim, writeMessage(message));
	}

	async bytes(victim: Honest, message: Uint8Array): Promise<void> {
		this.meet(victim).line.receive(message);
		await turn();
	}

	/** Brings values under ids in an update whose client is whoever it likes. */
	async bring(
		victim: Honest,
		values: Iterable<[id: string, value: unknown]>,
		client?: number
	): Promise<void> {
		await this.say(victim, { kind: 'batch', update: this.update(values, client) });
	}

	update(values: Iterable<[id: string, value: unknown]>, client = this.random.below(2 ** 31)): Uint8Array {
		const doc = new Y.Doc({ guid: '' });
		doc.clientID = client;
		const map = doc.getMap('entries');
		doc.transact(() => {
			for (const [id, value] of values) map.set(id, value);
		});
		return Y.encodeStateAsUpdate(doc);
	}

	/** Its next entry, as a law-abiding peer would write it. */
	async next(): Promise<SignedEntry> {
		const entry = await this.me.forge(this.link());
		this.#seq += 1;
		this.#last = entry;
		return this.keep(entry);
	}

	/** Where its next entry belongs, without writing it. */
	link() {
		const { entry } = this.#last;
		return {
			seq: this.#seq + 1,
			stamp: entry.stamp + 1,
			previous: entry.id,
			facts: [renamed(`Mallory ${this.seed} ${this.random.below(1_000)}`)]
		};
	}

	/** Another organization of its own, that nobody knows. */
	async puppet(): Promise<Party> {
		const puppet = await signer('w', seededKeys(`puppet ${this.#puppets++} ${this.seed % 8}`));
		this.keep(puppet.founding);
		return puppet;
	}

	keep(signed: SignedEntry): SignedEntry {
		this.signed.set(signed.entry.id, signed);
		return signed;
	}

	/** An entry that an honest organization wrote and it heard of. */
	loot(): [id: string, text: string] | null {
		const foreign = [...this.heard].filter(([id]) => !this.signed.has(id));
		return foreign.length > 0 ? this.random.pick(foreign) : null;
	}

	#listen(update: Uint8Array): void {
		const doc = new Y.Doc({ guid: '' });
		Y.applyUpdate(doc, update);
		for (const [id, text] of doc.getMap<string>('entries')) this.heard.set(id, text);
		doc.destroy();
	}
}
