import type { Entry } from '$lib/domain/entry';
import type { EntryId, OrganizationId } from '$lib/domain/facts';
import type { KeyRegistry } from '$lib/domain/keys/key-registry';
import type { WorkspaceApprovals } from '../approvals/workspace-approvals';
import type { OwnKey } from '../keys/keys';
import type { KeySettler } from './key-settler';
import type { Opened } from './api';
import type { Fault } from './verdict';

/** The ledger as the gate sees it, in the same thread. Whoever inserts entries has checked them. */
export interface LedgerInternals {
	readonly workspace: string;
	readonly opened: Promise<Opened>;
	/** Resolves when all that was stored without a seal has been checked. */
	readonly checked: Promise<void>;
	/** Everything that is here. */
	readonly entries: ReadonlyMap<EntryId, Entry>;
	/** Which keys speak for whom, by those entries. */
	readonly keys: KeyRegistry;
	/** Tells which entries count differently once that is worked out. */
	readonly settler: Pick<KeySettler, 'onRecounted'>;
	/**
	 * Takes in entries of others that passed the gate, those it lacks: stored, sent to other tabs, and delivered
	 * before it returns, each behind what it rests on. To be called once `opened` has resolved.
	 * Throws a LedgerError: read-only, closed.
	 */
	insert(entries: Entry[]): void;
	/** Who was let in, left out, or waits. What is of the latter two is here and delivered to nobody. */
	readonly approvals: WorkspaceApprovals;
	/** Trusted entries that were delivered, and entries that are here and withheld. */
	readonly delivered: readonly Entry[];
	readonly withheld: Iterable<Entry>;
	/** Takes back what was delivered of these organizations, which are withheld from now on. */
	withdraw(organizations: Iterable<OrganizationId>): void;
	/** Delivers what is here of these organizations, which are withheld no longer. */
	release(organizations: Iterable<OrganizationId>): void;
	onWithdrawn(listener: (organizations: OrganizationId[]) => void): () => void;
	/** The keys that this browser keeps, whether they speak or not. */
	ownKeys(): Promise<OwnKey[]>;
	/** As `onEntries` of the ledger, for trusted entries only: what was stored without a seal comes once it is checked. */
	onTrusted(listener: (entries: Entry[]) => void): () => void;
	/** Calls back with the reason when something that another tab has sent or stored is refused. */
	onRefused(listener: (fault: Fault) => void): () => void;
}
