import type { PresenceProof } from '$lib/document/keys/presence-proof';
import type { KeyId, OrganizationId } from '../domain/facts';
import type { Gate, SyncConnection } from '$lib/gate/api';
import { endsOf } from './binding';
import { channels, type Channel } from './framing';
import type { Met } from './meeting';
import type { Peer, Presence, Turned } from './state';
import { Talk, type Ask, type Seat } from './talk';
import { Wire } from './wire';

export interface GuestParts {
	gate: Gate;
	workspace: string;
	room: string;
	presence: () => Presence;
	asks: () => (Seat & { name: string })[];
	prove: (organization: OrganizationId, challenge: string) => Promise<PresenceProof>;
	changed: () => void;
	asked: (ask: Ask) => void;
	withdrawn: (seat: Seat) => void;
	declined: (seat: Seat) => void;
	/** It broke the rules; its connection is closed. */
	turned: (turned: Turned) => void;
}

const nobody: Presence = { name: '', colour: '', organization: null, place: '' };

/** One peer: its wire, what it says about itself, and its line to the gate. */
export class Guest {
	readonly #met: Met;
	readonly #parts: GuestParts;
	readonly #wire: Wire;
	#talk: Talk | null = null;
	#line: SyncConnection | null = null;
	#synced = false;
	#received = 0;
	#expected = 0;

	constructor(met: Met, parts: GuestParts) {
		this.#met = met;
		this.#parts = parts;
		this.#wire = new Wire(met.peer, met.pulse, {
			opened: () => this.#opened(),
			frame: (channel, bytes) => this.#hear(channel, bytes),
			broken: (reason, detail) => this.#turn(reason, detail, Date.now())
		});
	}

	get isOpen(): boolean {
		return this.#talk !== null && this.#met.peer.connected;
	}

	seen(acts: (organization: OrganizationId, key: KeyId) => boolean): Peer {
		const presence = this.#talk?.presence ?? nobody;
		const proved = this.#talk?.proved ?? null;
		const { organization } = presence;
		return {
			...presence,
			id: this.#met.id,
			verified:
				proved !== null && proved.organization === organization && acts(proved.organization, proved.key),
			key: proved?.key ?? null,
			synced: this.#synced,
			received: this.#received,
			expected: this.#expected
		};
	}

	tellPresence(): void {
		void this.#talk?.tell();
	}

	ask(seat: Seat & { name: string }): void {
		void this.#talk?.ask(seat);
	}

	withdraw(seat: Seat): void {
		this.#talk?.withdraw(seat);
	}

	decline(seat: Seat): void {
		this.#talk?.decline(seat);
	}

	look(now: number): void {
		this.#wire.look(now);
	}

	bye(): void {
		this.#wire.bye();
	}

	/** The connection has ended. */
	gone(): void {
		this.#line?.close();
		this.#line = null;
		this.#talk = null;
	}

	#opened(): void {
		const { workspace, room, presence, asks, prove, changed, asked, withdrawn, declined } = this.#parts;
		this.#talk = new Talk({
			...{ workspace, room, presence, asks, prove, changed, asked, withdrawn, declined },
			ends: endsOf(this.#met.peer),
			say: (frame) => this.#wire.say(frame),
			broken: (reason, detail) => this.#turn(reason, detail, Date.now())
		});
		this.#talk.begin();
		this.#line = this.#parts.gate.connect(this.#met.id, {
			send: (bytes) => this.#wire.say({ channel: channels.gate, bytes }),
			ended: ({ reason, detail, at }) => this.#turn(reason, detail, at),
			synced: () => {
				this.#synced = true;
				changed();
			},
			progress: (received, expected) => {
				this.#received = received;
				this.#expected = expected;
				changed();
			}
		});
		changed();
	}

	#hear(channel: Channel, bytes: Uint8Array): void {
		if (channel === channels.gate) this.#line?.receive(bytes);
		else this.#talk?.hear(channel, bytes);
	}

	#turn(reason: string, detail: string, at: number): void {
		this.#wire.close();
		this.#parts.turned({ from: this.#met.id, reason, detail, at });
	}
}
