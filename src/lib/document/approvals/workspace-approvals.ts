import type { OrganizationId } from '$lib/domain/facts';
import {
	readApprovals,
	type Approval,
	type ApprovalRow,
	type ApprovalStore,
	type Mark,
	type MarkRow,
	type OutsideRow
} from './approvals';
import type { ChangeSignal } from '../tabs/change-signal';

/** A withheld entry with its text. */
export interface WithheldEntry extends Mark {
	text: string;
}

/** What an organization that is not in claims about itself, and how much it sent. */
export type OutsiderClaims = Pick<ApprovalRow, 'name' | 'account' | 'entries' | 'length' | 'kept'>;

const nothingSent: OutsiderClaims = { name: '', account: '', entries: 0, length: 0, kept: true };

/**
 * The approvals of one workspace, read once and followed across this browser's tabs. What cannot be stored holds until
 * the page is closed.
 */
export class WorkspaceApprovals {
	readonly #workspace: string;
	readonly #store: ApprovalStore;
	readonly #tabs: ChangeSignal;
	readonly #listeners = new Set<(before: ReadonlyMap<OrganizationId, Approval | undefined>) => void>();
	#rows = new Map<OrganizationId, ApprovalRow>();
	/** Those of organizations that are not in. */
	readonly outside = new Map<OrganizationId, OutsideRow>();
	#marks: readonly MarkRow[] = [];
	#isBegun = false;
	#welcome = false;
	#isReading = false;
	#isStale = false;

	/** @param tabs the signal between tabs that something has changed */
	constructor(workspace: string, store: ApprovalStore, tabs: ChangeSignal) {
		this.#workspace = workspace;
		this.#store = store;
		this.#tabs = tabs;
	}

	/** Reads what is stored; never rejects. */
	async load(): Promise<void> {
		this.#marks = (await this.#read(true)) ?? [];
		this.#tabs.follow(() => void this.#follow());
	}

	/** Whether the workspace was opened before since there are approvals: if not, what is in it was let in. */
	get isBegun(): boolean {
		return this.#isBegun;
	}

	/** Whether the first sync is still to come that a person asked for by opening an invitation. */
	get isWelcome(): boolean {
		return this.#welcome;
	}

	/** The chain places of the entries that were withheld when this was loaded. */
	get marks(): readonly MarkRow[] {
		return this.#marks;
	}

	get rows(): Iterable<ApprovalRow> {
		return this.#rows.values();
	}

	of(organization: OrganizationId): Approval | undefined {
		return this.#rows.get(organization)?.approval;
	}

	about(organization: OrganizationId): OutsiderClaims {
		return this.#rows.get(organization) ?? nothingSent;
	}

	/** Whether an organization is left out or waits: its entries are not delivered. */
	readonly isWithheld = (organization: OrganizationId): boolean => {
		const approval = this.of(organization);
		return approval === 'left-out' || approval === 'waiting';
	};

	/** Notes that the workspace is open here, and that its first sync is over. */
	async begin(): Promise<void> {
		if (this.#isBegun && !this.#welcome) return;
		this.#isBegun = true;
		this.#welcome = false;
		await this.#write(() => this.#store.putAdmission({ v: 1, workspace: this.#workspace, welcome: false }));
	}

	/** Resolves when it is stored; rejects where it can't be, and holds all the same until the page is closed. */
	async set(organizations: readonly OrganizationId[], approval: Approval): Promise<void> {
		if (organizations.length === 0) return;
		const before = new Map(organizations.map((each) => [each, this.of(each)]));
		const rows = organizations.map((organization) => {
			const row = this.#row(organization, approval);
			return approval === 'let-in' ? { ...row, entries: 0, length: 0, kept: true } : row;
		});
		for (const row of rows) this.#put(row);
		for (const listener of this.#listeners) listener(before);
		await this.#store.putOrganizations(rows);
		this.#tabs.notify();
	}

	/** Stores withheld entries of an organization that is not in, and what it claims. */
	async withhold(
		organization: OrganizationId,
		about: OutsiderClaims,
		entries: readonly WithheldEntry[]
	): Promise<void> {
		const row = { ...this.#row(organization, this.of(organization) ?? 'waiting'), ...about };
		this.#put(row);
		const workspace = this.#workspace;
		const marks = entries.map(({ id, key, seq, previous }): MarkRow => ({
			v: 1,
			workspace,
			organization,
			id,
			key,
			seq,
			previous
		}));
		await this.#write(() =>
			this.#store.putWithheld(
				row,
				marks,
				entries.map(({ text }) => text)
			)
		);
	}

	/** The texts of an organization's withheld entries. Never rejects: what can't be read has to be sent again. */
	async texts(organization: OrganizationId): Promise<string[]> {
		const values: unknown[] = await this.#store.texts(organization).catch(() => []);
		return values.filter((value): value is string => typeof value === 'string');
	}

	/** Deletes the withheld entries of an organization. */
	async dropWithheld(organization: OrganizationId): Promise<void> {
		await this.#write(() => this.#store.dropWithheld(organization));
	}

	/** Calls back after every change, made in whichever tab, with what each approval was before. */
	onChange(listener: (before: ReadonlyMap<OrganizationId, Approval | undefined>) => void): void {
		this.#listeners.add(listener);
	}

	close(): void {
		this.#listeners.clear();
		this.#tabs.close();
	}

	#put(row: ApprovalRow): void {
		const { organization, approval } = row;
		this.#rows.set(organization, row);
		if (approval === 'let-in') this.outside.delete(organization);
		else this.outside.set(organization, { ...row, approval });
	}

	#row(organization: OrganizationId, approval: Approval): ApprovalRow {
		const { name, account, entries, length, kept } = this.about(organization);
		const about = { name, account, entries, length, kept };
		return { v: 1, workspace: this.#workspace, organization, approval, at: Date.now(), ...about };
	}

	async #read(isWithMarks: boolean): Promise<readonly MarkRow[] | null> {
		const stored = await this.#store.load(isWithMarks).catch(() => null);
		if (!stored) return null;
		const { admission, organizations, marks } = readApprovals(stored);
		this.#isBegun ||= admission !== null;
		this.#welcome = admission?.welcome ?? false;
		this.#rows = new Map();
		this.outside.clear();
		for (const row of organizations.values()) this.#put(row);
		return marks;
	}

	/** Another tab has changed something: once for many changes. */
	async #follow(): Promise<void> {
		this.#isStale = true;
		if (this.#isReading) return;
		this.#isReading = true;
		while (this.#isStale) {
			this.#isStale = false;
			await this.#readAgain();
		}
		this.#isReading = false;
	}

	async #readAgain(): Promise<void> {
		const before = this.#rows;
		await this.#read(false);
		const ids = new Set([...before.keys(), ...this.#rows.keys()]);
		const changed = new Map(
			[...ids]
				.filter((id) => before.get(id)?.approval !== this.of(id))
				.map((id) => [id, before.get(id)?.approval])
		);
		for (const listener of this.#listeners) listener(changed);
	}

	async #write(work: () => Promise<void>): Promise<void> {
		await work().then(
			() => this.#tabs.notify(),
			() => undefined
		);
	}
}
