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

interface BeliefParts {
	workspace: string;
	entries: Map<EntryId, Entry>;
	storage: Storage;
	/** Whether nothing of an organization is to be told on. */
	isAside: (organization: OrganizationId) => boolean;
	/** Puts a text that is believed where one stands that is not. */
	write: (texts: Map<EntryId, string>) => void;
}

/** Which entries are believed: what was made here, let in by the gate, stored with a seal, or checked. */
export class TrustedEntries implements Trust {
	readonly #parts: BeliefParts;
	readonly #strict: EntryCheck;
	/** The texts of entries that are shown and not checked yet, and of those that failed. */
	readonly #unproven = new Map<EntryId, string>();
	/** Checked, and not told yet. */
	#fresh: Entry[] = [];
	/** The document may hold something that is no entry to this app. */
	#isMixed = true;
	#isClosed = false;
	readonly #believed: Deliveries;
	readonly #told = new Listeners<Checks>();
	readonly #faults = new Listeners<Fault>();
	#checks: Checks = { done: 0, total: 0, failed: 0 };

	constructor(parts: BeliefParts) {
		this.#parts = parts;
		this.#strict = strictCheck(parts.workspace);
		this.#believed = new Deliveries(parts.isAside);
	}

	readonly judge: EntryCheck = async (id, text) => {
		if (this.#proves(id, text)) return 'good';
		const verdict = await this.#strict(id, text);
		if (verdict === 'unread') this.#isMixed = true;
		return verdict;
	};

	isClean = (): boolean => !this.#isMixed && this.#unproven.size === 0 && this.#checks.failed === 0;

	/** Whether all of an update that another tab sends is believed; what is not is told. */
	async believes(update: unknown): Promise<boolean> {
		const fault = await faultOf(update, this.judge);
		if (fault) this.refused(fault);
		return fault === null;
	}

	refused = (fault: Fault): void => this.#faults.tell(fault);

	/** What opening has read, before any of it is taken in. */
	read({ unproven, unreadable, setAside, older }: ReadStored): void {
		for (const [id, text] of unproven) this.#unproven.set(id, text);
		this.#isMixed = unreadable.length + setAside + older.length > 0;
	}

	/** Entries are here: those that are believed are told on. */
	take(entries: Entry[]): void {
		this.#believed.deliver(
			this.#unproven.size === 0 ? entries : entries.filter(({ id }) => !this.#unproven.has(id))
		);
	}

	/** What was told on, and what is believed and was not. */
	get delivered(): readonly Entry[] {
		return this.#believed.all;
	}

	get aside(): Iterable<Entry> {
		return this.#believed.aside();
	}

	withdraw(organizations: readonly OrganizationId[]): void {
		this.#believed.withdraw(organizations, { keep: true });
	}

	release(organizations: readonly OrganizationId[]): void {
		this.#believed.release(organizations);
	}

	/**
	 * Checks what was stored without a seal, if anything was.
	 * @param alone runs it while no other tab does
	 */
	async prove(rows: UnsealedRow[], alone: (work: () => Promise<void>) => Promise<void>): Promise<void> {
		if (rows.length + this.#unproven.size === 0) return;
		const { storage } = this.#parts;
		const proving = new UnsealedCheck({
			...{ rows, storage, judge: this.judge, unproven: this.#unproven },
			proved: (id, text) => this.#prove(id, text),
			tell: (checks) => this.#tell(checks),
			isClosed: () => this.#isClosed
		});
		await alone(() => proving.run());
	}

	/** See the side door. */
	readonly onProven = (listener: (entries: Entry[]) => void): (() => void) => this.#believed.listen(listener);
	readonly onRefused = (listener: (fault: Fault) => void): (() => void) => this.#faults.listen(listener);

	/** See the port. */
	readonly onChecks = (listener: (checks: Checks) => void): (() => void) => {
		listener(this.#checks);
		return this.#told.listen(listener);
	};

	close(): void {
		this.#isClosed = true;
	}

	#proves(id: EntryId, text: string): boolean {
		const entry = this.#parts.entries.get(id);
		return entry !== undefined && !this.#unproven.has(id) && entryToText(entry) === text;
	}

	#prove(id: EntryId, text: string): void {
		const shown = this.#unproven.get(id);
		if (shown === undefined) return;
		this.#unproven.delete(id);
		const { entries, write } = this.#parts;
		// The same entry by its id: only the signature may be another one.
		const reading = shown === text ? null : textToEntry(id, text);
		if (reading && 'entry' in reading) {
			entries.set(id, reading.entry);
			write(new Map([[id, text]]));
		}
		this.#fresh.push(entries.get(id)!);
	}

	#tell(checks: Checks): void {
		this.#checks = checks;
		this.#believed.deliver(this.#fresh.splice(0));
		this.#told.tell(checks);
	}
}
