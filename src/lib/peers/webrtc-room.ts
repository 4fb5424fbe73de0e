import { WebrtcProvider, type Room, type SignalingConn, type SimplePeer } from 'y-webrtc';
import { TokenBucket } from '$lib/gate/token-bucket';
import { monotonicNow } from '../gate/monotonic-clock';
import { placeholderDocument, type PlaceholderDocument } from './placeholder-document';
import { Backoff } from './backoff';
import { Heartbeat } from './heartbeat';
import { signallingCipher, type SignallingCipher } from './signalling-cipher';
import { EncryptedSignalling } from './encrypted-signalling';
import type { IceServer } from '$lib/document/workspaces/workspace-record';
import { reactionTo, maxConnections, readSignal, type Announce, type Signal } from './signalling-messages';
import { deliverToProvider, interceptSockets, sendRaw } from './socket-interceptor';

/** A peer of the room whose connection is open or being established. */
export interface RoomPeer {
	readonly id: string;
	readonly peer: SimplePeer;
	readonly heartbeat: Heartbeat;
	session: string | null;
}

export interface WebrtcRoomOptions {
	room: string;
	secret: string;
	signalling: string[];
	ice: IceServer[];
	/** A connection is being established; it is not open yet. */
	onPeer: (peer: RoomPeer) => void;
	/** A connection has ended, for whatever reason. */
	onPeerLeft: (peer: RoomPeer) => void;
	/** A signalling server connected or disconnected. */
	onSignalling: () => void;
	/** Something was written to y-webrtc's placeholder document: sharing must stop. */
	onPlaceholderWrite: () => void;
}

/** Milliseconds between announcements: a peer that missed one is found by the next. */
const announceInterval = 20_000;

/**
 * A y-webrtc room, reduced to finding peers by the listed servers and connecting to them. It syncs no document, uses
 * no BroadcastChannel, and sends nothing on its connections.
 */
export class WebrtcRoom {
	readonly #options: WebrtcRoomOptions;
	readonly #placeholder: PlaceholderDocument;
	readonly #provider: WebrtcProvider;
	readonly #signalling: EncryptedSignalling;
	readonly #peers = new Map<SimplePeer, RoomPeer>();
	readonly #backoff = new Backoff();
	readonly #signalLimit = new TokenBucket(100, 600);
	readonly #newPeerLimit = new TokenBucket(1, 2 * maxConnections);
	readonly #releaseSockets: () => void;
	#room: Room | null = null;
	#lastAnnounce = -Infinity;
	#left = false;

	static async open(options: WebrtcRoomOptions): Promise<WebrtcRoom> {
		return new WebrtcRoom(options, await signallingCipher(options.room, options.secret));
	}

	private constructor(options: WebrtcRoomOptions, cipher: SignallingCipher) {
		this.#options = options;
		this.#signalling = new EncryptedSignalling(options.room, cipher, async (message, socket) => {
			if (this.#room && !this.#left) await this.#receive(message, socket);
		});
		this.#placeholder = placeholderDocument(options.onPlaceholderWrite);
		this.#provider = new WebrtcProvider(options.room, this.#placeholder.doc, {
			signaling: options.signalling,
			awareness: this.#placeholder.awareness,
			maxConns: maxConnections,
			filterBcConns: false,
			peerOpts: { config: { iceServers: options.ice } }
		});
		this.#provider.on('peers', ({ added }) => added.forEach((id) => this.#connecting(id)));
		// The room is created a microtask later and connects at once: it is patched in between.
		Object.defineProperty(this.#provider, 'room', {
			get: () => this.#room,
			set: (room: Room) => (this.#room = this.#patched(room))
		});
		this.#releaseSockets = interceptSockets(options.room, this.#provider.signalingConns, {
			outgoing: (message, socket) => this.#outgoing(message, socket),
			incoming: (encrypted, socket) => this.#signalling.receive(encrypted, socket)
		});
		for (const socket of this.#provider.signalingConns) {
			socket.on('connect', options.onSignalling);
			socket.on('disconnect', options.onSignalling);
		}
	}

	get sockets(): readonly SignalingConn[] {
		return this.#provider.signalingConns;
	}

	/** Refuses a peer for a while, because it broke the protocol. */
	ban(id: string): void {
		this.#backoff.ban(id, monotonicNow());
	}

	/** To be called about once a second: ends dead connections, and announces this peer now and then. */
	tick(now = monotonicNow()): void {
		for (const { peer, heartbeat } of this.#peers.values()) {
			if (heartbeat.isOpen) continue;
			if (heartbeat.check(now) === 'never-opened') peer.destroy();
		}
		if (this.#backoff.isRetryDue(now) || now - this.#lastAnnounce > announceInterval)
			this.#announceToAll(now);
	}

	/** Leaves the room; resolves when its sockets and connections are closed. */
	async leave(): Promise<void> {
		if (this.#left) return;
		this.#left = true;
		const sockets = this.#provider.signalingConns;
		const open = sockets.map(({ ws }) => ws).filter((socket) => socket !== null);
		for (const socket of sockets) {
			socket.off('connect', this.#options.onSignalling);
			socket.off('disconnect', this.#options.onSignalling);
		}
		// `destroy` alone would leave the sockets open.
		this.#provider.disconnect();
		this.#provider.destroy();
		this.#releaseSockets();
		this.#placeholder.destroy();
		await Promise.race([Promise.all(open.map(closed)), new Promise((done) => setTimeout(done, 1_000))]);
	}

	#patched(room: Room): Room {
		const forEachOpen = (what: (socket: SignalingConn) => void) =>
			this.#provider.signalingConns.filter(({ connected }) => connected).forEach(what);
		room.connect = () => {
			forEachOpen((socket) => sendRaw(socket, { type: 'subscribe', topics: [room.name] }));
			this.#announceToAll(monotonicNow());
		};
		room.disconnect = () => {
			forEachOpen((socket) => sendRaw(socket, { type: 'unsubscribe', topics: [room.name] }));
			for (const { peer } of room.webrtcConns.values()) peer.destroy();
		};
		// It would disconnect even if the person then decides to stay on the page.
		globalThis.window?.removeEventListener('beforeunload', room._beforeUnloadHandler);
		return room;
	}

	/** y-webrtc has created a connection, which is not open yet. */
	#connecting(id: string): void {
		const peer = this.#room?.webrtcConns.get(id)?.peer;
		if (!peer || this.#peers.has(peer)) return;
		const session = peer.initiator ? crypto.randomUUID() : null;
		const roomPeer: RoomPeer = { id, peer, heartbeat: new Heartbeat(monotonicNow()), session };
		this.#peers.set(peer, roomPeer);
		const opened: { at: number | null } = { at: null };
		peer.on('connect', () => (opened.at = monotonicNow()));
		peer.on('close', () => {
			this.#peers.delete(peer);
			const now = monotonicNow();
			this.#backoff.connectionEnded(id, opened.at === null ? 0 : now - opened.at, now);
			this.#options.onPeerLeft(roomPeer);
		});
		this.#options.onPeer(roomPeer);
	}

	#peerOf(id: string): RoomPeer | null {
		const conn = this.#room?.webrtcConns.get(id);
		return (conn && this.#peers.get(conn.peer)) ?? null;
	}

	#announceToAll(now: number): void {
		this.#lastAnnounce = now;
		for (const socket of this.#provider.signalingConns) this.#announce(socket);
	}

	#announce(socket: SignalingConn, to?: string): void {
		if (!this.#room || this.#left) return;
		const message: Announce = {
			type: 'announce',
			from: this.#room.peerId,
			has: [...this.#room.webrtcConns.keys()].slice(0, 2 * maxConnections)
		};
		this.#signalling.send(to === undefined ? message : { ...message, to }, socket);
	}

	#outgoing(raw: unknown, socket: SignalingConn): void {
		const { type, from, to, signal } = raw as Partial<Signal>;
		if ((type as string) === 'announce') return this.#announce(socket);
		const session = to !== undefined && this.#peerOf(to)?.session;
		const message = readSignal({ type, from, to, session, signal });
		if (message) this.#signalling.send(message, socket);
	}

	async #receive(message: Announce | Signal, socket: SignalingConn): Promise<void> {
		const now = monotonicNow();
		const sender = this.#peerOf(message.from);
		const { peerId, webrtcConns } = this.#room!;
		const existing = sender && {
			initiator: sender.peer.initiator,
			open: sender.peer.connected,
			age: sender.heartbeat.age(now),
			session: sender.session
		};
		const reaction = reactionTo(message, { me: peerId, count: webrtcConns.size, existing });
		if (reaction === 'ignore' || !this.#signalLimit.tryTake()) return;
		if (!sender && !this.#backoff.allows(message.from, now)) return;
		switch (reaction) {
			case 'suspect':
				return sender!.heartbeat.suspect(now);
			case 'end':
				return sender!.peer.destroy();
			case 'announce':
				return this.#announce(socket, message.from);
			case 'replace':
				await ended(sender!.peer);
				return this.#accept(message, socket);
			case 'accept':
				return this.#accept(message, socket);
		}
	}

	#accept(message: Announce | Signal, socket: SignalingConn): void {
		const isNew = !this.#peerOf(message.from);
		if (isNew && !this.#newPeerLimit.tryTake()) return;
		deliverToProvider(socket, this.#options.room, withoutSession(message));
		const sender = this.#peerOf(message.from);
		if (isNew && sender && message.type === 'signal') sender.session = message.session;
	}
}

/** y-webrtc compares the tokens of crossing offers; here offers never cross. */
function withoutSession(message: Announce | Signal): object {
	const { type, from } = message;
	return type === 'announce' ? { type, from } : { type, from, to: message.to, signal: message.signal };
}

const closed = (socket: WebSocket): Promise<void> =>
	new Promise((done) => {
		// 3: closed.
		if (socket.readyState === 3) return done();
		socket.addEventListener('close', () => done());
	});

const ended = (peer: SimplePeer): Promise<void> =>
	new Promise((done) => {
		peer.on('close', done);
		peer.destroy();
	});
