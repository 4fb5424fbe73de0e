import { createSubscriber } from 'svelte/reactivity';
import type { KeyId, OrganizationId } from '../domain/facts';
import { statesKeys } from '../domain/keys';
import { emptySnapshot, type Snapshot } from '../domain/snapshot';
import type { LockState } from '$lib/document/keys/keys';
import type { Notes } from '$lib/document/storage/notes';
import type { Ledger, Opened, StorageState } from '$lib/document/ledger/api';
import type { Saved, Saving } from '../exchange/save-for-partner';
import type { Gate } from '$lib/gate/api';
import { type History, historyOf } from '$lib/views/history/actions';
import { Arrivals } from './arrivals';
import { Diagnostics } from './diagnostics';
import { Door } from './door';
import { Drafts } from './drafts';
import { FileRequests } from './file-requests';
import { News } from './news';
import { NewsNotes } from './news-notes';
import { Outsiders } from './outsiders';
import { SeenEntries } from './seen-entries';
import { SharingSession } from './sharing-session';

export type { Opened, StorageState } from '$lib/document/ledger/api';

/**
 * An open workspace: the ledger's entries folded into a snapshot, and the one door for edits. Its getters subscribe
 * whoever reads them in an effect or a derived value; each change hands out a new snapshot object.
 */
export class Workspace {
	readonly id: string;
	/** The workspace itself, below any view of it: see `Seen`. */
	readonly base: Workspace = this;
	readonly door: Door;
	/** What changed for an organization since it was last looked at here. */
	readonly news: News;
	/** What stands between peers, files and this workspace. */
	readonly gate: Gate;
	/** Who else is here, and how the connection is. */
	readonly sharing: SharingSession;
	/** What the gate has met, and the check of what was stored. */
	readonly diagnostics: Diagnostics;
	/** The organizations that wait for a person's word here, or were left out. */
	readonly outsiders: Outsiders;
	/** Seats that were asked for by file. */
	readonly fileRequests: FileRequests;
	/** What might be done, and is not. */
	readonly drafts: Drafts;
	/** Resolves when what was stored has been read and folded. */
	readonly opened: Promise<Opened>;
	readonly #ledger: Ledger;
	readonly #newsNotes: NewsNotes;
	readonly #state = emptySnapshot();
	#snapshot: Snapshot = { ...this.#state };
	#storage: StorageState = { state: 'opening', done: 0, total: 1 };
	#isRestored = false;
	#held: ReadonlyMap<OrganizationId, KeyId> = new Map();
	#actable: ReadonlySet<OrganizationId> = new Set();
	/** The organizations whose view was looked at, whoever can act for them. */
	readonly #watched = new Set<OrganizationId>();
	#lock: LockState = 'none';
	#isOpen = false;
	#update: () => void = () => undefined;
	readonly #subscribe = createSubscriber((update) => {
		this.#update = update;
		return () => (this.#update = () => undefined);
	});

	constructor(id: string, { ledger, gate, notes }: { ledger: Ledger; gate: Gate; notes?: Notes }) {
		this.id = id;
		this.gate = gate;
		this.diagnostics = new Diagnostics(gate, ledger);
		this.outsiders = new Outsiders({
			gate,
			diagnostics: this.diagnostics,
			snapshot: () => this.#snapshot,
			acts: (organization) => this.#actable.has(organization)
		});
		this.fileRequests = new FileRequests(
			id,
			(organization, key) => this.#state.keys.record(organization, key) !== undefined
		);
		this.drafts = new Drafts(id);
		this.#newsNotes = new NewsNotes(id, notes);
		this.news = new News(
			(organization) => this.#actable.has(organization) || this.#watched.has(organization),
			this.#newsNotes
		);
		this.#ledger = ledger;
		this.door = new Door(ledger, () => this.#state);
		const arrivals = new Arrivals({
			state: this.#state,
			door: this.door,
			news: this.news,
			seen: new SeenEntries(id, notes),
			isOwnKey: (key) => [...this.#held.values()].includes(key),
			changed: () => {
				this.#snapshot = { ...this.#state };
				this.#update();
			}
		});
		this.sharing = new SharingSession({
			workspace: id,
			ledger,
			gate,
			acts: (organization, key) => this.#state.keys.acts(organization, key)
		});
		ledger.onEntries((entries) => {
			arrivals.take(entries);
			this.#snapshot = { ...this.#state };
			// While opening, the page shows progress and needs no view of a workspace half read.
			if (this.#isOpen) this.#update();
			// Closed or stopped meanwhile, there is nothing to learn; that it stopped is said by its storage state.
			if (this.#isOpen && entries.some(statesKeys)) this.#learnHeld().catch(() => undefined);
		});
		ledger.onWithdrawn((organizations) => {
			void arrivals.withdraw(organizations).then(() => {
				this.#snapshot = { ...this.#state };
				this.#update();
			});
		});
		ledger.onStorage((state) => {
			this.#storage = state;
			if (state.state === 'saved' && state.restored && !this.#isRestored) {
				this.#isRestored = true;
				this.drafts.keepAgain();
			}
			this.#update();
		});
		this.opened = ledger.opened.then(async (opened) => {
			for (const looked of await this.#newsNotes.lookedAt()) this.#watched.add(looked);
			await this.#learnHeld();
			await arrivals.open();
			this.#snapshot = { ...this.#state };
			this.#isOpen = true;
			// Keys may have come in meanwhile.
			await this.#learnHeld();
			void this.fileRequests.load();
			void this.drafts.load();
			return opened;
		});
	}

	/** The state of the workspace now: a new object after every change, the same one between changes. */
	get snapshot(): Snapshot {
		this.#subscribe();
		return this.#snapshot;
	}

	/** What was done in it: the same object between changes. */
	get history(): History {
		return historyOf(this.snapshot);
	}

	/** Whether the edits are kept. */
	get storage(): StorageState {
		this.#subscribe();
		return this.#storage;
	}

	/** What was stored of it was lost while it was open, and written again. */
	get isRestored(): boolean {
		this.#subscribe();
		return this.#isRestored;
	}

	/** The organizations that this browser can act for, each with the key that signs for it. */
	get held(): ReadonlyMap<OrganizationId, KeyId> {
		this.#subscribe();
		return this.#held;
	}

	/** The organizations that this browser can act for. */
	get actable(): ReadonlySet<OrganizationId> {
		this.#subscribe();
		return this.#actable;
	}

	/** Somebody looks at this organization's view: what others change for it is news from here on. */
	watch(organization: OrganizationId): void {
		if (this.#watched.has(organization)) return;
		this.#watched.add(organization);
		void this.#newsNotes.noteLook(organization);
	}

	/** Whether the keys are under a passphrase, and whether it was given in this window. */
	get lock(): LockState {
		this.#subscribe();
		return this.#lock;
	}

	/** Puts the keys under a passphrase: see `Ledger.lock`. */
	async setPassphrase(passphrase: string): Promise<void> {
		await this.#ledger.lock(passphrase);
		await this.#learnHeld();
	}

	/** Lets the keys sign in this window. False for another passphrase. */
	async unlock(passphrase: string): Promise<boolean> {
		const isRight = await this.#ledger.unlock(passphrase);
		await this.#learnHeld();
		return isRight;
	}

	/** Gives this browser a new key for an organization: see `Ledger.renewKey`. */
	async renewKey(organization: OrganizationId): Promise<void> {
		await this.#ledger.renewKey(organization);
		await this.#learnHeld();
	}

	/** Resolves when everything so far is stored; rejects while it can't be. */
	readonly stored = (): Promise<void> => this.#ledger.stored();
	/** The key by which this browser asks to act for an organization, or does. Rejects as `Ledger.seatKey` does. */
	readonly seatKey = (organization: OrganizationId): Promise<KeyId> => this.#ledger.seatKey(organization);
	readonly exportEntries = (): Promise<string> => this.#ledger.exportEntries();
	readonly exportQuarantine = (): Promise<Uint8Array<ArrayBuffer>> => this.#ledger.exportQuarantine();

	/** What a partner lacks, or everything, as a text to hand over. Rejects as `saveForPartner` does. */
	async saveForPartner(about: Omit<Saving, 'workspace' | 'savedAt'>): Promise<Saved> {
		const { saveForPartner } = await import('../exchange/save-for-partner');
		const saving = { ...about, workspace: this.id, savedAt: Date.now() };
		return saveForPartner({ gate: this.gate, ledger: this.#ledger }, saving);
	}

	/** Leaves whoever is here, then lets the ledger go. */
	async close(): Promise<void> {
		this.drafts.close();
		this.#newsNotes.close();
		await this.sharing.close();
		await this.#ledger.close();
	}

	/** Each answer is what holds at the moment it comes, so the last is the newest. */
	async #learnHeld(): Promise<void> {
		const [held, lock] = await Promise.all([this.#ledger.held(), this.#ledger.lockState()]);
		this.#lock = lock;
		this.#held = new Map(held.map(({ organization, key }) => [organization, key]));
		this.#actable = new Set(this.#held.keys());
		this.#update();
	}
}
