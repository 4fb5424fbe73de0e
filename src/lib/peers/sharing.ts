import type { Ledger } from '$lib/document/ledger/api';
import type { KeyId, OrganizationId } from '../domain/facts';
import { monotonicNow } from '../gate/monotonic-clock';
import type { Gate } from '$lib/gate/api';
import { AskedSeats } from './asked-seats';
import { connectionOf, isMixedContent } from './connection-state';
import { Guest } from './guest';
import type { Invitation } from './invitation';
import { Meeting, type Met } from './meeting';
import { pulseTimes } from './pulse';
import { SeatRequests } from './seat-requests';
import type { Peer, Presence, SharingState, Turned } from './state';

export type { Peer, Presence, SharingState } from './state';

export interface SharingParts {
	invitation: Invitation;
	gate: Gate;
	ledger: Ledger;
	/** Whether the key acts for the organization now. */
	acts(organization: OrganizationId, key: KeyId): boolean;
	presence: Presence;
}

const mostRefused = 50;
/** Between two tellings of the state, and of the presence, in milliseconds. */
const telling = 50;
const presenting = 250;

/** What is left of a room that was left: the same room is entered again only after it. */
const leaving = new Map<string, Promise<void>>();

/** One workspace, shared with whoever is in the room: everything that arrives goes to the gate. */
export class Sharing {
	readonly #parts: SharingParts;
	readonly #guests = new Map<Met, Guest>();
	readonly #requests = new SeatRequests();
	readonly #asked: AskedSeats;
	readonly #listeners = new Set<(state: SharingState) => void>();
	readonly #opened: Promise<void>;
	readonly #ends: (() => void)[] = [];
	#meeting: Meeting | null = null;
	#presence: Presence;
	#refused: Turned[] = [];
	#timers = new Map<'tell' | 'present', ReturnType<typeof setTimeout>>();
	#left: Promise<void> | null = null;
	#failed = false;
	#told = '';

	constructor(parts: SharingParts) {
		this.#parts = parts;
		this.#presence = parts.presence;
		this.#asked = new AskedSeats(parts.ledger);
		this.#opened = this.#open().catch(() => {
			// No WebCrypto at this address, or a server's address that the browser will not have.
			this.#failed = true;
			this.#changed();
		});
	}

	/** Calls back with the present state at once, and with each later one. Returns a function that ends it. */
	onState(listener: (state: SharingState) => void): () => void {
		const own = (state: SharingState) => listener(state);
		this.#listeners.add(own);
		own(this.#state());
		return () => this.#listeners.delete(own);
	}

	set presence(presence: Presence) {
		this.#presence = presence;
		this.#soon('present', presenting, () => {
			for (const guest of this.#guests.values()) guest.tellPresence();
		});
	}

	/** Asks everybody who is here, and comes, until it is withdrawn or granted. Rejects as `Ledger.seatKey` does. */
	async askForSeat(organization: OrganizationId, name: string): Promise<void> {
		const seat = await this.#asked.add(organization, name);
		for (const guest of this.#guests.values()) guest.ask(seat);
		this.#changed();
	}

	withdrawSeat(organization: OrganizationId): void {
		const seat = this.#asked.remove(organization);
		if (seat) for (const guest of this.#guests.values()) guest.withdraw(seat);
		this.#changed();
	}

	/** Says no to a request; yes is the command `add-key`, and what that grants disappears from the list by itself. */
	decline(request: string): void {
		const declined = this.#requests.decline(request);
		if (declined) for (const guest of this.#guests.values()) guest.decline(declined);
		this.#changed();
	}

	/** Closes everything: sockets, peers, timers. The state is 'off' from then on. */
	leave(): Promise<void> {
		this.#left ??= this.#leave();
		return this.#left;
	}

	async #open(): Promise<void> {
		const { room, secret, signalling, ice } = this.#parts.invitation;
		await leaving.get(room);
		const page = (globalThis.location as Location | undefined)?.protocol ?? '';
		const meeting = await Meeting.open({
			room,
			secret,
			signalling: [...new Set(signalling)].filter((url) => !isMixedContent(url, page)),
			ice,
			onMet: (met) => this.#meet(met),
			onParted: (met) => this.#part(met),
			onSockets: () => this.#changed(),
			onTouched: () => this.#touched()
		});
		this.#meeting = meeting;
		if (this.#left) return;
		const look = setInterval(() => this.#look(), pulseTimes.look);
		const depart = () => this.#byeToAll();
		globalThis.window?.addEventListener('pagehide', depart);
		this.#ends.push(
			() => clearInterval(look),
			() => globalThis.window?.removeEventListener('pagehide', depart),
			this.#parts.ledger.onEntries(() => this.#changed())
		);
		this.#changed();
	}

	async #leave(): Promise<void> {
		const { room } = this.#parts.invitation;
		const left = this.#opened.then(async () => {
			for (const end of this.#ends.splice(0)) end();
			this.#byeToAll();
			await this.#meeting?.leave();
		});
		leaving.set(room, left);
		await left;
		if (leaving.get(room) === left) leaving.delete(room);
		for (const timer of this.#timers.values()) clearTimeout(timer);
		this.#timers.clear();
		for (const listener of this.#listeners) listener(this.#state());
	}

	#byeToAll(): void {
		for (const guest of this.#guests.values()) guest.bye();
	}

	#look(): void {
		const now = monotonicNow();
		for (const guest of this.#guests.values()) guest.look(now);
		this.#meeting?.look(now);
		this.#changed();
	}

	#meet(met: Met): void {
		if (this.#left) return met.peer.destroy();
		const { gate, ledger, invitation } = this.#parts;
		const guest = new Guest(met, {
			gate,
			workspace: invitation.workspace,
			room: invitation.room,
			presence: () => this.#presence,
			asks: () => this.#asked.open,
			prove: (organization, challenge) => ledger.prove(organization, challenge),
			changed: () => this.#changed(),
			asked: (ask) => {
				if (this.#requests.add(met.id, ask, Date.now()) === 'declined') guest.decline(ask);
				this.#changed();
			},
			withdrawn: (seat) => {
				this.#requests.withdraw(met.id, seat);
				this.#changed();
			},
			declined: ({ organization, key }) => {
				// Only somebody who shows to act for the organization can say no for it.
				const { organization: acting, verified } = this.#seen(guest);
				if (verified && acting === organization && this.#asked.decline(organization, key)) this.#changed();
			},
			turned: (turned) => this.#turn(turned)
		});
		this.#guests.set(met, guest);
	}

	#part(met: Met): void {
		this.#guests.get(met)?.gone();
		this.#guests.delete(met);
		this.#changed();
	}

	#turn(turned: Turned): void {
		this.#meeting?.ban(turned.from);
		this.#refused = [turned, ...this.#refused].slice(0, mostRefused);
		this.#changed();
	}

	#touched(): void {
		void this.leave();
		queueMicrotask(() => {
			throw new Error("something wrote to y-webrtc's document, which has to stay empty");
		});
	}

	#seen = (guest: Guest): Peer => guest.seen(this.#parts.acts.bind(this.#parts));

	#state(): SharingState {
		const sockets = this.#meeting?.sockets ?? [];
		const { signalling } = this.#parts.invitation;
		const peers = [...this.#guests.values()].filter(({ isOpen }) => isOpen).map(this.#seen);
		const isOpen = (url: string) => sockets.some((socket) => socket.url === url && socket.connected);
		const states = sockets.map(({ connected, unsuccessfulReconnects: failures }) => ({
			connected,
			failures
		}));
		const entering = { connected: false, failures: this.#failed || signalling.length === 0 ? 1 : 0 };
		return {
			connection: this.#left ? 'off' : connectionOf(this.#meeting ? states : [entering], peers.length),
			signalling: signalling.map((url) => ({ url, open: !this.#left && isOpen(url) })),
			peers: this.#left ? [] : peers,
			requests: this.#requests.all,
			asked: this.#asked.all,
			refused: this.#refused
		};
	}

	/** Tells the listeners, soon and once for many changes. */
	#changed(): void {
		this.#soon('tell', telling, () => {
			const acts = this.#parts.acts.bind(this.#parts);
			this.#requests.settle(({ organization, key }) => acts(organization, key));
			this.#asked.settle(acts);
			const state = this.#state();
			const text = JSON.stringify(state);
			if (text === this.#told) return;
			this.#told = text;
			for (const listener of this.#listeners) listener(state);
		});
	}

	#soon(what: 'tell' | 'present', delay: number, work: () => void): void {
		if (this.#left || this.#timers.has(what)) return;
		const run = () => {
			this.#timers.delete(what);
			work();
		};
		this.#timers.set(what, setTimeout(run, delay));
	}
}
