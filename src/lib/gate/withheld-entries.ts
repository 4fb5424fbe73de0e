import type { Mark, OutsideRow } from '$lib/document/approvals/approvals';
import { entryToText } from '$lib/document/entries/codec';
import type { OutsiderClaims, WorkspaceApprovals } from '$lib/document/approvals/workspace-approvals';
import { authorOf, type Entry } from '$lib/domain/entry';
import type { EntryId, OrganizationId } from '$lib/domain/facts';
import type { Limits } from './limits';
import type { PendingEntry } from './pending-entries';
import type { Outsider, Outsiders, Waiting } from './api';
import { markedEntry } from './entry-index';

/** The withheld entries of organizations that wait or are left out, within a bound, and what is reported of them. */
export class WithheldEntries {
	readonly #approvals: WorkspaceApprovals;
	readonly #limits: Limits;
	readonly #onDropped: (marks: readonly Mark[]) => void;
	/** What is kept of each. */
	readonly #marks = new Map<OrganizationId, Mark[]>();
	/** What the ledger itself holds of each. */
	#inLedger = new Map<OrganizationId, { entries: number; length: number }>();
	/** What was sent by organizations that there was no room to note. */
	#unnoted = { organizations: 0, length: 0 };

	/** @param onDropped called with what is kept no longer */
	constructor(approvals: WorkspaceApprovals, limits: Limits, onDropped: (marks: readonly Mark[]) => void) {
		this.#approvals = approvals;
		this.#limits = limits;
		this.#onDropped = onDropped;
	}

	/** To be called once, when the approvals are loaded. Answers with what was withheld, with the fields that chains need. */
	open(): Entry[] {
		for (const mark of this.#approvals.marks) this.#noteMarks(mark.organization, [mark]);
		return this.#approvals.marks.map(markedEntry);
	}

	/** Takes in what the ledger holds of those that are withheld. Cost: the texts of these entries. */
	count(entries: Iterable<Entry>): void {
		this.#inLedger = new Map();
		for (const entry of entries) {
			const { entries, length } = this.#inLedger.get(authorOf(entry)) ?? { entries: 0, length: 0 };
			const more = entryToText(entry).length;
			this.#inLedger.set(authorOf(entry), { entries: entries + 1, length: length + more });
		}
	}

	/** What is withheld, with the fields that chains need. */
	*entries(): Generator<Entry> {
		for (const [organization, marks] of this.#marks)
			for (const mark of marks) yield markedEntry({ ...mark, organization });
	}

	/** Whether anything is kept of an organization. */
	has(organization: OrganizationId): boolean {
		return this.#marks.has(organization);
	}

	/** What is kept of an organization is to come in: its texts. What it was kept by is to be dropped then. */
	release(organization: OrganizationId): Promise<string[]> {
		const texts = this.#approvals.texts(organization);
		this.#forget(organization);
		return texts;
	}

	/** Withholds entries where there is room, else counts them. Answers with those that are kept, as far as chains need them. */
	withhold(organization: OrganizationId, held: PendingEntry[]): Entry[] {
		const row = this.#approvals.about(organization);
		const about = this.#withMore(organization, held);
		if (!row.kept || !this.#makeRoom(organization, about)) {
			this.#noteClaims(organization, { ...about, kept: false });
			return [];
		}
		this.#noteMarks(
			organization,
			held.map(({ entry }) => entry)
		);
		void this.#approvals.withhold(
			organization,
			about,
			held.map(({ entry: { id, key, seq, previous }, text }) => ({ id, key, seq, previous, text }))
		);
		return held.map(({ entry }) => markedEntry({ ...entry, organization }));
	}

	/** Counts what could not be held. */
	drop(organization: OrganizationId, held: PendingEntry[]): void {
		this.#noteClaims(organization, { ...this.#withMore(organization, held), kept: false });
	}

	/** Notes what an organization that is in says of itself, before it is left out. */
	describe(organization: OrganizationId, entries: ReadonlyMap<EntryId, Entry>): void {
		const founding = entries.get(organization);
		if (founding)
			void this.#approvals.withhold(
				organization,
				{ ...this.#approvals.about(organization), ...claims(founding) },
				[]
			);
	}

	report(): Outsiders {
		const rows = this.#all();
		const waiting = rows.filter(isWaiting);
		return {
			list: [...rows].sort((one, other) => other.length - one.length).slice(0, this.#limits.reported),
			waiting: waiting.length + this.#unnoted.organizations,
			leftOut: rows.length - waiting.length,
			length: waiting.reduce((sum, { length }) => sum + length, this.#unnoted.length)
		};
	}

	allWaiting(): Waiting {
		const waiting = this.#all().filter(isWaiting);
		return {
			organizations: waiting.map(({ organization }) => organization),
			entries: waiting.reduce((sum, { entries }) => sum + entries, 0),
			length: waiting.reduce((sum, { length }) => sum + length, 0)
		};
	}

	#all(): Outsider[] {
		return this.#rows().map((row): Outsider => {
			const { entries, length } = this.#inLedger.get(row.organization) ?? { entries: 0, length: 0 };
			const { organization, approval, name, account, kept } = row;
			const sent = { entries: row.entries + entries, length: row.length + length };
			return { organization, approval, name, account, ...sent, kept };
		});
	}

	#rows(): OutsideRow[] {
		return [...this.#approvals.outside.values()];
	}

	#withMore(organization: OrganizationId, held: PendingEntry[]): OutsiderClaims {
		const { name, account, entries, length, kept } = this.#approvals.about(organization);
		const founding = held.find(({ entry }) => entry.id === organization);
		return {
			...(founding ? claims(founding.entry) : { name, account }),
			entries: entries + held.length,
			length: held.reduce((sum, { text }) => sum + text.length, length),
			kept
		};
	}

	#noteClaims(organization: OrganizationId, about: OutsiderClaims): void {
		const isNoted = this.#approvals.of(organization) !== undefined;
		if (!isNoted && this.#rows().length >= this.#limits.withheldOrganizations)
			this.#unnoted = {
				organizations: this.#unnoted.organizations + 1,
				length: this.#unnoted.length + about.length
			};
		else void this.#approvals.withhold(organization, about, []);
		if (about.kept || !this.has(organization)) return;
		this.#forget(organization);
		void this.#approvals.dropWithheld(organization);
	}

	#noteMarks(organization: OrganizationId, entries: readonly Mark[]): void {
		const marks = this.#marks.get(organization) ?? [];
		for (const { id, key, seq, previous } of entries) marks.push({ id, key, seq, previous });
		this.#marks.set(organization, marks);
	}

	#forget(organization: OrganizationId): void {
		this.#onDropped(this.#marks.get(organization) ?? []);
		this.#marks.delete(organization);
	}

	/** Whether there is room for what is kept of an organization then; who has more there makes room for it. */
	#makeRoom(organization: OrganizationId, about: OutsiderClaims): boolean {
		const { withheldOrganizations, withheldEntries, withheldLength } = this.#limits;
		const others = this.#rows().filter((row) => row.kept && row.organization !== organization);
		if (others.length >= withheldOrganizations) return false;
		let { entries, length } = about;
		for (const row of others) [entries, length] = [entries + row.entries, length + row.length];
		for (const row of others.sort((one, other) => other.length - one.length)) {
			if (entries <= withheldEntries && length <= withheldLength) return true;
			if (row.length <= about.length) return false;
			this.#noteClaims(row.organization, { ...this.#approvals.about(row.organization), kept: false });
			[entries, length] = [entries - row.entries, length - row.length];
		}
		return entries <= withheldEntries && length <= withheldLength;
	}
}

const isWaiting = ({ approval }: Outsider): boolean => approval === 'waiting';

/** What a founding entry claims. */
function claims(founding: Entry): Pick<OutsiderClaims, 'name' | 'account'> {
	for (const fact of founding.facts)
		if (fact.table === 'organizations' && authorOf(founding) === founding.id)
			return { name: fact.name.slice(0, longest), account: fact.account.slice(0, longest) };
	return { name: '', account: '' };
}

const longest = 300;
