import type { Approval } from '$lib/document/approvals/approvals';
import { slices } from '$lib/document/ledger/deliveries';
import type { LedgerInternals } from '$lib/document/ledger/internal-api';
import { inDependencyOrder } from '$lib/document/entries/dependency-order';
import { inTurns } from '$lib/document/time-slices';
import { authorOf, type Entry } from '../domain/entry';
import type { EntryId, KeyId, OrganizationId } from '../domain/facts';
import { statesKeys } from '$lib/domain/keys/key-registry';
import { AdmittedOrganizations } from './admitted-organizations';
import { judge, least, nothing, plus, without, type Amount, type Judgement } from './judge-strangers';
import type { Limits } from './limits';
import { WithheldEntries } from './withheld-entries';
import { PendingEntries, type PendingEntry } from './pending-entries';
import type { Outsiders, Waiting } from './api';
import type { EntryIndex } from './entry-index';

/** How many entries came in, and how many are withheld. */
export interface Settled {
	added: number;
	withheld: number;
}

export interface StrangersParts {
	ledger: LedgerInternals;
	limits: Limits;
	/** Lets entries in that passed every step. */
	letIn: (entries: Entry[], source: object | null) => void;
	/** Validates texts again that were withheld. */
	readAgain: (texts: readonly string[]) => Promise<Entry[]>;
	index: Pick<EntryIndex, 'addWithheld' | 'dropWithheld' | 'rebuild'>;
	/** Asks peers again for what they sent and was not kept. */
	askAgain: () => void;
}

/** Facts that are let in at a time. */
const most = 250;

/**
 * Unknown organizations. Their entries are pending until they are judged, each organization as a whole: a little of all
 * of them together comes in, the rest waits for a person's decision. See `judge` for the rule.
 */
export class Strangers {
	readonly #parts: StrangersParts;
	#admitted: AdmittedOrganizations;
	readonly #pending: PendingEntries;
	readonly #withheld: WithheldEntries;
	/** What each source has brought of unknown organizations. */
	readonly #spent = new WeakMap<object, Amount>();
	/** Organizations that are being let in after a person's decision. */
	readonly #entering = new Map<OrganizationId, Promise<void>>();
	readonly #introduced: OrganizationId[] = [];
	#isOpen = false;
	#judging: Promise<unknown> = Promise.resolve();

	constructor(parts: StrangersParts) {
		this.#parts = parts;
		const { limits, ledger } = parts;
		this.#admitted = new AdmittedOrganizations(ledger.keys, (organization) =>
			this.#becameKnown(organization)
		);
		this.#withheld = new WithheldEntries(ledger.approvals, limits, (marks) =>
			parts.index.dropWithheld(marks)
		);
		this.#pending = new PendingEntries(limits, (organization, held) => {
			this.#withheld.drop(organization, held);
			this.#pending.forgetKeys(organization);
		});
		ledger.approvals.onChange((changed) => this.#follow(changed));
		ledger.settler.onRecounted((entries) => this.#admitted.learnAgain(entries));
	}

	/** To be called once, when what is stored has been read. */
	async open(): Promise<void> {
		const { ledger, index } = this.#parts;
		const { approvals } = ledger;
		for (const { organization, key } of approvals.marks) this.#pending.learnKey(organization, key);
		index.addWithheld(this.#withheld.open());
		index.addWithheld(ledger.withheld);
		this.#withheld.count(ledger.withheld);
		const founded = [...new Set(ledger.delivered.map(authorOf))];
		// What was here before anybody was asked was let in.
		if (!approvals.isBegun) await settled(approvals.set(founded, 'let-in'));
		await this.#learnOwn();
		this.#isOpen = true;
		this.#relearn();
		if (!approvals.isBegun) await approvals.begin();
		// A window was closed before all of it had come in.
		for (const { organization } of approvals.rows)
			if (this.isKnown(organization) && this.#withheld.has(organization)) await this.#enter(organization);
	}

	/** Whether a sync that begins now is a first one: a person opened an invitation, or nobody is known here yet. */
	get isFirst(): boolean {
		return this.#parts.ledger.approvals.isWelcome || this.#admitted.isEmpty;
	}

	/** Whether what the organization says comes in without being judged. */
	isKnown(organization: OrganizationId): boolean {
		return this.#admitted.knows(organization) && !this.#parts.ledger.approvals.isWithheld(organization);
	}

	/** Whether an organization that is not known has named the key. */
	namesKey(organization: OrganizationId, key: KeyId): boolean {
		return this.#pending.knowsKey(organization, key);
	}

	has(id: EntryId): boolean {
		return this.#pending.has(id);
	}

	/** Whether so much is pending that it is to be judged now, though more may come. */
	get isCrowded(): boolean {
		return this.#pending.length > this.#parts.limits.crowdedLength;
	}

	hold(held: PendingEntry): void {
		this.#pending.add(held);
	}

	/** Learns from entries that were delivered, from wherever. Cost: their facts. */
	learn(entries: readonly Entry[]): void {
		if (!this.#isOpen) return;
		this.#admitted.learn(entries);
		if (entries.some(statesKeys)) void this.#learnOwn();
	}

	/** The first sync after a person opened an invitation is over. */
	endFirst(): Promise<void> {
		return this.#parts.ledger.approvals.begin();
	}

	/**
	 * Judges what is pending, against the allowance of a source. Answers how many entries came in, and how many wait.
	 * @param isFirst whether it is the first sync after a person opened an invitation: it comes in, up to a bound of its own
	 */
	settle(source: object, isFirst: boolean): Promise<Settled> {
		const judged = this.#judging.then(() => this.#settle(source, isFirst));
		this.#judging = judged.catch(() => undefined);
		return judged;
	}

	async decide(organizations: OrganizationId[], approval: 'let-in' | 'left-out'): Promise<void> {
		const { ledger, askAgain } = this.#parts;
		const wasKept = organizations.every((each) => ledger.approvals.about(each).kept);
		if (approval === 'left-out') this.#describe(organizations);
		await ledger.approvals.set(organizations, approval);
		await Promise.all(organizations.flatMap((each) => this.#entering.get(each) ?? []));
		if (approval === 'let-in' && !wasKept) askAgain();
	}

	/** Which organizations would wait if these were left out. Cost: the facts of all that is in. */
	waitingWithout(organizations: readonly OrganizationId[]): OrganizationId[] {
		const { ledger, limits } = this.#parts;
		const then = new AdmittedOrganizations(ledger.keys);
		this.#learnAll(then, new Set(organizations));
		return then.beyond(limits.strangersAll);
	}

	outsiders(): Outsiders {
		return this.#withheld.report();
	}

	allWaiting(): Waiting {
		return this.#withheld.allWaiting();
	}

	async #settle(source: object, isFirst: boolean): Promise<Settled> {
		const { ledger } = this.#parts;
		const { approvals } = ledger;
		const arrived = this.#pending.arrived((each) => this.#admitted.has(each));
		if (arrived.length === 0) return { added: 0, withheld: 0 };
		const spent = this.#spent.get(source) ?? nothing;
		const verdicts = judge(arrived, {
			isKnown: (each) => this.#admitted.knows(each),
			approvalOf: (each) => approvals.of(each),
			room: this.#room(spent, isFirst)
		});
		const coming = arrived.filter(({ organization }) => !isHeldBack(verdicts.get(organization)));
		const allowed = coming.filter(({ organization }) => verdicts.get(organization) === 'allowed');
		this.#spent.set(source, allowed.reduce<Amount>(plus, spent));
		const back = arrived.filter(({ organization }) => isHeldBack(verdicts.get(organization)));
		// One that is in and brings more than there is room for waits from now on, with all that it brought.
		const outgrown = back.map(({ organization }) => organization).filter((each) => this.#admitted.has(each));
		this.#describe(outgrown);
		await settled(approvals.set(outgrown, 'waiting'));
		let withheld = 0;
		for (const { organization, entries } of back) {
			withheld += entries;
			const kept = this.#withheld.withhold(organization, this.#pending.take(organization));
			if (kept.length === 0) this.#pending.forgetKeys(organization);
			this.#parts.index.addWithheld(kept);
		}
		const held = coming.flatMap(({ organization }) =>
			this.#pending.take(organization).map(({ entry }) => entry)
		);
		const letIn = isFirst ? allowed.map(({ organization }) => organization) : [];
		await settled(approvals.set(letIn, 'let-in'));
		const before = ledger.entries.size;
		await this.#letIn(held, source);
		return { added: ledger.entries.size - before, withheld };
	}

	/** How much unknown organizations may still bring, all together. */
	#room(spent: Amount, isFirst: boolean): Amount {
		const { strangersEach, strangersAll, firstSync } = this.#parts.limits;
		if (isFirst) return without(firstSync, spent);
		return least(without(strangersEach, spent), without(strangersAll, this.#admitted.ofStrangers));
	}

	#letIn(those: readonly Entry[], source: object | null): Promise<void> {
		const sorted = inDependencyOrder(new Map(those.map((entry) => [entry.id, entry])));
		return inTurns(slices(sorted, most), (part) => this.#parts.letIn(part, source));
	}

	/** Lets in the withheld entries of an organization. */
	async #enter(organization: OrganizationId): Promise<void> {
		const { ledger, readAgain } = this.#parts;
		const texts = await this.#withheld.release(organization);
		await this.#letIn(await readAgain(texts), null);
		await ledger.approvals.dropWithheld(organization);
	}

	#describe(organizations: readonly OrganizationId[]): void {
		for (const each of organizations) this.#withheld.describe(each, this.#parts.ledger.entries);
	}

	/** Follows changes of approvals, in whichever tab; `before` is what each was before. */
	#follow(before: ReadonlyMap<OrganizationId, Approval | undefined>): void {
		const { ledger, index } = this.#parts;
		const { approvals } = ledger;
		const changed = [...before.keys()];
		const aside = changed.filter(approvals.isWithheld);
		const letIn = changed.filter((each) => approvals.of(each) === 'let-in');
		for (const each of letIn) this.#admitted.know(each);
		const delivered = ledger.delivered.length;
		if (aside.length > 0) ledger.withdraw(aside);
		if (ledger.delivered.length < delivered)
			index.rebuild(ledger.delivered, [...ledger.withheld, ...this.#withheld.entries()]);
		if (letIn.length > 0) {
			const isIn = new Set(letIn);
			index.dropWithheld([...ledger.withheld].filter((entry) => isIn.has(authorOf(entry))));
			ledger.release(letIn);
		}
		for (const each of letIn) if (before.get(each) !== undefined) this.#startEntering(each);
		this.#withheld.count(ledger.withheld);
		// Whom only those had introduced that are left out is known no more.
		if (this.#isOpen && changed.some((each) => approvals.of(each) === 'left-out')) this.#relearn();
	}

	#startEntering(organization: OrganizationId): void {
		const coming = this.#enter(organization).finally(() => this.#entering.delete(organization));
		this.#entering.set(organization, coming);
	}

	/** Learns again who is known, from all that is in. What unknown organizations have in beyond the bound waits at once. */
	#relearn(): void {
		const { ledger, limits } = this.#parts;
		this.#admitted = new AdmittedOrganizations(ledger.keys, (organization) =>
			this.#becameKnown(organization)
		);
		this.#learnAll(this.#admitted);
		void this.#learnOwn();
		const beyond = this.#admitted.beyond(limits.strangersAll);
		this.#describe(beyond);
		void settled(ledger.approvals.set(beyond, 'waiting'));
	}

	/** Learns from a person's decisions and from all that is in, but of these organizations. */
	#learnAll(insiders: AdmittedOrganizations, gone: ReadonlySet<OrganizationId> = new Set()): void {
		const { ledger } = this.#parts;
		for (const { organization, approval } of ledger.approvals.rows)
			if (approval === 'let-in' && !gone.has(organization)) insiders.know(organization);
		insiders.learn(ledger.delivered.filter((entry) => !gone.has(authorOf(entry))));
	}

	/** Somebody known may have introduced some that wait: they are let in together. */
	#becameKnown(organization: OrganizationId): void {
		if (!this.#isOpen || this.#parts.ledger.approvals.of(organization) !== 'waiting') return;
		this.#introduced.push(organization);
		if (this.#introduced.length === 1)
			queueMicrotask(() => void this.decide(this.#introduced.splice(0), 'let-in').catch(() => undefined));
	}

	/** Organizations that this browser acts for are known, and stay known when it acts for them no longer. */
	async #learnOwn(): Promise<void> {
		const { ledger } = this.#parts;
		const { keys, approvals } = ledger;
		const own = (await ledger.ownKeys().catch(() => [])).filter(({ organization, key }) =>
			keys.isKnown(organization, key)
		);
		const fresh = new Set(own.map(({ organization }) => organization).filter((each) => !approvals.of(each)));
		for (const each of fresh) this.#admitted.know(each);
		await settled(approvals.set([...fresh], 'let-in'));
	}
}

/** A decision that could not be stored holds until the page is closed. */
const settled = (storing: Promise<void>): Promise<void> => storing.catch(() => undefined);

const isHeldBack = (verdict: Judgement | undefined): boolean => verdict === 'waits' || verdict === 'left-out';
