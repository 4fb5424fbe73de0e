import { createSubscriber } from 'svelte/reactivity';
import { sharingChannel, sharingLock } from '$lib/document/storage/names';
import type { Ledger } from '$lib/document/ledger/api';
import type { SharingRecord } from '$lib/document/workspaces/workspace-record';
import type { KeyId, OrganizationId } from '../domain/facts';
import type { Gate } from '$lib/gate/api';
import type { Sharing } from '../peers/sharing';
import type { Presence, SharingState } from '../peers/state';
import { alone, readTabMessage, type TabMessage } from './sharing-state';

export interface SessionParts {
	workspace: string;
	ledger: Ledger;
	gate: Gate;
	acts: (organization: OrganizationId, key: KeyId) => boolean;
}

/**
 * The sharing of an open workspace, as its record says. One tab of a browser speaks with the peers; the others show
 * what that one tells them, and one of them takes over when it is gone.
 */
export class SharingSession {
	readonly #parts: SessionParts;
	#record: SharingRecord | null = null;
	#run: AbortController | null = null;
	#ended: Promise<unknown> = Promise.resolve();
	#channel: BroadcastChannel | null = null;
	#sharing: Sharing | null = null;
	#asked = new Set<string>();
	#state = alone;
	#presence: Presence = { name: '', colour: '', organization: null, place: '' };
	#update: () => void = () => undefined;
	readonly #subscribe = createSubscriber((update) => {
		this.#update = update;
		return () => (this.#update = () => undefined);
	});

	constructor(parts: SessionParts) {
		this.#parts = parts;
	}

	/** The connection, and who is there: as this tab knows it, or the one that speaks for all. */
	get state(): SharingState {
		this.#subscribe();
		return this.#state;
	}

	/** What the others see of the person at this browser. */
	get presence(): Presence {
		this.#subscribe();
		return this.#presence;
	}

	set presence(presence: Presence) {
		this.#presence = presence;
		if (this.#sharing) this.#sharing.presence = presence;
		else this.#post({ presence });
		this.#update();
	}

	/** Does what the record says; called again whenever that has changed. */
	follow(record: SharingRecord | null): void {
		const before = this.#record;
		this.#record = record;
		if (isSameRoom(before, record)) return this.#ask();
		this.#end();
		if (record?.on) this.#begin(record);
	}

	/** Says no to somebody who asked to act for an organization. */
	decline(request: string): void {
		if (this.#sharing) this.#sharing.decline(request);
		else this.#post({ decline: request });
	}

	/** Leaves the room, and resolves when everything of it is closed. */
	async close(): Promise<void> {
		this.follow(null);
		await this.#ended;
	}

	#begin(record: SharingRecord): void {
		const run = new AbortController();
		this.#run = run;
		this.#channel = new BroadcastChannel(sharingChannel(this.#parts.workspace));
		this.#channel.onmessage = ({ data }: MessageEvent<unknown>) => this.#hear(readTabMessage(data));
		this.#tell({ ...alone, connection: 'connecting' });
		this.#post({ hello: true });
		const hold = () => this.#hold(record, run.signal);
		const { locks } = navigator as { locks?: LockManager };
		const held = locks
			? locks.request(sharingLock(this.#parts.workspace), { signal: run.signal }, hold)
			: hold();
		// What failed is said by the state; ending before one's turn is no failure.
		this.#ended = held.catch(() => {
			if (!run.signal.aborted) this.#tell({ ...alone, connection: 'unreachable' });
		});
	}

	#end(): void {
		this.#run?.abort();
		this.#run = null;
		this.#channel?.close();
		this.#channel = null;
		this.#tell(alone);
	}

	/** Speaks with the peers until it is told to end. */
	async #hold({ room, secret, signalling, ice }: SharingRecord, signal: AbortSignal): Promise<void> {
		const { Sharing } = await import('../peers/sharing');
		if (signal.aborted) return;
		const { workspace, ledger, gate, acts } = this.#parts;
		const sharing = new Sharing({
			invitation: { v: 2, workspace, name: '', room, secret, signalling, ice, claim: null, entries: 0 },
			ledger,
			gate,
			acts,
			presence: this.#presence
		});
		this.#sharing = sharing;
		this.#asked.clear();
		const unfollow = sharing.onState((state) => {
			if (signal.aborted) return;
			this.#tell(state);
			this.#post({ state });
		});
		this.#ask();
		await ended(signal);
		unfollow();
		this.#sharing = null;
		await sharing.leave();
	}

	/** Asks for every seat that the record names and was not asked for in this run, and for no other any longer. */
	#ask(): void {
		const sharing = this.#sharing;
		if (!sharing) return;
		const asks = new Map(this.#record?.asks.map(({ organization, name }) => [organization, name]));
		for (const organization of this.#asked) {
			if (asks.has(organization)) continue;
			this.#asked.delete(organization);
			sharing.withdrawSeat(organization);
		}
		for (const [organization, name] of asks) {
			if (this.#asked.has(organization)) continue;
			this.#asked.add(organization);
			// Where no key can be made now, it is asked again with the next change.
			sharing.askForSeat(organization, name).catch(() => this.#asked.delete(organization));
		}
	}

	#hear(message: TabMessage | null): void {
		if (!message) return;
		if ('state' in message) {
			if (!this.#sharing) this.#tell(message.state);
		} else if (this.#sharing) {
			if ('hello' in message) this.#post({ state: this.#state });
			else if ('presence' in message) this.#sharing.presence = message.presence;
			else this.#sharing.decline(message.decline);
		}
	}

	#post(message: TabMessage): void {
		this.#channel?.postMessage(message);
	}

	#tell(state: SharingState): void {
		this.#state = state;
		this.#update();
	}
}

/** Whether nothing has changed that a connection depends on. */
const isSameRoom = (one: SharingRecord | null, other: SharingRecord | null): boolean =>
	roomOf(one) === roomOf(other);

const roomOf = (record: SharingRecord | null): string =>
	record?.on ? JSON.stringify([record.room, record.secret, record.signalling, record.ice]) : '';

const ended = (signal: AbortSignal): Promise<void> =>
	new Promise((resolve) => {
		if (signal.aborted) resolve();
		else signal.addEventListener('abort', () => resolve(), { once: true });
	});
