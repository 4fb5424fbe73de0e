import type * as Y from 'yjs';
import type { WorkspaceApprovals } from '../approvals/workspace-approvals';
import type { Keys } from '../keys/keys';
import type { Storage } from '../storage/api';
import type { Tabs } from '../tabs/tabs';

/** What a ledger is made of. */
export interface LedgerParts {
	workspace: string;
	storage: Storage;
	keys: Keys;
	tabs: Tabs;
	/** Who was let in and who was left out; nothing is remembered without it. */
	approvals?: WorkspaceApprovals;
	/** The document to keep the entries in; unit tests hand in one that they also write to. */
	doc?: Y.Doc;
}
