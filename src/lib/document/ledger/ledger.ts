import type { Entry, EntryDraft } from '$lib/domain/entry';
import type { EntryId, KeyId, OrganizationId } from '$lib/domain/facts';
import { KeyRegistry } from '$lib/domain/keys/key-registry';
import { AppendQueue, type AppendHooks } from './append-queue';
import { EntryTexts } from './entry-texts';
import { TrustedEntries } from './trusted-entries';
import { ChainTips } from '../signing/chain-tips';
import { entryToText } from '../entries/codec';
import { Deliveries, slices } from './deliveries';
import { memoryApprovals } from '../approvals/approvals';
import { WorkspaceApprovals } from '../approvals/workspace-approvals';
import { KeyRotation } from '../keys/key-rotation';
import type { LedgerInternals } from './internal-api';
import type { LedgerParts } from './ledger-parts';
import type { OwnKey, Keys, LockState } from '../keys/keys';
import { detailOf, LedgerError } from './ledger-error';
import { inDependencyOrder } from '../entries/dependency-order';
import type { ExportedEntries, Ledger, Opened, StorageState } from './api';
import type { PresenceProof } from '../keys/presence-proof';
import { readStored } from './read-stored';
import { takeTrusted } from './take-trusted';
import { KeySettler } from './key-settler';
import { StorageStatus } from './storage-status';
import { SigningKeys } from '../keys/signing-keys';
import { signDrafts } from '../signing/sign-drafts';
import type { SignedEntry } from '../signing/sign-draft';
import type { Storage, UnsealedRow } from '../storage/api';
import { LazyDocument } from '../storage/lazy-document';
import type { TrustedTexts } from '../storage/trusted-texts';
import type { Tabs } from '../tabs/tabs';
import { inTurns } from '../time-slices';
import { noSignal } from '../tabs/change-signal';

/** The ledger itself, in process. See `Ledger` and `LedgerInternals` for what its functions promise. */
export class DocumentLedger implements Ledger, LedgerInternals {
	readonly opened: Promise<Opened>;
	#tellDelivered = (): void => undefined;
	readonly allDelivered = new Promise<void>((resolve) => (this.#tellDelivered = resolve));
	readonly workspace: string;
	readonly #document: LazyDocument;
	readonly #texts: EntryTexts;
	readonly #storage: Storage;
	readonly #keys: Keys;
	readonly #tabs: Tabs;
	readonly #tips = new ChainTips();
	readonly entries = new Map<EntryId, Entry>();
	readonly keys = new KeyRegistry((id) => this.entries.get(id));
	readonly settler = new KeySettler(this.keys);
	readonly #signing: SigningKeys;
	readonly #rotation: KeyRotation;
	readonly approvals: WorkspaceApprovals;
	readonly #deliveries: Deliveries;
	readonly #status = new StorageStatus();
	readonly #trusted: TrustedEntries;
	readonly checked: Promise<void>;
	readonly onChecks: Ledger['onChecks'];
	readonly onTrusted: LedgerInternals['onTrusted'];
	readonly onRefused: LedgerInternals['onRefused'];
	readonly #queue = new AppendQueue(
		(body) => this.#locked(body),
		(drafts, hooks) => this.#add(drafts, hooks)
	);
	/** Entries of a preview, which are not read. */
	#older: EntryId[] = [];
	#closed = false;
	#readOnly = false;

	constructor(parts: LedgerParts) {
		this.workspace = parts.workspace;
		this.#storage = parts.storage;
		this.#keys = parts.keys;
		this.#signing = new SigningKeys(parts.keys, this.keys, this.settler.settle);
		this.#tabs = parts.tabs;
		this.#rotation = new KeyRotation({
			...{ workspace: parts.workspace, keys: parts.keys, signing: this.#signing, storage: parts.storage },
			exclusively: (body) => parts.tabs.exclusively(body),
			append: (sign) => this.#locked(async () => void this.#include(await sign()))
		});
		this.approvals =
			parts.approvals ?? new WorkspaceApprovals(parts.workspace, memoryApprovals(), noSignal());
		this.#deliveries = new Deliveries(this.approvals.isWithheld);
		this.#document = new LazyDocument(parts.doc);
		this.#texts = new EntryTexts(this.#document, this, (entries) => this.#take(entries));
		this.#storage.onState((state) => this.#status.setStorage(state));
		this.#trusted = new TrustedEntries({
			...{ workspace: parts.workspace, entries: this.entries, storage: parts.storage },
			isWithheld: this.approvals.isWithheld,
			write: (texts) => this.#texts.set(texts)
		});
		({ onChecks: this.onChecks, onTrusted: this.onTrusted, onRefused: this.onRefused } = this.#trusted);
		const read = this.#open();
		void read.catch(() => undefined).then(this.#tellDelivered);
		this.opened = read.then(({ opened }) => opened);
		this.checked = read
			.then(({ unsealed }) => this.#trusted.checkUnsealed(unsealed, (work) => this.#tabs.checking(work)))
			.catch(() => undefined);
	}

	onEntries(listener: (entries: Entry[]) => void): () => void {
		return this.#deliveries.listen(listener);
	}

	onWithdrawn(listener: (organizations: OrganizationId[]) => void): () => void {
		return this.#deliveries.onWithdrawn(listener);
	}

	withdraw(organizations: Iterable<OrganizationId>): void {
		const gone = [...organizations];
		this.#deliveries.withdraw(gone, { keep: true });
		this.#trusted.withdraw(gone);
	}

	release(organizations: Iterable<OrganizationId>): void {
		const those = [...organizations];
		this.#deliveries.release(those);
		this.#trusted.release(those);
	}

	get delivered(): readonly Entry[] {
		return this.#trusted.delivered;
	}

	get withheld(): Iterable<Entry> {
		return this.#trusted.withheld;
	}

	ownKeys(): Promise<OwnKey[]> {
		return this.#keys.ownKeys();
	}

	onStorage(listener: (state: StorageState) => void): () => void {
		return this.#status.listen(listener);
	}

	/** @param delivering called with the entries right before they are delivered */
	append(
		drafts: EntryDraft[],
		progress?: (signed: number) => void,
		delivering?: (entries: Entry[]) => void
	): Promise<Entry[]> {
		return this.#queue.append(drafts, { progress, delivering });
	}

	async prepareEdits(): Promise<void> {
		await this.opened;
		if (!this.#readOnly) await this.#document.made();
	}

	insert(entries: Entry[]): void {
		this.#checkWritable();
		const fresh = entries.filter(({ id }) => !this.entries.has(id));
		const sorted = [...inDependencyOrder(new Map(fresh.map((entry) => [entry.id, entry])))];
		this.#texts.set(new Map(sorted.map((entry) => [entry.id, entryToText(entry)])));
		this.#take(sorted);
	}

	async held(): Promise<OwnKey[]> {
		await this.opened;
		return this.#signing.held();
	}

	async memberKey(organization: OrganizationId): Promise<KeyId> {
		await this.opened;
		// Two tabs that ask at once are to get the same one.
		return this.#tabs.exclusively(() => this.#signing.memberKey(organization));
	}

	async prove(organization: OrganizationId, challenge: string): Promise<PresenceProof> {
		await this.opened;
		return this.#signing.prove({ workspace: this.workspace, organization, challenge });
	}

	async lockState(): Promise<LockState> {
		await this.opened;
		return this.#keys.lockState();
	}

	async lock(passphrase: string): Promise<void> {
		await this.opened;
		this.#checkWritable();
		await this.#rotation.lock(passphrase);
	}

	async renewKey(organization: OrganizationId): Promise<void> {
		await this.opened;
		this.#checkWritable();
		await this.#rotation.renew(organization);
	}

	async unlock(passphrase: string): Promise<boolean> {
		await this.opened;
		return this.#rotation.unlock(passphrase, !this.#readOnly);
	}

	async stored(): Promise<void> {
		await this.opened;
		await this.#storage.stored();
	}

	exportQuarantine(): Promise<Uint8Array<ArrayBuffer>> {
		return this.#storage.exportQuarantine();
	}

	async exportEntries(): Promise<ExportedEntries> {
		await this.opened;
		const older = this.#older.flatMap((id) => this.#texts.get(id) ?? []);
		const texts = [...older, ...this.#deliveries.all.map(entryToText)];
		return { count: texts.length, lines: new Blob([texts.map((text) => `${text}\n`).join('')]) };
	}

	async close(): Promise<void> {
		if (this.#closed) return;
		this.#closed = true;
		this.#trusted.close();
		// What is still opening may be waiting for another tab, and need not wait any longer.
		if (!this.#texts.isStarted) await this.#storage.close();
		await this.opened;
		await this.#storage.stored().catch(() => undefined);
		this.#tabs.close();
		await this.#storage.close();
		this.#keys.close();
		this.approvals.close();
		this.#document.close();
	}

	async #open(): Promise<{ opened: Opened; unsealed: UnsealedRow[] }> {
		const approvals = this.approvals.load();
		const stored = await this.#storage.open(
			this.#document,
			this.#trusted,
			(done, total) => this.#status.progress(done / total / 10),
			(texts) => approvals.then(() => this.#takeTrusted(texts))
		);
		this.#readOnly = stored.readOnly;
		await approvals;
		this.#tabs.follow(this.#document, {
			isTrusted: (update) => this.#trusted.isTrusted(update),
			catchUp: () => this.#storage.catchUp()
		});
		const read = await readStored(this.workspace, this.#texts, { ...stored, taken: this.entries }, (part) =>
			this.#status.progress(0.1 + part * 0.9)
		);
		stored.sealed.clear();
		const { entries, rescued, unreadable, setAside, older } = read;
		this.#trusted.read(read);
		this.#older = older;
		if (!stored.readOnly) this.#texts.set(rescued);
		await inTurns(slices(inDependencyOrder(entries)), (slice) => this.#take(slice));
		this.#tellDelivered();
		await this.settler.settle();
		this.#texts.start();
		this.#status.opened();
		const { quarantined, unsealed } = stored;
		const opened = { entries: this.entries.size, quarantined, unreadable, setAside, older: older.length };
		return { opened, unsealed };
	}

	/**
	 * Takes in what is trusted while it is read: the page folds it meanwhile. What only this thread needs of it comes when the
	 * page has all of it.
	 */
	async #takeTrusted(texts: TrustedTexts): Promise<void> {
		const { workspace } = this;
		const taken: Entry[][] = [];
		const take = (entries: Entry[]) => {
			taken.push(entries);
			this.#deliveries.deliver(entries);
		};
		const progress = (part: number) => this.#status.progress(0.1 + part * 0.9);
		if (await takeTrusted(texts, { workspace, take, progress, isOver: () => this.#closed }))
			this.#tellDelivered();
		await inTurns(taken, (entries) => {
			this.#note(entries);
			this.#trusted.take(entries);
		});
	}

	#take(entries: Entry[]): void {
		this.#note(entries);
		this.#deliveries.deliver(entries);
		this.#trusted.take(entries);
		if (this.#texts.isStarted) void this.settler.settle();
	}

	/** What this thread itself looks up of entries. */
	#note(entries: Entry[]): void {
		for (const entry of entries) {
			this.entries.set(entry.id, entry);
			this.keys.add(entry);
			this.#tips.add(entry);
		}
	}

	/** Holds the lock of all tabs, from having caught up with them until what was written is stored, or can't be. */
	async #locked(body: () => Promise<void>): Promise<void> {
		await this.opened;
		// What other tabs have stored is not to be passed over.
		await this.#document.load().catch((error: unknown) => {
			throw new LedgerError('not-stored', detailOf(error));
		});
		this.#status.startWaiting(() => this.#queue.waiting);
		try {
			await this.#tabs.exclusively(async () => {
				this.#status.stopWaiting();
				await this.#storage.catchUp();
				await body();
				await this.#storage.stored().catch(() => undefined);
			});
		} finally {
			this.#status.stopWaiting();
			this.#status.settle();
		}
	}

	async #add(drafts: EntryDraft[], { progress, delivering }: AppendHooks): Promise<Entry[]> {
		await this.settler.settle(drafts.flatMap(({ organization }) => organization ?? []));
		this.#checkWritable();
		const { workspace, entries, keys: registry } = this;
		const ground = { workspace, entries, registry, keys: this.#keys, tips: this.#tips };
		return this.#include(await signDrafts(drafts, ground, progress), delivering);
	}

	#include(signed: SignedEntry[], delivering?: AppendHooks['delivering']): Entry[] {
		const entries = signed.map(({ entry }) => entry);
		this.#texts.set(new Map(signed.map(({ entry, text }) => [entry.id, text])));
		delivering?.(entries);
		this.#take(entries);
		return entries;
	}

	#checkWritable(): void {
		if (this.#closed) throw new LedgerError('closed', this.workspace);
		if (this.#readOnly) throw new LedgerError('read-only', this.workspace);
	}
}
