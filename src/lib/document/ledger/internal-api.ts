import type { Entry } from '$lib/domain/entry';
import type { EntryId, OrganizationId } from '$lib/domain/facts';
import type { KeyBook } from '$lib/domain/keys';
import type { WorkspaceApprovals } from '../approvals/workspace-approvals';
import type { OwnKey } from '../keys/keys';
import type { Opened } from './api';
import type { Fault } from './verdict';

/** The ledger's side door, for what works beside it in its own thread and has checked whatever it brings. */
export interface LedgerInternals {
	readonly workspace: string;
	readonly opened: Promise<Opened>;
	/** Resolves when all that was stored without a seal has been checked. */
	readonly checked: Promise<void>;
	/** Everything that is here. */
	readonly entries: ReadonlyMap<EntryId, Entry>;
	/** Which keys speak for whom, by those entries. */
	readonly keys: KeyBook;
	/**
	 * Takes in entries of others that passed the gate, those it lacks: stored, told to other tabs, and delivered
	 * before it returns, each behind what it rests on. To be called once `opened` has resolved.
	 * Throws a LedgerError: read-only, closed.
	 */
	insert(entries: Entry[]): void;
	/** Who was let in, left out, or waits. What is of the latter two is here and delivered to nobody. */
	readonly approvals: WorkspaceApprovals;
	/** What was delivered and is believed, and what is here and was not delivered. */
	readonly delivered: readonly Entry[];
	readonly withheld: Iterable<Entry>;
	/** Takes back what was delivered of organizations that are kept aside from now on. */
	withdraw(organizations: Iterable<OrganizationId>): void;
	/** Delivers what is here of organizations that are kept aside no longer. */
	release(organizations: Iterable<OrganizationId>): void;
	onWithdrawn(listener: (organizations: OrganizationId[]) => void): () => void;
	/** The keys that this browser keeps, whether they speak or not. */
	ownKeys(): Promise<OwnKey[]>;
	/** As the ledger's own `onEntries`, but for what is believed: what was stored without a seal once it is checked. */
	onTrusted(listener: (entries: Entry[]) => void): () => void;
	/** Calls back with why something that another tab has sent or stored was not taken in. */
	onRefused(listener: (fault: Fault) => void): () => void;
}
