import type { Ledger } from '$lib/document/ledger/api';
import type { KeyId, OrganizationId } from '../domain/facts';
import { monotonicNow } from '../gate/monotonic-clock';
import type { Gate } from '$lib/gate/api';
import { OutgoingRequests } from './outgoing-requests';
import { connectionState, hasWebRtc, isMixedContent } from './connection-state';
import { PeerConnection } from './peer-connection';
import type { Invitation } from './invitation';
import { WebrtcRoom, type RoomPeer } from './webrtc-room';
import { heartbeatTimes } from './heartbeat';
import { IncomingRequests } from './incoming-requests';
import { unknownRelay, type RelayState } from './relay/relay-state';
import type { Peer, Presence, SharingState, RefusedPeer } from './sharing-state';

export type { Peer, Presence, SharingState } from './sharing-state';

export interface SharingOptions {
	invitation: Invitation;
	gate: Gate;
	ledger: Ledger;
	/** Whether the key acts for the organization now. */
	acts(organization: OrganizationId, key: KeyId): boolean;
	presence: Presence;
}

const maxRefused = 50;
/** Minimum milliseconds between two updates of the state, and of the presence. */
const stateDelay = 50;
const presenceDelay = 250;

/** Rooms that are being left: a room is entered again only when leaving it is done. */
const leaving = new Map<string, Promise<void>>();

/** Shares one workspace with the peers in its room. Everything received goes to the gate. */
export class Sharing {
	readonly #options: SharingOptions;
	readonly #connections = new Map<RoomPeer, PeerConnection>();
	readonly #incoming = new IncomingRequests();
	readonly #outgoing: OutgoingRequests;
	readonly #listeners = new Set<(state: SharingState) => void>();
	readonly #opened: Promise<void>;
	readonly #cleanups: (() => void)[] = [];
	#room: WebrtcRoom | null = null;
	#relay: RelayState | null = null;
	#presence: Presence;
	#refused: RefusedPeer[] = [];
	#timers = new Map<'state' | 'presence', ReturnType<typeof setTimeout>>();
	#left: Promise<void> | null = null;
	#failed = false;
	#lastState = '';

	constructor(options: SharingOptions) {
		this.#options = options;
		this.#presence = options.presence;
		this.#outgoing = new OutgoingRequests(options.ledger);
		void this.#openRelay();
		this.#opened = this.#open().catch(() => {
			// No WebCrypto at this address, or a server address that the browser rejects.
			this.#failed = true;
			this.#changed();
		});
	}

	/** Calls back with the current state at once, and with each later one. Returns a function to unsubscribe. */
	onState(listener: (state: SharingState) => void): () => void {
		const own = (state: SharingState) => listener(state);
		this.#listeners.add(own);
		own(this.#state());
		return () => this.#listeners.delete(own);
	}

	set presence(presence: Presence) {
		this.#presence = presence;
		this.#debounce('presence', presenceDelay, () => {
			for (const connection of this.#connections.values()) connection.sendPresence();
		});
	}

	/** Asks every present and later peer, until withdrawn or granted. Rejects as `Ledger.memberKey` does. */
	async requestAccess(organization: OrganizationId, name: string): Promise<void> {
		const request = await this.#outgoing.add(organization, name);
		for (const connection of this.#connections.values()) connection.requestAccess(request);
		this.#changed();
	}

	withdrawRequest(organization: OrganizationId): void {
		const request = this.#outgoing.remove(organization);
		if (request) for (const connection of this.#connections.values()) connection.withdraw(request);
		this.#changed();
	}

	/** Declines a request. The command `add-key` accepts it; then it disappears from the list by itself. */
	decline(request: string): void {
		const declined = this.#incoming.decline(request);
		if (declined) for (const connection of this.#connections.values()) connection.decline(declined);
		this.#changed();
	}

	/** Closes sockets, connections and timers. The state is 'off' from then on. */
	leave(): Promise<void> {
		this.#left ??= this.#leave();
		return this.#left;
	}

	async #open(): Promise<void> {
		const { room, secret, signalling, ice } = this.#options.invitation;
		await leaving.get(room);
		const page = (globalThis.location as Location | undefined)?.protocol ?? '';
		const webrtcRoom = await WebrtcRoom.open({
			room,
			secret,
			// Who can connect to nobody does not ask who is there.
			signalling: [...new Set(signalling)].filter((url) => hasWebRtc() && !isMixedContent(url, page)),
			ice,
			onPeer: (roomPeer) => this.#peerJoined(roomPeer),
			onPeerLeft: (roomPeer) => this.#peerLeft(roomPeer),
			onSignalling: () => this.#changed(),
			onPlaceholderWrite: () => this.#placeholderWritten()
		});
		this.#room = webrtcRoom;
		if (this.#left) return;
		const ticking = setInterval(() => this.#tick(), heartbeatTimes.tick);
		const depart = () => this.#closeConnections();
		globalThis.window?.addEventListener('pagehide', depart);
		this.#cleanups.push(
			() => clearInterval(ticking),
			() => globalThis.window?.removeEventListener('pagehide', depart),
			this.#options.ledger.onEntries(() => this.#changed())
		);
		this.#changed();
	}

	/** Its code is loaded only where a relay is named. */
	async #openRelay(): Promise<void> {
		const { gate, invitation } = this.#options;
		const { relay: url, room, secret, workspace } = invitation;
		if (url === undefined) return;
		this.#relay = unknownRelay(url);
		const { openRelay } = await import('./relay/relay-client');
		if (this.#left) return;
		const close = openRelay({ url, room, secret, workspace }, gate, (state) => {
			this.#relay = state;
			this.#changed();
		});
		this.#cleanups.push(close);
	}

	async #leave(): Promise<void> {
		const { room } = this.#options.invitation;
		const left = this.#opened.then(async () => {
			for (const end of this.#cleanups.splice(0)) end();
			this.#closeConnections();
			await this.#room?.leave();
		});
		leaving.set(room, left);
		await left;
		if (leaving.get(room) === left) leaving.delete(room);
		for (const timer of this.#timers.values()) clearTimeout(timer);
		this.#timers.clear();
		for (const listener of this.#listeners) listener(this.#state());
	}

	#closeConnections(): void {
		for (const connection of this.#connections.values()) connection.closeGracefully();
	}

	#tick(): void {
		const now = monotonicNow();
		for (const connection of this.#connections.values()) connection.tick(now);
		this.#room?.tick(now);
		this.#changed();
	}

	#peerJoined(roomPeer: RoomPeer): void {
		if (this.#left) return roomPeer.peer.destroy();
		const { gate, ledger, invitation } = this.#options;
		const connection = new PeerConnection(roomPeer, {
			gate,
			workspace: invitation.workspace,
			room: invitation.room,
			presence: () => this.#presence,
			requests: () => this.#outgoing.open,
			prove: (organization, challenge) => ledger.prove(organization, challenge),
			onChange: () => this.#changed(),
			onRequest: (ask) => {
				if (this.#incoming.add(roomPeer.id, ask, Date.now()) === 'declined') connection.decline(ask);
				this.#changed();
			},
			onWithdraw: (request) => {
				this.#incoming.withdraw(roomPeer.id, request);
				this.#changed();
			},
			onDecline: ({ organization, key }) => {
				// Only a peer that is verified to act for the organization can decline for it.
				const { organization: acting, verified } = this.#describe(connection);
				if (verified && acting === organization && this.#outgoing.decline(organization, key)) this.#changed();
			},
			onRefused: (refused) => this.#peerRefused(refused)
		});
		this.#connections.set(roomPeer, connection);
	}

	#peerLeft(roomPeer: RoomPeer): void {
		this.#connections.get(roomPeer)?.closed();
		this.#connections.delete(roomPeer);
		this.#changed();
	}

	#peerRefused(refused: RefusedPeer): void {
		this.#room?.ban(refused.from);
		this.#refused = [refused, ...this.#refused].slice(0, maxRefused);
		this.#changed();
	}

	#placeholderWritten(): void {
		void this.leave();
		queueMicrotask(() => {
			throw new Error("y-webrtc's placeholder document was written to");
		});
	}

	#describe = (connection: PeerConnection): Peer =>
		connection.describe(this.#options.acts.bind(this.#options));

	#state(): SharingState {
		const sockets = this.#room?.sockets ?? [];
		const { signalling } = this.#options.invitation;
		const peers = [...this.#connections.values()].filter(({ isOpen }) => isOpen).map(this.#describe);
		const isOpen = (url: string) => sockets.some((socket) => socket.url === url && socket.connected);
		const states = sockets.map(({ connected, unsuccessfulReconnects: failures }) => ({
			connected,
			failures
		}));
		const entering = { connected: false, failures: this.#failed || signalling.length === 0 ? 1 : 0 };
		return {
			connection: this.#left
				? 'off'
				: connectionState(this.#room ? states : [entering], peers.length, this.#relay),
			signalling: signalling.map((url) => ({ url, open: !this.#left && isOpen(url) })),
			relay: this.#left ? null : this.#relay,
			peers: this.#left ? [] : peers,
			requests: this.#incoming.all,
			asked: this.#outgoing.all,
			refused: this.#refused
		};
	}

	/** Updates the listeners, debounced. */
	#changed(): void {
		this.#debounce('state', stateDelay, () => {
			const acts = this.#options.acts.bind(this.#options);
			this.#incoming.forgetGranted(({ organization, key }) => acts(organization, key));
			this.#outgoing.forgetGranted(acts);
			const state = this.#state();
			const text = JSON.stringify(state);
			if (text === this.#lastState) return;
			this.#lastState = text;
			for (const listener of this.#listeners) listener(state);
		});
	}

	#debounce(what: 'state' | 'presence', delay: number, work: () => void): void {
		if (this.#left || this.#timers.has(what)) return;
		const run = () => {
			this.#timers.delete(what);
			work();
		};
		this.#timers.set(what, setTimeout(run, delay));
	}
}
