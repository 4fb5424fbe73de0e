import type { KeyId, OrganizationId } from '../domain/facts';
import { statesKeys } from '$lib/domain/keys/key-registry';
import { emptySnapshot, type Snapshot } from '../domain/snapshot';
import type { LockState } from '$lib/document/keys/keys';
import type { Notes } from '$lib/document/storage/notes';
import type { Ledger, Opened, StorageState } from '$lib/document/ledger/api';
import type { SavedPartnerFile, PartnerFileOptions } from '../exchange/save-for-partner';
import type { Admitted, Gate } from '$lib/gate/api';
import { type History, historyOf } from '$lib/views/history/actions';
import { LiveFold } from './live-fold';
import { Diagnostics } from './diagnostics';
import { LedgerEditor } from './editing/ledger-editor';
import { Drafts } from './drafts/drafts';
import { FollowedGuide } from './guide/followed-guide';
import { FileRequests } from './files/file-requests';
import { News } from './news/news';
import { NewsStore } from './news/news-store';
import { Observed } from './observed';
import { OutsiderDecisions } from './outsiders';
import { SeenEntries } from './news/seen-entries';
import { SharingSession } from './sharing/sharing-session';
import { ShownStorageState } from './shown-storage-state';

export type { Opened, StorageState } from '$lib/document/ledger/api';

/**
 * An open workspace: the ledger's entries folded into a snapshot, and the editor. Its getters are reactive in effects
 * and derived values; each change creates a new snapshot object.
 */
export class Workspace {
	readonly id: string;
	/** The workspace itself, below any lens: see `WorkspaceLens`. */
	readonly base: Workspace = this;
	readonly editor: LedgerEditor;
	readonly liveFold: LiveFold;
	/** What others changed for an organization since it was last viewed here. */
	readonly news: News;
	/** Checks everything from peers and files. */
	readonly gate: Gate;
	/** The connection, and connected peers. */
	readonly sharing: SharingSession;
	/** What the gate has found, and the check of stored entries. */
	readonly diagnostics: Diagnostics;
	/** The organizations that wait for a person's decision, or were left out. */
	readonly outsiders: OutsiderDecisions;
	/** Requests from files to act for organizations. */
	readonly fileRequests: FileRequests;
	/** Commands that are not applied yet. */
	readonly drafts: Drafts;
	/** The guide of the text that it was made from, if that has one. */
	readonly guide: FollowedGuide;
	/** Resolves when everything stored has been read and folded. */
	readonly opened: Promise<Opened>;
	readonly #ledger: Ledger;
	readonly #newsStore: NewsStore;
	readonly #state = emptySnapshot();
	// Each by itself: what is stored says so several times in each edit, and changes nothing else.
	readonly #snapshot = new Observed<Snapshot>({ ...this.#state });
	readonly #storage = new ShownStorageState();
	readonly #isRestored = new Observed(false);
	readonly #held = new Observed<ReadonlyMap<OrganizationId, KeyId>>(new Map());
	readonly #actable = new Observed<ReadonlySet<OrganizationId>>(new Set());
	/** The organizations that have been viewed here, whoever can act for them. */
	readonly #watched = new Set<OrganizationId>();
	readonly #lock = new Observed<LockState>('none');
	/** Resolves when it is known which of its keys act after what was delivered; undefined once it is. */
	#learningKeys: Promise<void> | undefined;
	/** The state is shown when this resolves. */
	#publishing: Promise<void> | undefined;
	/** Everything stored has been read. */
	#isRead = false;
	/** And folded. */
	#isOpen = false;

	constructor(id: string, { ledger, gate, notes }: { ledger: Ledger; gate: Gate; notes?: Notes }) {
		this.id = id;
		this.gate = gate;
		this.diagnostics = new Diagnostics(gate, ledger);
		this.outsiders = new OutsiderDecisions({
			gate,
			diagnostics: this.diagnostics,
			snapshot: () => this.snapshot,
			acts: (organization) => this.actable.has(organization)
		});
		this.fileRequests = new FileRequests(
			id,
			(organization, key) => this.#state.keys.record(organization, key) !== undefined
		);
		this.drafts = new Drafts(id);
		this.guide = new FollowedGuide(id, notes);
		this.#newsStore = new NewsStore(id, notes);
		this.news = new News(
			(organization) => this.actable.has(organization) || this.#watched.has(organization),
			this.#newsStore
		);
		this.#ledger = ledger;
		this.editor = new LedgerEditor(ledger, () => this.#state, {
			catchUp: () => this.liveFold.catchUp(),
			hold: () => this.liveFold.pauses.hold(),
			published: () => this.#publishing,
			actable: () => this.actable
		});
		const liveFold = (this.liveFold = new LiveFold({
			state: this.#state,
			editor: this.editor,
			news: this.news,
			seen: new SeenEntries(id, notes),
			isOwnKey: (key) => [...this.held.values()].includes(key),
			changed: () => this.#publish()
		}));
		this.sharing = new SharingSession({
			workspace: id,
			ledger,
			gate,
			acts: (organization, key) => this.#state.keys.acts(organization, key)
		});
		ledger.onEntries((entries) => {
			if (this.#isRead && entries.some(statesKeys)) this.#learnKeys();
			liveFold.receive(entries);
		});
		ledger.onWithdrawn((organizations) => {
			void liveFold.remove(organizations).then(() => this.#publish());
		});
		ledger.onStorage((state) => {
			this.#storage.set(state);
			if (state.state === 'saved' && state.restored && !this.isRestored) {
				this.#isRestored.current = true;
				this.drafts.saveAll();
				this.guide.save();
			}
		});
		this.opened = this.#open();
	}

	/** The current state: a new object after every change, the same one between changes. */
	get snapshot(): Snapshot {
		return this.#snapshot.current;
	}

	/** What was done in the workspace: the same object between changes. */
	get history(): History {
		return historyOf(this.snapshot);
	}

	/** Whether edits are stored. */
	get storage(): StorageState {
		return this.#storage.current;
	}

	/** Stored data was lost while the workspace was open, and has been written again. */
	get isRestored(): boolean {
		return this.#isRestored.current;
	}

	/** The organizations that this browser can act for, each with the key that signs for it. */
	get held(): ReadonlyMap<OrganizationId, KeyId> {
		return this.#held.current;
	}

	/** The organizations that this browser can act for. */
	get actable(): ReadonlySet<OrganizationId> {
		return this.#actable.current;
	}

	/** Marks an organization as viewed: what others change for it is news from now on. */
	watch(organization: OrganizationId): void {
		if (this.#watched.has(organization)) return;
		this.#watched.add(organization);
		void this.#newsStore.markViewed(organization);
	}

	/** Whether the keys are locked by a passphrase, and whether it was entered in this window. */
	get lock(): LockState {
		return this.#lock.current;
	}

	/** Locks the keys with a passphrase: see `Ledger.lock`. */
	async setPassphrase(passphrase: string): Promise<void> {
		await this.#ledger.lock(passphrase);
		await this.#refreshKeys();
	}

	/** Unlocks the keys in this window. Returns false for a wrong passphrase. */
	async unlock(passphrase: string): Promise<boolean> {
		const isRight = await this.#ledger.unlock(passphrase);
		await this.#refreshKeys();
		return isRight;
	}

	/** Gives this browser a new key for an organization: see `Ledger.renewKey`. */
	async renewKey(organization: OrganizationId): Promise<void> {
		await this.#ledger.renewKey(organization);
		await this.#refreshKeys();
	}

	/** See `Ledger.prepareEdits`. */
	readonly prepareEdits = (): Promise<void> => this.#ledger.prepareEdits();
	/** Resolves when everything so far is stored; rejects while that fails. */
	readonly stored = (): Promise<void> => this.#ledger.stored();
	/** The key with which this browser acts for an organization, or requests to. Rejects as `Ledger.memberKey` does. */
	readonly memberKey = (organization: OrganizationId): Promise<KeyId> => this.#ledger.memberKey(organization);
	readonly exportEntries: Ledger['exportEntries'] = () => this.#ledger.exportEntries();
	readonly exportQuarantine = (): Promise<Uint8Array<ArrayBuffer>> => this.#ledger.exportQuarantine();

	/** See `Gate.admit`. Resolves when what came in is folded and shown. */
	async admit(texts: string[], from: string): Promise<Admitted> {
		const admitted = await this.gate.admit(texts, from);
		await this.liveFold.catchUp();
		await this.#publishing;
		return admitted;
	}

	/** Writes what a partner lacks, or everything, as a text. Rejects as `saveForPartner` does. */
	async saveForPartner(about: Omit<PartnerFileOptions, 'workspace' | 'savedAt'>): Promise<SavedPartnerFile> {
		const { saveForPartner } = await import('../exchange/save-for-partner');
		const saving = { ...about, workspace: this.id, savedAt: Date.now() };
		return saveForPartner({ gate: this.gate, ledger: this.#ledger }, saving);
	}

	/** Stops sharing, then closes the ledger. */
	async close(): Promise<void> {
		this.drafts.close();
		this.#newsStore.close();
		await this.sharing.close();
		await this.#ledger.close();
	}

	/** What the Worker still does once all is delivered, and what this browser remembers, comes while the page folds. */
	async #open(): Promise<Opened> {
		const { opened, allDelivered } = this.#ledger;
		const watching = this.#newsStore.viewedOrganizations().then((viewed) => {
			for (const each of viewed) this.#watched.add(each);
		});
		// Asked at once, the ledger answers before it does anything else that it is asked for, or does by itself, once it is open.
		const ready = Promise.all([this.#refreshKeys(), watching, this.guide.load()]);
		ready.catch(() => undefined);
		const read = opened.then(() => (this.#isRead = true));
		read.catch(() => undefined);
		await allDelivered;
		await this.liveFold.open(ready);
		this.#isOpen = true;
		this.#publish();
		await this.#publishing;
		void this.fileRequests.load();
		void this.drafts.load();
		return opened;
	}

	/**
	 * Shows the state as it is then, with what this browser may do for the organizations in it: once its keys are known. While
	 * opening, the page shows progress, not a partial workspace.
	 */
	#publish(): void {
		const learning = this.#learningKeys;
		if (!learning) return this.#show();
		if (this.#publishing === learning) return;
		this.#publishing = learning;
		void learning.then(() => {
			if (this.#publishing === learning) this.#publishing = undefined;
			this.#show();
		});
	}

	#show(): void {
		this.#snapshot.current = { ...this.#state };
		this.#storage.tell();
		if (this.#isOpen) this.guide.follow(this.snapshot);
	}

	/** Asks which keys act now. A ledger that was closed or stopped rejects; its storage state reports that. */
	#learnKeys(): void {
		const learning = this.#refreshKeys()
			.catch(() => undefined)
			.then(() => {
				if (this.#learningKeys === learning) this.#learningKeys = undefined;
			});
		this.#learningKeys = learning;
	}

	/** Refreshes held keys and lock state. Each answer is current when it arrives, so the last is the newest. */
	async #refreshKeys(): Promise<void> {
		const [held, lock] = await Promise.all([this.#ledger.held(), this.#ledger.lockState()]);
		this.#lock.current = lock;
		this.#held.current = new Map(held.map(({ organization, key }) => [organization, key]));
		this.#actable.current = new Set(this.held.keys());
	}
}
