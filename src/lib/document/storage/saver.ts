import { detailOf, LedgerError } from '../ledger/ledger-error';
import type { StorageState } from '../ledger/api';
import type { LazyDocument } from './lazy-document';
import { countBeyond, type StateVector } from './state-vector';

const firstWait = 1_000;
const longestWait = 30_000;

/**
 * Knows how much of a document is stored, and sees to the rest.
 *
 * Each update is queued to be written by itself, and nobody is told of the outcome. This queues a write of its own
 * behind it: only when that completes, and nothing was aborted meanwhile, is the document saved. Otherwise
 * everything not known to be stored is written again, as one update, until it succeeds.
 */
export class Saver {
	readonly #document: Pick<LazyDocument, 'vector' | 'beyond'>;
	readonly #write: (update: Uint8Array | null) => Promise<void>;
	readonly #setState: (state: StorageState) => void;
	#stored: StateVector;
	#doubt = false;
	#running: Promise<void> | null = null;
	/** Who waits for the attempt that runs. */
	readonly #attempted: (() => void)[] = [];
	#failure: unknown = null;
	#wait = firstWait;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#closed = false;

	/**
	 * @param write stores an update, or, for null, only waits until what was queued before it is stored
	 */
	constructor(
		document: Pick<LazyDocument, 'vector' | 'beyond'>,
		write: (update: Uint8Array | null) => Promise<void>,
		setState: (state: StorageState) => void
	) {
		this.#document = document;
		this.#write = write;
		this.#setState = setState;
		this.#stored = this.#document.vector;
		this.#setState({ state: 'saved' });
	}

	/** The document has changed, and what keeps it has queued the change to be written. */
	changed(): void {
		if (this.#closed) return;
		if (this.#failure !== null) this.#reportState();
		else this.#run();
	}

	/** A transaction was aborted: what it held may not be stored. */
	doubt(): void {
		this.#doubt = true;
		if (this.#pending() > 0 && this.#failure === null) this.#run();
	}

	/** How many entries are not known to be stored. */
	get pending(): number {
		return this.#pending();
	}

	/** Says once more how it is. */
	say(): void {
		this.#reportState();
	}

	/** Everything is in doubt: what was stored has been lost. */
	lost(): void {
		this.#stored = new Map();
		this.doubt();
	}

	/**
	 * Resolves when the document is stored as it is now, whatever changes meanwhile; rejects with a LedgerError
	 * (`not-stored`) if it can't be.
	 */
	async stored(): Promise<void> {
		const wanted = this.#document.vector;
		// An attempt that began before was not made for this.
		if (this.#running) await this.#attempt();
		if (this.#lacking(wanted) > 0) this.#run();
		while (this.#running && this.#lacking(wanted) > 0) await this.#attempt();
		if (this.#lacking(wanted) > 0) throw new LedgerError('not-stored', detailOf(this.#failure));
	}

	close(): void {
		this.#closed = true;
		clearTimeout(this.#timer);
	}

	/** Resolves when the attempt that runs is over. */
	#attempt(): Promise<void> {
		return new Promise((resolve) => this.#attempted.push(resolve));
	}

	#over(): void {
		for (const resolve of this.#attempted.splice(0)) resolve();
	}

	#run(): void {
		if (this.#running || this.#closed) return;
		clearTimeout(this.#timer);
		this.#running = this.#save().finally(() => {
			this.#running = null;
			this.#over();
		});
	}

	async #save(): Promise<void> {
		while (this.#pending() > 0 && !this.#closed) {
			if (this.#failure === null) this.#reportState();
			const again = this.#doubt || this.#failure !== null;
			const vector = this.#document.vector;
			this.#doubt = false;
			try {
				await this.#write(again ? await this.#document.beyond(this.#stored) : null);
			} catch (error) {
				this.#failed(error);
				return;
			}
			if (this.#doubt) continue;
			this.#stored = vector;
			this.#failure = null;
			this.#wait = firstWait;
			this.#over();
		}
		this.#reportState();
	}

	#failed(error: unknown): void {
		this.#failure = error;
		this.#doubt = true;
		this.#reportState();
		this.#timer = setTimeout(() => {
			this.#wait = Math.min(this.#wait * 2, longestWait);
			this.#run();
		}, this.#wait);
	}

	#reportState(): void {
		if (this.#closed) return;
		const pending = this.#pending();
		if (pending === 0) this.#setState({ state: 'saved' });
		else if (this.#failure === null) this.#setState({ state: 'saving', pending });
		else {
			const full = this.#failure instanceof DOMException && this.#failure.name === 'QuotaExceededError';
			const reason = full ? 'disk-full' : 'storage-failed';
			this.#setState({ state: 'failing', reason, pending, detail: detailOf(this.#failure) });
		}
	}

	#pending(): number {
		return this.#lacking(this.#document.vector);
	}

	/** How many of these entries are not known to be stored: each is one step of its client's clock. */
	#lacking(wanted: StateVector): number {
		return countBeyond(wanted, this.#stored);
	}
}
