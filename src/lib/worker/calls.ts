import type { Copied, CopyRequest } from '../document/workspaces/copy-workspace';
import type { Checks, Ledger, Opened, StorageState } from '../document/ledger/api';
import type { SignedFields } from '../document/signing/entry-of-draft';
import type { EntryDraft } from '../domain/entry';
import type { OrganizationId } from '../domain/facts';
import type { Admitted, Gate, GateReport, Heads, Refused } from '../gate/api';
import type { ListPart } from './list-parts';
import type { PackedEntries } from './packed-entries';

/** The functions of a ledger that are called across threads just as they are. */
export const ledgerCalls = [
	'prepareEdits',
	'held',
	'memberKey',
	'prove',
	'lockState',
	'lock',
	'unlock',
	'renewKey',
	'stored',
	'exportQuarantine',
	'exportEntries',
	'close'
] as const satisfies readonly (keyof Ledger)[];

/** The functions of a gate that are called across threads just as they are. */
export const gateCalls = [
	'heads',
	'report',
	'decide',
	'allWaiting',
	'waitingWithout'
] as const satisfies readonly (keyof Gate)[];

/**
 * Every call that a page makes to its Worker. Both sides are typed by this: an argument or an answer is declared here,
 * or in the interface that a call is taken from, and nowhere else. All of them are cloned on their way.
 */
export interface Calls
	extends Pick<Ledger, (typeof ledgerCalls)[number]>, Pick<Gate, (typeof gateCalls)[number]> {
	/** Opens the ledger of a workspace with its gate. First of all calls but `copy`; once. */
	open(workspace: string, storedAs: string): Promise<Opened>;
	/** Its drafts are sent to it. Answers when the entries are added, and delivered by its progress. */
	append(): Promise<void>;
	/** As of the gate; its texts are sent to it. */
	admit(from: string): Promise<Admitted>;
	/** Tells by its progress what the gate's function answers. */
	missing(heads: Heads | null): Promise<void>;
	/** A connection with a peer, until it is cancelled or the gate ends it: then it answers why. */
	connect(from: string): Promise<Refused>;
	/** Copies a workspace. The Worker needs none open for it. */
	copy(copying: CopyRequest): Promise<Copied>;
}

export type Call = keyof Calls;
export type CallArguments<C extends Call> = Parameters<Calls[C]>;
export type CallAnswer<C extends Call> = Awaited<ReturnType<Calls[C]>>;

/** What calls tell before they answer. */
interface ProgressOf {
	open: 'delivered';
	append: AppendProgress;
	missing: ListPart<string>;
	connect: PeerEvent;
}
export type CallProgress<C extends Call> = C extends keyof ProgressOf ? ProgressOf[C] : never;

/** What is sent to calls after they began. */
interface InputOf {
	append: ListPart<EntryDraft>;
	/** Texts of entries. */
	admit: ListPart<string>;
	/** A message of the peer. */
	connect: Uint8Array;
}
export type CallInput<C extends Call> = C extends keyof InputOf ? InputOf[C] : never;

/** How many drafts are signed; at the end, what all of them have become, which is their delivery. */
export type AppendProgress = { signed: number } | { added: Added[] };

/** What an entry has that its draft, which the page knows, has not. */
export interface Added extends SignedFields {
	/** It is kept back from whoever listens, as all of its organization is. */
	isWithheld: boolean;
}

export type PeerEvent = { send: Uint8Array } | { received: number; expected: number } | 'synced';

/** What the Worker tells without being asked. */
export interface Events {
	entries: PackedEntries;
	/** Nothing of these was delivered, from now on. */
	withdrawn: OrganizationId[];
	storage: StorageState;
	checks: Checks;
	report: GateReport;
}

export type EventName = keyof Events;
