import { createSubscriber } from 'svelte/reactivity';
import { sharingChannel, sharingLock } from '$lib/document/storage/names';
import type { Ledger } from '$lib/document/ledger/api';
import type { SharingRecord } from '$lib/document/workspaces/workspace-record';
import type { KeyId, OrganizationId } from '$lib/domain/facts';
import type { Gate } from '$lib/gate/api';
import type { Sharing } from '$lib/peers/sharing';
import type { Presence, SharingState } from '$lib/peers/sharing-state';
import { offline, readTabMessage, type TabMessage } from './tab-messages';

export interface SharingSessionOptions {
	workspace: string;
	ledger: Ledger;
	gate: Gate;
	acts: (organization: OrganizationId, key: KeyId) => boolean;
}

/**
 * Shares an open workspace as its record says. One tab of a browser connects to the peers; the others show the state that
 * it broadcasts, and one of them takes over when it is closed.
 */
export class SharingSession {
	readonly #options: SharingSessionOptions;
	#record: SharingRecord | null = null;
	#run: AbortController | null = null;
	#ended: Promise<unknown> = Promise.resolve();
	#channel: BroadcastChannel | null = null;
	#sharing: Sharing | null = null;
	#requested = new Set<string>();
	#state = offline;
	#presence: Presence = { name: '', colour: '', organization: null, place: '' };
	#update: () => void = () => undefined;
	readonly #subscribe = createSubscriber((update) => {
		this.#update = update;
		return () => (this.#update = () => undefined);
	});

	constructor(parts: SharingSessionOptions) {
		this.#options = parts;
	}

	/** The state of the connection and the peers, from this tab or the one that is connected. */
	get state(): SharingState {
		this.#subscribe();
		return this.#state;
	}

	/** What others see of the person at this browser. */
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

	/** Applies a record; to be called whenever it has changed. */
	follow(record: SharingRecord | null): void {
		const before = this.#record;
		this.#record = record;
		if (isSameRoom(before, record)) return this.#syncRequests();
		this.#stop();
		if (record?.on) this.#start(record);
	}

	/** Declines a request to act for an organization. */
	decline(request: string): void {
		if (this.#sharing) this.#sharing.decline(request);
		else this.#post({ decline: request });
	}

	/** Leaves the room; resolves when everything is closed. */
	async close(): Promise<void> {
		this.follow(null);
		await this.#ended;
	}

	#start(record: SharingRecord): void {
		const run = new AbortController();
		this.#run = run;
		this.#channel = new BroadcastChannel(sharingChannel(this.#options.workspace));
		this.#channel.onmessage = ({ data }: MessageEvent<unknown>) => this.#receive(readTabMessage(data));
		this.#setState({ ...offline, connection: 'connecting' });
		this.#post({ hello: true });
		const hold = () => this.#runSharing(record, run.signal);
		const { locks } = navigator as { locks?: LockManager };
		const held = locks
			? locks.request(sharingLock(this.#options.workspace), { signal: run.signal }, hold)
			: hold();
		// A failure shows in the state; being stopped before it got the lock is none.
		this.#ended = held.catch(() => {
			if (!run.signal.aborted) this.#setState({ ...offline, connection: 'unreachable' });
		});
	}

	#stop(): void {
		this.#run?.abort();
		this.#run = null;
		this.#channel?.close();
		this.#channel = null;
		this.#setState(offline);
	}

	/** Runs the connection until it is aborted. */
	async #runSharing(
		{ room, secret, signalling, ice, relay }: SharingRecord,
		signal: AbortSignal
	): Promise<void> {
		const { Sharing } = await import('$lib/peers/sharing');
		if (signal.aborted) return;
		const { workspace, ledger, gate, acts } = this.#options;
		const sharing = new Sharing({
			invitation: {
				v: 3,
				workspace,
				name: '',
				room,
				secret,
				signalling,
				ice,
				relay,
				claim: null,
				entries: 0
			},
			ledger,
			gate,
			acts,
			presence: this.#presence
		});
		this.#sharing = sharing;
		this.#requested.clear();
		const unfollow = sharing.onState((state) => {
			if (signal.aborted) return;
			this.#setState(state);
			this.#post({ state });
		});
		this.#syncRequests();
		await ended(signal);
		unfollow();
		this.#sharing = null;
		await sharing.leave();
	}

	/** Makes the requests of the record, and withdraws others made in this run. */
	#syncRequests(): void {
		const sharing = this.#sharing;
		if (!sharing) return;
		const asks = new Map(this.#record?.asks.map(({ organization, name }) => [organization, name]));
		for (const organization of this.#requested) {
			if (asks.has(organization)) continue;
			this.#requested.delete(organization);
			sharing.withdrawRequest(organization);
		}
		for (const [organization, name] of asks) {
			if (this.#requested.has(organization)) continue;
			this.#requested.add(organization);
			// If no key can be created now, the request is repeated with the next change.
			sharing.requestAccess(organization, name).catch(() => this.#requested.delete(organization));
		}
	}

	#receive(message: TabMessage | null): void {
		if (!message) return;
		if ('state' in message) {
			if (!this.#sharing) this.#setState(message.state);
		} else if (this.#sharing) {
			if ('hello' in message) this.#post({ state: this.#state });
			else if ('presence' in message) this.#sharing.presence = message.presence;
			else this.#sharing.decline(message.decline);
		}
	}

	#post(message: TabMessage): void {
		this.#channel?.postMessage(message);
	}

	#setState(state: SharingState): void {
		this.#state = state;
		this.#update();
	}
}

/** Whether the connection settings are the same. */
const isSameRoom = (one: SharingRecord | null, other: SharingRecord | null): boolean =>
	roomKey(one) === roomKey(other);

const roomKey = (record: SharingRecord | null): string =>
	record?.on ? JSON.stringify([record.room, record.secret, record.signalling, record.ice, record.relay]) : '';

const ended = (signal: AbortSignal): Promise<void> =>
	new Promise((resolve) => {
		if (signal.aborted) resolve();
		else signal.addEventListener('abort', () => resolve(), { once: true });
	});
