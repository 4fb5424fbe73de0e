import * as z from 'zod/mini';
import type { Entry } from '$lib/domain/entry';
import type { EntryId, OrganizationId } from '$lib/domain/facts';
import { rebuilt } from '../entries/canonical';

/**
 * What this browser decided about an organization: a person let it in (or this browser acts for it), a person left it
 * out, or it waits for a person's word. Of most organizations nothing is noted: the gate's rules say what becomes of them.
 */
export const approvals = ['let-in', 'left-out', 'waiting'] as const;
export type Approval = (typeof approvals)[number];

/** An organization that something is noted of, as it is stored. */
export interface ApprovalRow {
	v: 1;
	workspace: string;
	organization: OrganizationId;
	approval: Approval;
	/** In milliseconds since 1970. */
	at: number;
	/** What it says of itself, for those that are not in: a claim. */
	name: string;
	account: string;
	/** Entries of it that were sent and did not come in, and the characters of their texts. */
	entries: number;
	length: number;
	/** Whether they are kept; where there was no room, they are to be sent anew. */
	kept: boolean;
}

/** The row of an organization that is not in. */
export type OutsideRow = ApprovalRow & { approval: Exclude<Approval, 'let-in'> };

/** The place of a withheld entry in its key's chain. */
export type Mark = Pick<Entry, 'id' | 'key' | 'seq' | 'previous'>;

export interface MarkRow extends Mark {
	v: 1;
	workspace: string;
	organization: OrganizationId;
}

/** What is stored of a workspace as such: whether it was opened since there are approvals, and waits for a first sync. */
export interface AdmissionRow {
	v: 1;
	workspace: string;
	/** The next sync, with whomever, is what a person asked for by opening an invitation: it is let in, up to a bound. */
	welcome: boolean;
}

/** What a store holds, before it is parsed. */
export interface StoredApprovals {
	admission: unknown;
	organizations: unknown[];
	marks: unknown[];
}

/** Stores the approvals of one workspace, and the withheld entries. Every function rejects where that fails. */
export interface ApprovalStore {
	/** @param isWithMarks whether those of withheld entries are read too: there may be very many */
	load(isWithMarks: boolean): Promise<StoredApprovals>;
	putAdmission(row: AdmissionRow): Promise<void>;
	putOrganizations(rows: readonly ApprovalRow[]): Promise<void>;
	/** Stores withheld entries, and the row of their organization. */
	putWithheld(row: ApprovalRow, marks: readonly MarkRow[], texts: readonly string[]): Promise<void>;
	/** The texts of an organization's withheld entries. */
	texts(organization: OrganizationId): Promise<unknown[]>;
	dropWithheld(organization: OrganizationId): Promise<void>;
}

const text = z.string().check(z.maxLength(1_000));
const count = z.int().check(z.nonnegative());

const rowSchema = z.strictObject({
	v: z.literal(1),
	workspace: text,
	organization: text,
	approval: z.enum(approvals),
	at: z.int(),
	name: text,
	account: text,
	entries: count,
	length: count,
	kept: z.boolean()
}) satisfies z.ZodMiniType<ApprovalRow>;

const markSchema = z.strictObject({
	v: z.literal(1),
	workspace: text,
	organization: text,
	id: text,
	key: text,
	seq: z.int().check(z.minimum(1)),
	previous: text
}) satisfies z.ZodMiniType<MarkRow>;

const admissionSchema = z.strictObject({
	v: z.literal(1),
	workspace: text,
	welcome: z.boolean()
}) satisfies z.ZodMiniType<AdmissionRow>;

/** What was read of a store; what is broken or of a newer app is passed over. */
export interface ReadApprovals {
	admission: AdmissionRow | null;
	organizations: Map<OrganizationId, ApprovalRow>;
	marks: MarkRow[];
}

export function readApprovals({ admission, organizations, marks }: StoredApprovals): ReadApprovals {
	const rows = organizations.flatMap((value) => read(rowSchema, value) ?? []);
	return {
		admission: read(admissionSchema, admission),
		organizations: new Map(rows.map((row) => [row.organization, row])),
		marks: marks.flatMap((value) => read(markSchema, value) ?? [])
	};
}

function read<T>(schema: z.ZodMiniType<T>, value: unknown): T | null {
	try {
		return schema.safeParse(rebuilt(value)).data ?? null;
	} catch {
		return null;
	}
}

/** A store that lasts as long as the page: where there is no IndexedDB, and in unit tests. */
export function memoryApprovals(): ApprovalStore {
	let admission: AdmissionRow | null = null;
	const organizations = new Map<OrganizationId, ApprovalRow>();
	const withheld = new Map<OrganizationId, Map<EntryId, { mark: MarkRow; text: string }>>();
	return {
		load: (isWithMarks) =>
			Promise.resolve({
				admission,
				organizations: [...organizations.values()],
				marks: isWithMarks
					? [...withheld.values()].flatMap((each) => [...each.values()].map(({ mark }) => mark))
					: []
			}),
		putAdmission: (row) => {
			admission = row;
			return Promise.resolve();
		},
		putOrganizations: (rows) => {
			for (const row of rows) organizations.set(row.organization, row);
			return Promise.resolve();
		},
		putWithheld: (row, marks, texts) => {
			organizations.set(row.organization, row);
			const kept = withheld.get(row.organization) ?? new Map<EntryId, { mark: MarkRow; text: string }>();
			for (const [n, mark] of marks.entries()) kept.set(mark.id, { mark, text: texts[n]! });
			withheld.set(row.organization, kept);
			return Promise.resolve();
		},
		texts: (organization) =>
			Promise.resolve([...(withheld.get(organization)?.values() ?? [])].map(({ text }) => text)),
		dropWithheld: (organization) => {
			withheld.delete(organization);
			return Promise.resolve();
		}
	};
}
