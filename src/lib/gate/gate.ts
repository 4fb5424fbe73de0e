import { notify } from '$lib/document/ledger/deliveries';
import type { LedgerInternals } from '$lib/document/ledger/internal-api';
import { loadSignatures } from '$lib/document/signing/lazy-signature';
import { authorOf, type Entry } from '../domain/entry';
import type { EntryId, OrganizationId } from '../domain/facts';
import { Admission, type Candidate } from './admission';
import { monotonicNow } from './monotonic-clock';
import { SyncSession } from './sync-session';
import type { GateContext } from './gate-context';
import { limits as usualLimits, type Limits } from './limits';
import type { Admitted, Gate, GateReport, Heads, PeerEvents, SyncConnection, Waiting } from './api';
import { GateRefusal } from './refusal';
import { Refusals } from './refusals';
import { EntriesAwaitingKey } from './awaiting-key';
import { steps as usualSteps, type Steps } from './steps';
import { EntryIndex } from './entry-index';
import { Strangers } from './strangers';
import { SignatureCache } from './signature-cache';

/** For tests: other steps, other limits, other clocks: `now` is the date, and `monotonicNow` what allowances go by. */
export interface GateOptions {
	steps?: Partial<Steps>;
	limits?: Partial<Limits>;
	now?: () => number;
	monotonicNow?: () => number;
	verify?: (entry: Entry) => boolean;
}

/** How soon after a change the report is sent, in milliseconds. */
const reportDelay = 200;

/** The gate itself, in the ledger's thread. See `Gate` for what its functions promise. */
export class LedgerGate implements Gate {
	readonly #limits: Limits;
	readonly #index: EntryIndex;
	readonly #awaitingKey: EntriesAwaitingKey;
	readonly #refusals: Refusals;
	readonly #admission: Admission;
	readonly #strangers: Strangers;
	readonly #opened: Promise<void>;
	readonly #context: GateContext<SyncSession>;
	readonly #sessions = new Set<SyncSession>();
	readonly #listeners = new Set<(report: GateReport) => void>();
	/** The source of the entries that are being inserted, and their ids: they are not sent back to it. */
	#bringing: { source: unknown; ids: ReadonlySet<EntryId> } = { source: null, ids: new Set() };
	#isOpen = false;
	#reporting: ReturnType<typeof setTimeout> | null = null;

	constructor(ledger: LedgerInternals, options: GateOptions = {}) {
		const limits = { ...usualLimits, ...options.limits };
		const steps = { ...usualSteps, ...options.steps };
		const now = options.now ?? Date.now;
		this.#limits = limits;
		this.#index = new EntryIndex(ledger);
		this.#awaitingKey = new EntriesAwaitingKey(limits);
		this.#refusals = new Refusals(limits, now);
		this.#strangers = new Strangers({
			...{ ledger, limits, index: this.#index },
			letIn: (entries, source) => this.#letIn(entries, source),
			readAgain: (texts) => this.#admission.readAgain(texts),
			askAgain: () => {
				for (const session of this.#sessions) session.start();
			}
		});
		this.#admission = new Admission({
			ledger,
			steps,
			limits,
			signatures: new SignatureCache(limits.signatures, options.verify),
			awaitingKey: this.#awaitingKey,
			refusals: this.#refusals,
			strangers: this.#strangers,
			index: this.#index,
			bringing: (source, entries) => {
				this.#bringing = { source, ids: new Set(entries.map(({ id }) => id)) };
			}
		});
		this.#context = {
			workspace: ledger.workspace,
			index: this.#index,
			steps,
			limits,
			monotonicNow: options.monotonicNow ?? monotonicNow,
			isOpen: () => this.#isOpen,
			admit: (candidates, from, source) => this.#admit(candidates, from, source),
			refuse: (from, refusal) => {
				this.#reportSoon();
				return this.#refusals.add(from, refusal);
			},
			settle: (source, isFirst) => this.#settle(source, isFirst),
			isFirstSync: () => this.#strangers.isFirst,
			isCrowded: () => this.#strangers.isCrowded,
			endFirstSync: () => this.#strangers.endFirst(),
			closed: (session) => this.#sessions.delete(session)
		};
		ledger.onTrusted((entries) => this.#learn(entries));
		ledger.onRefused(({ reason, detail }) => {
			this.#refusals.add(null, new GateRefusal(reason, detail));
			this.#reportSoon();
		});
		ledger.approvals.onChange(() => this.#reportSoon());
		// What is here and not checked yet would be asked of everybody.
		this.#opened = ledger.checked.then(async () => {
			await this.#strangers.open();
			this.#isOpen = true;
			this.#reportSoon();
			for (const session of this.#sessions) session.start();
		});
	}

	connect(from: string, on: PeerEvents): SyncConnection {
		// It will be asked for soon.
		void loadSignatures().catch(() => undefined);
		const session = new SyncSession(from, on, this.#context);
		this.#sessions.add(session);
		if (this.#isOpen) session.start();
		return session;
	}

	async admit(texts: string[], from: string): Promise<Admitted> {
		// Who brings a file hears at once where nothing can be judged; a peer waits until it can.
		await Promise.all([this.#opened, loadSignatures()]);
		const isFirst = this.#strangers.isFirst;
		const admitted = await this.#admit(asCandidates(texts), from, null);
		const { added, withheld } = await this.#strangers.settle({}, isFirst);
		this.#reportSoon();
		return { ...admitted, added: admitted.added + added, withheld: admitted.withheld + withheld };
	}

	async heads(): Promise<Heads> {
		await this.#opened;
		return this.#index.heads();
	}

	async missing(heads: Heads | null): Promise<string[]> {
		await this.#opened;
		const { lacking, unclear } = this.#index.missing(heads ?? {});
		// No answer can be asked for: of what can't be told, all of it.
		const all = this.#index.without(Object.fromEntries(unclear.map((key) => [key, []])));
		return [...lacking, ...all].map((id) => this.#index.textOf(id));
	}

	report(): Promise<GateReport> {
		return Promise.resolve(this.#makeReport());
	}

	async decide(organizations: OrganizationId[], approval: 'let-in' | 'left-out'): Promise<void> {
		await this.#opened;
		await this.#strangers.decide(organizations, approval);
		this.#reportSoon();
	}

	async allWaiting(): Promise<Waiting> {
		await this.#opened;
		return this.#strangers.allWaiting();
	}

	async waitingWithout(organizations: OrganizationId[]): Promise<OrganizationId[]> {
		await this.#opened;
		return this.#strangers.waitingWithout(organizations);
	}

	onReport(listener: (report: GateReport) => void): () => void {
		const own = (report: GateReport) => listener(report);
		this.#listeners.add(own);
		return () => this.#listeners.delete(own);
	}

	async #admit(candidates: Candidate[], from: string, source: unknown): Promise<Admitted> {
		const admitted = await this.#admission.admit(candidates, from, source);
		const { refused, waiting, newer } = admitted;
		if (refused.length + waiting + newer > 0) this.#reportSoon();
		return admitted;
	}

	async #settle(source: object, isFirst: boolean): Promise<void> {
		const { added, withheld } = await this.#strangers.settle(source, isFirst);
		if (added + withheld > 0) this.#reportSoon();
	}

	#letIn(entries: Entry[], source: unknown): void {
		try {
			this.#admission.letIn(entries, source);
		} catch (error) {
			if (!(error instanceof GateRefusal)) throw error;
			this.#refusals.add(null, error);
		}
	}

	/** New trusted entries, from wherever: made here, by other tabs, or let in. */
	#learn(entries: Entry[]): void {
		this.#index.add(entries);
		this.#strangers.learn(entries);
		const { source, ids } = this.#bringing;
		const all = entries.map(({ id }) => id);
		const others = all.filter((id) => !ids.has(id));
		for (const each of this.#sessions) each.offer(each === source ? others : all);
		if (this.#awaitingKey.size > 0 && this.#awaitingKey.hasAnyOf(new Set(entries.map(authorOf))))
			// Not inside this delivery: the others who listen are to hear of it in order.
			queueMicrotask(() => this.#release());
		this.#reportSoon();
	}

	#release(): void {
		try {
			this.#admission.release();
			void this.#settle({}, false);
		} catch (error) {
			if (!(error instanceof GateRefusal)) throw error;
			this.#refusals.add('', error);
		}
	}

	#makeReport(): GateReport {
		const { reported } = this.#limits;
		return {
			gaps: this.#index.gaps(reported),
			forks: this.#index.forks(reported),
			refused: [...this.#refusals.latest],
			waiting: this.#awaitingKey.report(),
			newer: this.#admission.newer,
			outsiders: this.#strangers.outsiders()
		};
	}

	#reportSoon(): void {
		if (this.#listeners.size === 0 || this.#reporting !== null) return;
		this.#reporting = setTimeout(() => {
			this.#reporting = null;
			const report = this.#makeReport();
			for (const listener of this.#listeners) notify(listener, report);
		}, reportDelay);
	}
}

const asCandidates = (texts: readonly string[]): Candidate[] => texts.map((value) => ({ id: null, value }));
