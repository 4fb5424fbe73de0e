import { WebrtcProvider, type Room, type SignalingConn, type SimplePeer } from 'y-webrtc';
import { TokenBucket } from '$lib/gate/token-bucket';
import { monotonicNow } from '../gate/monotonic-clock';
import { decoys, type Decoys } from './decoys';
import { Patience } from './patience';
import { Pulse } from './pulse';
import { sealOf, type Seal } from './seal';
import { SealedPost } from './sealed-post';
import type { IceServer } from './servers';
import { reactionTo, mostConnections, readSignal, type Announce, type Signal } from './signals';
import { deliver, guard, sendTo } from './sockets';

/** A connection to one peer, open or on its way. */
export interface Met {
	readonly id: string;
	readonly peer: SimplePeer;
	readonly pulse: Pulse;
	session: string | null;
}

export interface MeetingParts {
	room: string;
	secret: string;
	signalling: string[];
	ice: IceServer[];
	/** A connection begins; it is not open yet. */
	onMet: (met: Met) => void;
	/** A connection has ended, whyever. */
	onParted: (met: Met) => void;
	/** A signalling server was reached or lost. */
	onSockets: () => void;
	/** Something got into y-webrtc's decoys: nothing may go on. */
	onTouched: () => void;
}

/** Between two calls to everybody, in milliseconds: whoever missed one is met at the next. */
const betweenCalls = 20_000;

/**
 * A room of y-webrtc's, kept to what is wanted of it: finding peers by the listed servers and connecting to them.
 * It has nobody's document, uses no BroadcastChannel, and says nothing on the connections it makes.
 */
export class Meeting {
	readonly #parts: MeetingParts;
	readonly #decoys: Decoys;
	readonly #provider: WebrtcProvider;
	readonly #post: SealedPost;
	readonly #met = new Map<SimplePeer, Met>();
	readonly #patience = new Patience();
	readonly #signals = new TokenBucket(100, 600);
	readonly #new = new TokenBucket(1, 2 * mostConnections);
	readonly #unguard: () => void;
	#room: Room | null = null;
	#called = -Infinity;
	#left = false;

	static async open(parts: MeetingParts): Promise<Meeting> {
		return new Meeting(parts, await sealOf(parts.room, parts.secret));
	}

	private constructor(parts: MeetingParts, seal: Seal) {
		this.#parts = parts;
		this.#post = new SealedPost(parts.room, seal, async (message, socket) => {
			if (this.#room && !this.#left) await this.#hear(message, socket);
		});
		this.#decoys = decoys(parts.onTouched);
		this.#provider = new WebrtcProvider(parts.room, this.#decoys.doc, {
			signaling: parts.signalling,
			awareness: this.#decoys.awareness,
			maxConns: mostConnections,
			filterBcConns: false,
			peerOpts: { config: { iceServers: parts.ice } }
		});
		this.#provider.on('peers', ({ added }) => added.forEach((id) => this.#begun(id)));
		// The room comes a microtask later and connects at once: it is quieted between the two.
		Object.defineProperty(this.#provider, 'room', {
			get: () => this.#room,
			set: (room: Room) => (this.#room = this.#quieted(room))
		});
		this.#unguard = guard(parts.room, this.#provider.signalingConns, {
			outgoing: (message, socket) => this.#outgoing(message, socket),
			incoming: (sealed, socket) => this.#post.receive(sealed, socket)
		});
		for (const socket of this.#provider.signalingConns) {
			socket.on('connect', parts.onSockets);
			socket.on('disconnect', parts.onSockets);
		}
	}

	get sockets(): readonly SignalingConn[] {
		return this.#provider.signalingConns;
	}

	/** Has nothing to do with a peer for a while: it broke the rules. */
	ban(id: string): void {
		this.#patience.ban(id, monotonicNow());
	}

	/** To be called about once a second: ends what is dead, and calls to everybody now and then. */
	look(now = monotonicNow()): void {
		for (const { peer, pulse } of this.#met.values()) {
			if (pulse.isOpen) continue;
			if (pulse.look(now) === 'never-opened') peer.destroy();
		}
		if (this.#patience.isDue(now) || now - this.#called > betweenCalls) this.#call(now);
	}

	/** Ends everything; resolves when the sockets and the connections are closed. */
	async leave(): Promise<void> {
		if (this.#left) return;
		this.#left = true;
		const sockets = this.#provider.signalingConns;
		const open = sockets.map(({ ws }) => ws).filter((socket) => socket !== null);
		for (const socket of sockets) {
			socket.off('connect', this.#parts.onSockets);
			socket.off('disconnect', this.#parts.onSockets);
		}
		// Alone, `destroy` leaves the sockets open for ever.
		this.#provider.disconnect();
		this.#provider.destroy();
		this.#unguard();
		this.#decoys.destroy();
		await Promise.race([Promise.all(open.map(closed)), new Promise((done) => setTimeout(done, 1_000))]);
	}

	#quieted(room: Room): Room {
		const forEachOpen = (what: (socket: SignalingConn) => void) =>
			this.#provider.signalingConns.filter(({ connected }) => connected).forEach(what);
		room.connect = () => {
			forEachOpen((socket) => sendTo(socket, { type: 'subscribe', topics: [room.name] }));
			this.#call(monotonicNow());
		};
		room.disconnect = () => {
			forEachOpen((socket) => sendTo(socket, { type: 'unsubscribe', topics: [room.name] }));
			for (const { peer } of room.webrtcConns.values()) peer.destroy();
		};
		// It would end everything when a person is only asked whether to leave the page.
		globalThis.window?.removeEventListener('beforeunload', room._beforeUnloadHandler);
		return room;
	}

	/** y-webrtc has made a connection, which has not opened yet. */
	#begun(id: string): void {
		const peer = this.#room?.webrtcConns.get(id)?.peer;
		if (!peer || this.#met.has(peer)) return;
		const met: Met = { id, peer, pulse: new Pulse(monotonicNow()), session: null };
		if (peer.initiator) met.session = crypto.randomUUID();
		this.#met.set(peer, met);
		const opened: { at: number | null } = { at: null };
		peer.on('connect', () => (opened.at = monotonicNow()));
		peer.on('close', () => {
			this.#met.delete(peer);
			const now = monotonicNow();
			this.#patience.ended(id, opened.at === null ? 0 : now - opened.at, now);
			this.#parts.onParted(met);
		});
		this.#parts.onMet(met);
	}

	#of(id: string): Met | null {
		const conn = this.#room?.webrtcConns.get(id);
		return (conn && this.#met.get(conn.peer)) ?? null;
	}

	#call(now: number): void {
		this.#called = now;
		for (const socket of this.#provider.signalingConns) this.#announce(socket);
	}

	#announce(socket: SignalingConn, to?: string): void {
		if (!this.#room || this.#left) return;
		const message: Announce = {
			type: 'announce',
			from: this.#room.peerId,
			has: [...this.#room.webrtcConns.keys()].slice(0, 2 * mostConnections)
		};
		this.#post.send(to === undefined ? message : { ...message, to }, socket);
	}

	#outgoing(message: unknown, socket: SignalingConn): void {
		const { type, from, to, signal } = message as Partial<Signal>;
		if ((type as string) === 'announce') return this.#announce(socket);
		const session = to !== undefined && this.#of(to)?.session;
		const known = readSignal({ type, from, to, session, signal });
		if (known) this.#post.send(known, socket);
	}

	async #hear(message: Announce | Signal, socket: SignalingConn): Promise<void> {
		const now = monotonicNow();
		const met = this.#of(message.from);
		const { peerId, webrtcConns } = this.#room!;
		const existing = met && {
			initiator: met.peer.initiator,
			open: met.peer.connected,
			age: met.pulse.age(now),
			session: met.session
		};
		const answer = reactionTo(message, { me: peerId, count: webrtcConns.size, existing });
		if (answer === 'ignore' || !this.#signals.tryTake()) return;
		if (!met && !this.#patience.admits(message.from, now)) return;
		switch (answer) {
			case 'doubt':
				return met!.pulse.doubt(now);
			case 'end':
				return met!.peer.destroy();
			case 'answer':
				return this.#announce(socket, message.from);
			case 'replace':
				await ended(met!.peer);
				return this.#take(message, socket);
			case 'take':
				return this.#take(message, socket);
		}
	}

	#take(message: Announce | Signal, socket: SignalingConn): void {
		const isNew = !this.#of(message.from);
		if (isNew && !this.#new.tryTake()) return;
		deliver(socket, this.#parts.room, withoutSession(message));
		const met = this.#of(message.from);
		if (isNew && met && message.type === 'signal') met.session = message.session;
	}
}

/** y-webrtc compares the tokens of offers that cross; here none do. */
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
