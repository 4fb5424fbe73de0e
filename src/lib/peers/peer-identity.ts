import type { PresenceProof } from '$lib/document/keys/presence-proof';
import { verifyProof } from '$lib/document/keys/verify-proof';
import type { KeyId, OrganizationId } from '../domain/facts';
import { TokenBucket } from '$lib/gate/token-bucket';
import {
	challengeText,
	newChallenge,
	type CertificateFingerprints,
	type ProofPurpose
} from './channel-binding';
import { channels, type Channel, type Frame } from './framing';
import {
	readPresence,
	readProofMessage,
	readRequestMessage,
	encodeMessage,
	type KeyProof,
	type RequestMessage
} from './peer-messages';
import type { ConnectionFault, Presence } from './sharing-state';

/** A request to act for an organization, with proof that the requester holds the key. */
export type SignedRequest = Extract<RequestMessage, { ask: unknown }>['ask'];
export interface OrganizationKey {
	organization: OrganizationId;
	key: KeyId;
}

export interface PeerIdentityOptions {
	workspace: string;
	room: string;
	/** Null if the browser does not tell: then neither side can prove anything. */
	fingerprints: CertificateFingerprints | null;
	/** The presence of this browser. */
	presence: () => Presence;
	/** The open requests of this browser. */
	requests: () => (OrganizationKey & { name: string })[];
	/** Signs with a key of this browser; rejects if there is none. */
	prove: (organization: OrganizationId, challenge: string) => Promise<PresenceProof>;
	send: (frame: Frame) => void;
	/** The presence or the proven key has changed. */
	onChange: () => void;
	/** The peer requests to act for an organization, and holds the key. */
	onRequest: (ask: SignedRequest) => void;
	onWithdraw: (request: OrganizationKey) => void;
	onDecline: (request: OrganizationKey) => void;
	onFault: (fault: ConnectionFault, detail: string) => void;
}

/** Exchanges presence, proofs of keys, and requests to act for organizations with one peer. One per connection. */
export class PeerIdentity {
	readonly #options: PeerIdentityOptions;
	/** Allows bursts when pages change quickly; no person changes five a second for long. */
	readonly #rateLimit = new TokenBucket(5, 80);
	readonly #ownChallenge = newChallenge();
	#peerChallenge: string | null = null;
	#presence: Presence | null = null;
	#provenKey: OrganizationKey | null = null;

	constructor(options: PeerIdentityOptions) {
		this.#options = options;
	}

	/** The peer's presence; null until it is received. */
	get presence(): Presence | null {
		return this.#presence;
	}

	/** The organization and key of the last valid proof. */
	get provenKey(): OrganizationKey | null {
		return this.#provenKey;
	}

	start(): void {
		this.#send(channels.proof, encodeMessage({ challenge: this.#ownChallenge }));
		this.#send(channels.presence, encodeMessage(this.#options.presence()));
	}

	/** Sends the current presence, and proves it if this browser can. */
	async sendPresence(): Promise<void> {
		this.#send(channels.presence, encodeMessage(this.#options.presence()));
		await this.#prove();
	}

	async requestAccess(request: OrganizationKey & { name: string }): Promise<void> {
		const { organization, key, name } = request;
		const proof = await this.#proofFor('seat', organization);
		if (proof?.key === key) {
			this.#send(
				channels.requests,
				encodeMessage({ ask: { organization, key, name, signature: proof.signature } })
			);
		}
	}

	withdraw({ organization, key }: OrganizationKey): void {
		this.#send(channels.requests, encodeMessage({ withdraw: { organization, key } }));
	}

	decline({ organization, key }: OrganizationKey): void {
		this.#send(channels.requests, encodeMessage({ decline: { organization, key } }));
	}

	receive(channel: Channel, bytes: Uint8Array): void {
		if (!this.#rateLimit.tryTake()) return this.#options.onFault('flood', `channel ${channel}`);
		const isValid =
			channel === channels.presence
				? this.#receivePresence(bytes)
				: channel === channels.proof
					? this.#receiveProof(bytes)
					: this.#receiveRequest(bytes);
		if (!isValid) this.#options.onFault('malformed-message', `channel ${channel}`);
	}

	#receivePresence(bytes: Uint8Array): boolean {
		const presence = readPresence(bytes);
		if (!presence) return false;
		this.#presence = presence;
		this.#options.onChange();
		return true;
	}

	#receiveProof(bytes: Uint8Array): boolean {
		const message = readProofMessage(bytes);
		if (!message) return false;
		if ('proof' in message) {
			if (this.#isValidProof('presence', message.proof)) {
				const { organization, key } = message.proof;
				this.#provenKey = { organization, key };
				this.#options.onChange();
			}
			return true;
		}
		if (this.#peerChallenge !== null) return false;
		this.#peerChallenge = message.challenge;
		void this.#prove();
		for (const request of this.#options.requests()) void this.requestAccess(request);
		return true;
	}

	#receiveRequest(bytes: Uint8Array): boolean {
		const message = readRequestMessage(bytes);
		if (!message) return false;
		if ('withdraw' in message) this.#options.onWithdraw(message.withdraw);
		else if ('decline' in message) this.#options.onDecline(message.decline);
		else if (this.#isValidProof('seat', message.ask)) this.#options.onRequest(message.ask);
		return true;
	}

	async #prove(): Promise<void> {
		const { organization } = this.#options.presence();
		if (organization === null) return;
		const proof = await this.#proofFor('presence', organization);
		if (proof && this.#options.presence().organization === organization) {
			this.#send(channels.proof, encodeMessage({ proof: { organization, ...proof } }));
		}
	}

	/** Null if this browser has no key, or the peer has sent no challenge yet. */
	async #proofFor(purpose: ProofPurpose, organization: OrganizationId): Promise<PresenceProof | null> {
		const { fingerprints, room } = this.#options;
		if (!fingerprints || this.#peerChallenge === null) return null;
		const context = {
			purpose,
			room,
			challenge: this.#peerChallenge,
			prover: fingerprints.local,
			verifier: fingerprints.remote
		};
		try {
			return await this.#options.prove(organization, challengeText(context));
		} catch {
			return null;
		}
	}

	#isValidProof(purpose: ProofPurpose, { organization, key, signature }: KeyProof | SignedRequest): boolean {
		const { fingerprints, room, workspace } = this.#options;
		if (!fingerprints) return false;
		const context = {
			purpose,
			room,
			challenge: this.#ownChallenge,
			prover: fingerprints.remote,
			verifier: fingerprints.local
		};
		return verifyProof({ key, signature }, { workspace, organization, challenge: challengeText(context) });
	}

	#send(channel: Channel, bytes: Uint8Array): void {
		this.#options.send({ channel, bytes });
	}
}
