import type { Entry } from '$lib/domain/entry';
import type { EntryId, OrganizationId } from '$lib/domain/facts';
import { entryToText, textToEntry } from '../entries/codec';
import { Deliveries, Listeners } from './deliveries';
import { faultOf, strictCheck } from './strict-check';
import type { Checks } from './api';
import { UnsealedCheck } from './unsealed-check';
import type { ReadStored } from './read-stored';
import type { Storage, Trust, UnsealedRow } from '../storage/api';
import type { Fault, EntryCheck } from './verdict';

interface TrustedEntriesParts {
	workspace: string;
	entries: Map<EntryId, Entry>;
	storage: Storage;
	/** Whether an organization's entries are withheld. */
	isWithheld: (organization: OrganizationId) => boolean;
	/** Replaces texts that are not trusted by texts that are. */
	write: (texts: Map<EntryId, string>) => void;
}

/** The entries that are trusted: made here, let in by the gate, stored with a seal, or checked. */
export class TrustedEntries implements Trust {
	readonly #parts: TrustedEntriesParts;
	readonly #checkStrictly: EntryCheck;
	/** The texts of entries that are shown and not checked yet, and of those that failed. */
	readonly #unchecked = new Map<EntryId, string>();
	/** Checked, and not delivered yet. */
	#newlyTrusted: Entry[] = [];
	/** The document may hold something that is no entry to this app. */
	#isMixed = true;
	#isClosed = false;
	readonly #trusted: Deliveries;
	readonly #checksListeners = new Listeners<Checks>();
	readonly #faults = new Listeners<Fault>();
	#checks: Checks = { done: 0, total: 0, failed: 0 };

	constructor(parts: TrustedEntriesParts) {
		this.#parts = parts;
		this.#checkStrictly = strictCheck(parts.workspace);
		this.#trusted = new Deliveries(parts.isWithheld);
	}

	readonly check: EntryCheck = async (id, text) => {
		if (this.#isKnownText(id, text)) return 'good';
		const verdict = await this.#checkStrictly(id, text);
		if (verdict === 'unread') this.#isMixed = true;
		return verdict;
	};

	isClean = (): boolean => !this.#isMixed && this.#unchecked.size === 0 && this.#checks.failed === 0;

	/** Whether all of an update that another tab sends is trusted. Reports what is not. */
	async isTrusted(update: unknown): Promise<boolean> {
		const fault = await faultOf(update, this.check);
		if (fault) this.refused(fault);
		return fault === null;
	}

	refused = (fault: Fault): void => this.#faults.notify(fault);

	/** What opening has read, before any of it is taken in. */
	read({ unchecked, unreadable, setAside, older }: ReadStored): void {
		for (const [id, text] of unchecked) this.#unchecked.set(id, text);
		this.#isMixed = unreadable.length + setAside + older.length > 0;
	}

	/** Takes in entries, and delivers those that are trusted. */
	take(entries: Entry[]): void {
		this.#trusted.deliver(
			this.#unchecked.size === 0 ? entries : entries.filter(({ id }) => !this.#unchecked.has(id))
		);
	}

	/** Trusted entries that were delivered, and trusted entries that are withheld. */
	get delivered(): readonly Entry[] {
		return this.#trusted.all;
	}

	get withheld(): Iterable<Entry> {
		return this.#trusted.withheld();
	}

	withdraw(organizations: readonly OrganizationId[]): void {
		this.#trusted.withdraw(organizations, { keep: true });
	}

	release(organizations: readonly OrganizationId[]): void {
		this.#trusted.release(organizations);
	}

	/**
	 * Checks what was stored without a seal, if anything was.
	 * @param alone runs it while no other tab does
	 */
	async checkUnsealed(
		rows: UnsealedRow[],
		alone: (work: () => Promise<void>) => Promise<void>
	): Promise<void> {
		if (rows.length + this.#unchecked.size === 0) return;
		const { storage } = this.#parts;
		const proving = new UnsealedCheck({
			...{ rows, storage, check: this.check, unchecked: this.#unchecked },
			passed: (id, text) => this.#trust(id, text),
			progress: (checks) => this.#notify(checks),
			isClosed: () => this.#isClosed
		});
		await alone(() => proving.run());
	}

	/** See `LedgerInternals`. */
	readonly onTrusted = (listener: (entries: Entry[]) => void): (() => void) => this.#trusted.listen(listener);
	readonly onRefused = (listener: (fault: Fault) => void): (() => void) => this.#faults.listen(listener);

	/** See `Ledger`. */
	readonly onChecks = (listener: (checks: Checks) => void): (() => void) => {
		listener(this.#checks);
		return this.#checksListeners.listen(listener);
	};

	close(): void {
		this.#isClosed = true;
	}

	#isKnownText(id: EntryId, text: string): boolean {
		const entry = this.#parts.entries.get(id);
		return entry !== undefined && !this.#unchecked.has(id) && entryToText(entry) === text;
	}

	#trust(id: EntryId, text: string): void {
		const shown = this.#unchecked.get(id);
		if (shown === undefined) return;
		this.#unchecked.delete(id);
		const { entries, write } = this.#parts;
		// The same entry by its id: only the signature may be another one.
		const reading = shown === text ? null : textToEntry(id, text);
		if (reading && 'entry' in reading) {
			entries.set(id, reading.entry);
			write(new Map([[id, text]]));
		}
		this.#newlyTrusted.push(entries.get(id)!);
	}

	#notify(checks: Checks): void {
		this.#checks = checks;
		this.#trusted.deliver(this.#newlyTrusted.splice(0));
		this.#checksListeners.notify(checks);
	}
}
