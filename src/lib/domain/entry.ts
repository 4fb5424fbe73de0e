import type { EntryId, Fact, KeyId, OrganizationId, Table } from './facts';

/** The forms of entries that this app reads, the oldest first. Form 1 belonged to previews and is no longer read. */
export const entryForms = [2] as const;
export type EntryForm = (typeof entryForms)[number];

/** The oldest form that is still read. */
export const oldestForm = entryForms[0];
/** The form that entries are written in. */
export const newestForm: EntryForm = entryForms[entryForms.length - 1]!;

/** What one command did, as one organization: written once, never overwritten or removed. */
export interface Entry {
	id: EntryId;
	/** Its form: see the schema. */
	v: EntryForm;
	workspace: string;
	/** Empty in a founding entry, whose own id becomes the organization's. */
	organization: OrganizationId | '';
	key: KeyId;
	/** Counts the entries of one key from 1; `previous` is the id of the one before, empty in the first. */
	seq: number;
	previous: EntryId | '';
	/** Orders the versions of a field: see `merge/stamp.ts`. */
	stamp: number;
	/** Milliseconds since 1970 by the author's clock: a claim, for display. */
	at: number;
	/** Joins the entries of one act by several organizations; undo is per action. */
	action: string;
	/** The name of the command that was decided. */
	command: string;
	facts: Fact[];
	/** Ed25519 over the canonical form, as base64url. */
	signature: string;
}

/** What is asked of an entry about what it states. */
export type Stating = Pick<Entry, 'id' | 'organization' | 'stamp' | 'at' | 'facts'>;

/** The tables that an entry's facts are of, and how many facts there are. */
export interface FactOutline {
	tables: ReadonlySet<Table>;
	count: number;
}

/** An entry whose facts are read each time they are asked for, and of which this is known without. */
export interface OutlinedEntry extends Entry {
	readonly outline: FactOutline;
}

const outlineOf = (entry: Stating | OutlinedEntry): FactOutline | undefined =>
	'outline' in entry ? entry.outline : undefined;

/** Whether any fact of an entry is of one of the tables. Cost: the facts, where there is no outline of them. */
export function statesAnyOf(entry: Entry, tables: readonly Table[]): boolean {
	const stated = outlineOf(entry)?.tables ?? new Set(entry.facts.map(({ table }) => table));
	for (const table of tables) if (stated.has(table)) return true;
	return false;
}

/** How many facts an entry has. */
export const factCount = (entry: Stating): number => outlineOf(entry)?.count ?? entry.facts.length;

/** An entry that says the same but for its facts. One may be read field by field, so that spreading it would lose most of it. */
export const withFacts = (entry: Entry, facts: Fact[]): Entry => ({
	...{ id: entry.id, v: entry.v, workspace: entry.workspace, organization: entry.organization },
	...{ key: entry.key, seq: entry.seq, previous: entry.previous, stamp: entry.stamp, at: entry.at },
	...{ action: entry.action, command: entry.command, signature: entry.signature, facts }
});

/** An entry before the ledger adds its key, its place in the chain and its signature. */
export interface EntryDraft {
	/** Null founds an organization: the ledger makes a key for it and states it, as the last fact. */
	organization: OrganizationId | null;
	/** From the state that it was decided on. */
	stamp: number;
	at: number;
	action: string;
	command: string;
	facts: Fact[];
	/** The id by which later drafts of the same call name this entry and what it adds, until it has its own. */
	as?: EntryId;
}

const UNDOING = 'undo:';

/** The name of the command that undoes an act. */
export const undoing = (action: string): string => UNDOING + action;

/** The act that a command undid, by the command's name; undefined where it is no undo. */
export const undoneBy = (command: string): string | undefined =>
	command.startsWith(UNDOING) ? command.slice(UNDOING.length) : undefined;

/** The organization that an entry speaks for; a founding entry's is its own id. */
export const authorOf = (entry: Pick<Entry, 'id' | 'organization'>): OrganizationId =>
	entry.organization || entry.id;
