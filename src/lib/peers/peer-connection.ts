import type { PresenceProof } from '$lib/document/keys/presence-proof';
import type { KeyId, OrganizationId } from '../domain/facts';
import type { Gate, SyncConnection } from '$lib/gate/api';
import { certificateFingerprints } from './channel-binding';
import { channels, type Channel } from './framing';
import type { RoomPeer } from './webrtc-room';
import type { Peer, Presence, RefusedPeer } from './sharing-state';
import { PeerIdentity, type SignedRequest, type OrganizationKey } from './peer-identity';
import { FramedChannel } from './framed-channel';

export interface PeerConnectionOptions {
	gate: Gate;
	workspace: string;
	room: string;
	presence: () => Presence;
	requests: () => (OrganizationKey & { name: string })[];
	prove: (organization: OrganizationId, challenge: string) => Promise<PresenceProof>;
	onChange: () => void;
	onRequest: (ask: SignedRequest) => void;
	onWithdraw: (request: OrganizationKey) => void;
	onDecline: (request: OrganizationKey) => void;
	/** The peer broke the protocol; its connection is closed. */
	onRefused: (refused: RefusedPeer) => void;
}

const anonymous: Presence = { name: '', colour: '', organization: null, place: '' };

/** One connected peer: its framed channel, its identity, and its link to the gate. */
export class PeerConnection {
	readonly #roomPeer: RoomPeer;
	readonly #options: PeerConnectionOptions;
	readonly #channel: FramedChannel;
	#identity: PeerIdentity | null = null;
	#line: SyncConnection | null = null;
	#synced = false;
	#received = 0;
	#expected = 0;

	constructor(roomPeer: RoomPeer, options: PeerConnectionOptions) {
		this.#roomPeer = roomPeer;
		this.#options = options;
		this.#channel = new FramedChannel(roomPeer.peer, roomPeer.heartbeat, {
			opened: () => this.#opened(),
			frame: (channel, bytes) => this.#receive(channel, bytes),
			fault: (reason, detail) => this.#refuse(reason, detail, Date.now())
		});
	}

	get isOpen(): boolean {
		return this.#identity !== null && this.#roomPeer.peer.connected;
	}

	describe(acts: (organization: OrganizationId, key: KeyId) => boolean): Peer {
		const presence = this.#identity?.presence ?? anonymous;
		const proven = this.#identity?.provenKey ?? null;
		const { organization } = presence;
		return {
			...presence,
			id: this.#roomPeer.id,
			verified:
				proven !== null && proven.organization === organization && acts(proven.organization, proven.key),
			key: proven?.key ?? null,
			synced: this.#synced,
			received: this.#received,
			expected: this.#expected
		};
	}

	sendPresence(): void {
		void this.#identity?.sendPresence();
	}

	requestAccess(request: OrganizationKey & { name: string }): void {
		void this.#identity?.requestAccess(request);
	}

	withdraw(request: OrganizationKey): void {
		this.#identity?.withdraw(request);
	}

	decline(request: OrganizationKey): void {
		this.#identity?.decline(request);
	}

	tick(now: number): void {
		this.#channel.tick(now);
	}

	closeGracefully(): void {
		this.#channel.closeGracefully();
	}

	/** To be called when the connection has ended. */
	closed(): void {
		this.#line?.close();
		this.#line = null;
		this.#identity = null;
	}

	#opened(): void {
		const { workspace, room, presence, requests, prove, onChange, onRequest, onWithdraw, onDecline } =
			this.#options;
		this.#identity = new PeerIdentity({
			...{ workspace, room, presence, requests, prove, onChange, onRequest, onWithdraw, onDecline },
			fingerprints: certificateFingerprints(this.#roomPeer.peer),
			send: (frame) => this.#channel.send(frame),
			onFault: (reason, detail) => this.#refuse(reason, detail, Date.now())
		});
		this.#identity.start();
		this.#line = this.#options.gate.connect(this.#roomPeer.id, {
			send: (bytes) => this.#channel.send({ channel: channels.gate, bytes }),
			ended: ({ reason, detail, at }) => this.#refuse(reason, detail, at),
			synced: () => {
				this.#synced = true;
				onChange();
			},
			progress: (received, expected) => {
				this.#received = received;
				this.#expected = expected;
				onChange();
			}
		});
		onChange();
	}

	#receive(channel: Channel, bytes: Uint8Array): void {
		if (channel === channels.gate) this.#line?.receive(bytes);
		else this.#identity?.receive(channel, bytes);
	}

	#refuse(reason: string, detail: string, at: number): void {
		this.#channel.close();
		this.#options.onRefused({ from: this.#roomPeer.id, reason, detail, at });
	}
}
