import { verifyProof, type PresenceProof } from '$lib/document/keys/presence-proof';
import type { KeyId, OrganizationId } from '../domain/facts';
import { TokenBucket } from '$lib/gate/token-bucket';
import { boundChallenge, newChallenge, type Ends, type Purpose } from './binding';
import { channels, type Channel, type Frame } from './framing';
import { readPresence, readProving, readSeating, written, type Proof, type Seating } from './messages';
import type { ConnectionFault, Presence } from './state';

/** A seat as it is asked for, with the proof that the asker holds the key. */
export type Ask = Extract<Seating, { ask: unknown }>['ask'];
export interface Seat {
	organization: OrganizationId;
	key: KeyId;
}

export interface TalkParts {
	workspace: string;
	room: string;
	/** Null where the browser does not tell: then nothing is proved either way. */
	ends: Ends | null;
	/** What is shown of this end. */
	presence: () => Presence;
	/** The seats that this end asks for. */
	asks: () => (Seat & { name: string })[];
	/** Signs with a key of this browser; rejects where there is none. */
	prove: (organization: OrganizationId, challenge: string) => Promise<PresenceProof>;
	say: (frame: Frame) => void;
	/** The presence or the proof is another. */
	changed: () => void;
	/** A seat is asked for, by somebody who holds the key. */
	asked: (ask: Ask) => void;
	withdrawn: (seat: Seat) => void;
	declined: (seat: Seat) => void;
	broken: (fault: ConnectionFault, detail: string) => void;
}

/** What one peer and this browser tell each other about the people behind them. One state a connection. */
export class Talk {
	readonly #parts: TalkParts;
	/** Many at once when pages change quickly; nobody changes five a second for long. */
	readonly #allowance = new TokenBucket(5, 80);
	readonly #mine = newChallenge();
	#theirs: string | null = null;
	#presence: Presence | null = null;
	#proved: Seat | null = null;

	constructor(parts: TalkParts) {
		this.#parts = parts;
	}

	/** What the peer lets be seen; null until it has said so. */
	get presence(): Presence | null {
		return this.#presence;
	}

	/** The organization and key of the last proof that held. */
	get proved(): Seat | null {
		return this.#proved;
	}

	begin(): void {
		this.#say(channels.proof, written({ challenge: this.#mine }));
		this.#say(channels.presence, written(this.#parts.presence()));
	}

	/** Tells the peer the presence as it is now, and proves it where this browser can. */
	async tell(): Promise<void> {
		this.#say(channels.presence, written(this.#parts.presence()));
		await this.#prove();
	}

	async ask(seat: Seat & { name: string }): Promise<void> {
		const { organization, key, name } = seat;
		const proof = await this.#proofOf('seat', organization);
		if (proof?.key === key) {
			this.#say(channels.seats, written({ ask: { organization, key, name, signature: proof.signature } }));
		}
	}

	withdraw({ organization, key }: Seat): void {
		this.#say(channels.seats, written({ withdraw: { organization, key } }));
	}

	decline({ organization, key }: Seat): void {
		this.#say(channels.seats, written({ decline: { organization, key } }));
	}

	hear(channel: Channel, bytes: Uint8Array): void {
		if (!this.#allowance.tryTake()) return this.#parts.broken('flood', `channel ${channel}`);
		const understood =
			channel === channels.presence
				? this.#hearPresence(bytes)
				: channel === channels.proof
					? this.#hearProving(bytes)
					: this.#hearSeating(bytes);
		if (!understood) this.#parts.broken('malformed-message', `channel ${channel}`);
	}

	#hearPresence(bytes: Uint8Array): boolean {
		const presence = readPresence(bytes);
		if (!presence) return false;
		this.#presence = presence;
		this.#parts.changed();
		return true;
	}

	#hearProving(bytes: Uint8Array): boolean {
		const message = readProving(bytes);
		if (!message) return false;
		if ('proof' in message) {
			if (this.#holds('presence', message.proof)) {
				const { organization, key } = message.proof;
				this.#proved = { organization, key };
				this.#parts.changed();
			}
			return true;
		}
		if (this.#theirs !== null) return false;
		this.#theirs = message.challenge;
		void this.#prove();
		for (const seat of this.#parts.asks()) void this.ask(seat);
		return true;
	}

	#hearSeating(bytes: Uint8Array): boolean {
		const message = readSeating(bytes);
		if (!message) return false;
		if ('withdraw' in message) this.#parts.withdrawn(message.withdraw);
		else if ('decline' in message) this.#parts.declined(message.decline);
		else if (this.#holds('seat', message.ask)) this.#parts.asked(message.ask);
		return true;
	}

	async #prove(): Promise<void> {
		const { organization } = this.#parts.presence();
		if (organization === null) return;
		const proof = await this.#proofOf('presence', organization);
		if (proof && this.#parts.presence().organization === organization) {
			this.#say(channels.proof, written({ proof: { organization, ...proof } }));
		}
	}

	/** Null where this browser has no key, or the peer has not asked yet. */
	async #proofOf(purpose: Purpose, organization: OrganizationId): Promise<PresenceProof | null> {
		const { ends, room } = this.#parts;
		if (!ends || this.#theirs === null) return null;
		const about = { purpose, room, challenge: this.#theirs, prover: ends.mine, verifier: ends.theirs };
		try {
			return await this.#parts.prove(organization, boundChallenge(about));
		} catch {
			return null;
		}
	}

	#holds(purpose: Purpose, { organization, key, signature }: Proof | Ask): boolean {
		const { ends, room, workspace } = this.#parts;
		if (!ends) return false;
		const about = { purpose, room, challenge: this.#mine, prover: ends.theirs, verifier: ends.mine };
		return verifyProof({ key, signature }, { workspace, organization, challenge: boundChallenge(about) });
	}

	#say(channel: Channel, bytes: Uint8Array): void {
		this.#parts.say({ channel, bytes });
	}
}
