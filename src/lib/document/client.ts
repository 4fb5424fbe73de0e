import type { Entry, EntryDraft } from '../domain/entry';
import type { EntryId, KeyId, OrganizationId } from '../domain/facts';
import { Deliveries, Listeners, tell } from './ledger/deliveries';
import { detailOf, LedgerError } from './ledger/ledger-error';
import type { Checks, HeldKey, Ledger, Opened, StorageState } from './ledger/api';
import type { LockState } from './keys/keys';
import type { PresenceProof } from './keys/presence-proof';
import type { Ask, Call, Calls, Line, Told } from './protocol';
import type { Behind } from './spawn';

type Progress = ((signed: number) => void) | undefined;

interface Awaited {
	progress: Progress;
	resolve: (answer: unknown) => void;
	reject: (error: LedgerError) => void;
}

/** A ledger at the other end of a line. What has stopped there is said loudly, and every call fails from then on. */
export class LedgerClient implements Ledger {
	readonly opened: Promise<Opened>;
	readonly #deliveries = new Deliveries();
	readonly #byId = new Map<EntryId, Entry>();
	readonly #listeners = new Set<(state: StorageState) => void>();
	readonly #told = new Listeners<Checks>();
	#checks: Checks = { done: 0, total: 0, failed: 0 };
	readonly #awaited = new Map<number, Awaited>();
	readonly #connected: Promise<Behind>;
	#fromBeside: (message: unknown) => void = () => undefined;
	/** To and from what works beside the ledger; what is sent after the end is lost. */
	readonly beside: Line<unknown, unknown> = {
		send: (message) => {
			void this.#connected.then(
				({ line }) => (this.#ended ? undefined : line.send({ beside: message })),
				() => undefined
			);
		},
		receive: (listener) => {
			this.#fromBeside = listener;
		}
	};
	/** Resolves with the reason when the other end has closed or stopped. */
	readonly ended: Promise<LedgerError>;
	#tellEnded: (reason: LedgerError) => void = () => undefined;
	#state: StorageState = { state: 'opening', done: 0, total: 100 };
	#ended: LedgerError | null = null;
	#number = 0;

	constructor(workspace: string, spawn: () => Promise<Behind>, storedAs = workspace) {
		this.ended = new Promise((resolve) => (this.#tellEnded = resolve));
		this.#connected = spawn().then((behind) => {
			behind.line.receive((message) => this.#receive(message));
			return behind;
		});
		this.opened = this.#call('open', { workspace, storedAs });
		// Whoever awaits it is told; nobody has to.
		this.opened.catch(() => undefined);
	}

	onEntries(listener: (entries: Entry[]) => void): () => void {
		return this.#deliveries.listen(listener);
	}

	onWithdrawn(listener: (organizations: OrganizationId[]) => void): () => void {
		return this.#deliveries.onWithdrawn(listener);
	}

	onStorage(listener: (state: StorageState) => void): () => void {
		const own = (state: StorageState) => listener(state);
		this.#listeners.add(own);
		own(this.#state);
		return () => this.#listeners.delete(own);
	}

	onChecks(listener: (checks: Checks) => void): () => void {
		listener(this.#checks);
		return this.#told.listen(listener);
	}

	async append(drafts: EntryDraft[], progress?: Progress): Promise<Entry[]> {
		const ids = await this.#call('append', { drafts }, progress);
		return ids.map((id) => this.#byId.get(id)!);
	}

	held(): Promise<HeldKey[]> {
		return this.#call('held', {});
	}

	seatKey(organization: OrganizationId): Promise<KeyId> {
		return this.#call('seatKey', { organization });
	}

	prove(organization: OrganizationId, challenge: string): Promise<PresenceProof> {
		return this.#call('prove', { organization, challenge });
	}

	lockState(): Promise<LockState> {
		return this.#call('lockState', {});
	}

	lock(passphrase: string): Promise<void> {
		return this.#call('lock', { passphrase });
	}

	unlock(passphrase: string): Promise<boolean> {
		return this.#call('unlock', { passphrase });
	}

	renewKey(organization: OrganizationId): Promise<void> {
		return this.#call('renewKey', { organization });
	}

	stored(): Promise<void> {
		return this.#call('stored', {});
	}

	exportQuarantine(): Promise<Uint8Array<ArrayBuffer>> {
		return this.#call('exportQuarantine', {});
	}

	exportEntries(): Promise<string> {
		return this.#call('exportEntries', {});
	}

	async close(): Promise<void> {
		if (this.#ended) return;
		await this.#call('close', {}).catch(() => undefined);
		this.#end(new LedgerError('closed', ''));
		(await this.#connected).end();
	}

	async #call<C extends Call>(
		call: C,
		ask: Calls[C]['ask'],
		progress?: Progress
	): Promise<Calls[C]['answer']> {
		const { line } = await this.#connected;
		if (this.#ended) throw this.#ended;
		return new Promise((resolve, reject) => {
			const number = ++this.#number;
			this.#awaited.set(number, { resolve: resolve as Awaited['resolve'], reject, progress });
			try {
				// The call and what it asks belong together by this function's own type.
				line.send({ number, call, ask } as Ask);
			} catch (error) {
				this.#awaited.delete(number);
				reject(new LedgerError('malformed', detailOf(error)));
			}
		});
	}

	#receive(message: Told): void {
		if ('entries' in message) this.#take(message.entries);
		else if ('withdrawn' in message) this.#deliveries.withdraw(message.withdrawn, { keep: false });
		else if ('storage' in message) this.#say(message.storage);
		else if ('checks' in message) this.#told.tell((this.#checks = message.checks));
		else if ('crashed' in message) this.#crash(message.crashed);
		else if ('beside' in message) this.#fromBeside(message.beside);
		else if ('number' in message) {
			const awaited = this.#awaited.get(message.number);
			if ('signed' in message) return awaited?.progress?.(message.signed);
			this.#awaited.delete(message.number);
			if ('answer' in message) awaited?.resolve(message.answer);
			else awaited?.reject(new LedgerError(message.problem, message.detail));
		}
	}

	#take(texts: [EntryId, string][]): void {
		// Checked at the other end, by the same app.
		const entries = texts.map(([id, text]) => ({ id, ...(JSON.parse(text) as Omit<Entry, 'id'>) }));
		for (const entry of entries) this.#byId.set(entry.id, entry);
		this.#deliveries.deliver(entries);
	}

	#say(state: StorageState): void {
		this.#state = state;
		for (const listener of this.#listeners) tell(listener, state);
	}

	#crash(detail: string): void {
		if (this.#ended) return;
		this.#say({ state: 'unavailable', reason: 'crashed', detail });
		this.#end(new LedgerError('crashed', detail));
		// It may still hold locks that other tabs wait for.
		void this.#connected.then(({ end }) => end());
	}

	#end(error: LedgerError): void {
		this.#ended = error;
		for (const { reject } of this.#awaited.values()) reject(error);
		this.#awaited.clear();
		this.#tellEnded(error);
	}
}
