import { tell } from '$lib/document/ledger/deliveries';
import type { LedgerInside } from '$lib/document/ledger/internal-api';
import { authorOf, type Entry } from '../domain/entry';
import type { EntryId, OrganizationId } from '../domain/facts';
import { Admission, type Candidate } from './admission';
import { monotonicNow } from './monotonic-clock';
import { Conversation } from './sync-session';
import type { House } from './gate-context';
import { limits as usualLimits, type Limits } from './limits';
import type { Admitted, Gate, GateReport, Heads, PeerEvents, PeerLine, Waiting } from './api';
import { Refusal } from './refusal';
import { Refusals } from './refusals';
import { WaitingRoom } from './awaiting-key';
import { steps as usualSteps, type Steps } from './steps';
import { Stock } from './entry-index';
import { Strangers } from './strangers';
import { Verdicts } from './signature-cache';

/** For tests: other steps, other limits, other clocks: `now` is the date, and `monotonicNow` what allowances go by. */
export interface GateOptions {
	steps?: Partial<Steps>;
	limits?: Partial<Limits>;
	now?: () => number;
	monotonicNow?: () => number;
	verify?: (entry: Entry) => boolean;
}

/** How soon after a change the report is told, in milliseconds. */
const reportDelay = 200;

/** The gate itself, in the ledger's thread. See the port for what its functions promise. */
export class LedgerGate implements Gate {
	readonly #limits: Limits;
	readonly #stock: Stock;
	readonly #room: WaitingRoom;
	readonly #refusals: Refusals;
	readonly #admission: Admission;
	readonly #strangers: Strangers;
	readonly #opened: Promise<void>;
	readonly #house: House<Conversation>;
	readonly #conversations = new Set<Conversation>();
	readonly #listeners = new Set<(report: GateReport) => void>();
	/** Who is bringing entries just now, and which: they are not sent back. */
	#bringing: { source: unknown; ids: ReadonlySet<EntryId> } = { source: null, ids: new Set() };
	#isOpen = false;
	#reporting: ReturnType<typeof setTimeout> | null = null;

	constructor(inside: LedgerInside, options: GateOptions = {}) {
		const limits = { ...usualLimits, ...options.limits };
		const steps = { ...usualSteps, ...options.steps };
		const now = options.now ?? Date.now;
		this.#limits = limits;
		this.#stock = new Stock(inside);
		this.#room = new WaitingRoom(limits);
		this.#refusals = new Refusals(limits, now);
		this.#strangers = new Strangers({
			...{ inside, limits, stock: this.#stock },
			letIn: (entries, source) => this.#letIn(entries, source),
			readAgain: (texts) => this.#admission.readAgain(texts),
			askAgain: () => {
				for (const conversation of this.#conversations) conversation.begin();
			}
		});
		this.#admission = new Admission({
			inside,
			steps,
			limits,
			verdicts: new Verdicts(limits.verdicts, options.verify),
			room: this.#room,
			refusals: this.#refusals,
			strangers: this.#strangers,
			stock: this.#stock,
			bringing: (source, entries) => {
				this.#bringing = { source, ids: new Set(entries.map(({ id }) => id)) };
			}
		});
		this.#house = {
			workspace: inside.workspace,
			stock: this.#stock,
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
			firstSyncEnds: () => this.#strangers.endFirst(),
			left: (conversation) => this.#conversations.delete(conversation)
		};
		inside.onProven((entries) => this.#learn(entries));
		inside.onRefused(({ reason, detail }) => {
			this.#refusals.add(null, new Refusal(reason, detail));
			this.#reportSoon();
		});
		inside.approvals.onChange(() => this.#reportSoon());
		// What is here and not checked yet would be asked of everybody.
		this.#opened = inside.proven.then(async () => {
			await this.#strangers.open();
			this.#isOpen = true;
			this.#reportSoon();
			for (const conversation of this.#conversations) conversation.begin();
		});
	}

	connect(from: string, on: PeerEvents): PeerLine {
		const conversation = new Conversation(from, on, this.#house);
		this.#conversations.add(conversation);
		if (this.#isOpen) conversation.begin();
		return conversation;
	}

	async admit(texts: string[], from: string): Promise<Admitted> {
		await this.#opened;
		const isFirst = this.#strangers.isFirst;
		const admitted = await this.#admit(asCandidates(texts), from, null);
		const { added, aside } = await this.#strangers.settle({}, isFirst);
		this.#reportSoon();
		return { ...admitted, added: admitted.added + added, aside: admitted.aside + aside };
	}

	async heads(): Promise<Heads> {
		await this.#opened;
		return this.#stock.heads();
	}

	async missing(heads: Heads | null): Promise<string[]> {
		await this.#opened;
		const { lacking, unclear } = this.#stock.lacking(heads ?? {});
		// No answer can be asked for: of what can't be told, all of it.
		const all = this.#stock.besides(Object.fromEntries(unclear.map((key) => [key, []])));
		return [...lacking, ...all].map((id) => this.#stock.textOf(id));
	}

	report(): Promise<GateReport> {
		return Promise.resolve(this.#reported());
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
		const { added, aside } = await this.#strangers.settle(source, isFirst);
		if (added + aside > 0) this.#reportSoon();
	}

	#letIn(entries: Entry[], source: unknown): void {
		try {
			this.#admission.letIn(entries, source);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			this.#refusals.add(null, error);
		}
	}

	/** New entries that are believed, by whichever way: own ones, of other tabs, or let in here. */
	#learn(entries: Entry[]): void {
		this.#stock.add(entries);
		this.#strangers.learn(entries);
		const { source, ids } = this.#bringing;
		const all = entries.map(({ id }) => id);
		const others = all.filter((id) => !ids.has(id));
		for (const each of this.#conversations) each.offer(each === source ? others : all);
		if (this.#room.size > 0 && this.#room.concerns(new Set(entries.map(authorOf))))
			// Not inside this delivery: the others who listen are to hear of it in order.
			queueMicrotask(() => this.#release());
		this.#reportSoon();
	}

	#release(): void {
		try {
			this.#admission.release();
			void this.#settle({}, false);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			this.#refusals.add('', error);
		}
	}

	#reported(): GateReport {
		const { told } = this.#limits;
		return {
			gaps: this.#stock.gaps(told),
			forks: this.#stock.forks(told),
			refused: [...this.#refusals.latest],
			waiting: this.#room.told(),
			newer: this.#admission.newer,
			outsiders: this.#strangers.outsiders()
		};
	}

	#reportSoon(): void {
		if (this.#listeners.size === 0 || this.#reporting !== null) return;
		this.#reporting = setTimeout(() => {
			this.#reporting = null;
			const report = this.#reported();
			for (const listener of this.#listeners) tell(listener, report);
		}, reportDelay);
	}
}

const asCandidates = (texts: readonly string[]): Candidate[] => texts.map((value) => ({ id: null, value }));
