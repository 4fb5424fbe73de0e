import { databaseApprovals } from '../approvals/approvals-database';
import { WorkspaceApprovals } from '../approvals/workspace-approvals';
import { databaseKeys } from '../keys/keys-database';
import { DocumentLedger } from './ledger';
import { listEntry } from '../workspaces/list-entry';
import { approvalChannel } from '../storage/names';
import { IndexedDbStorage } from '../storage/indexeddb';
import { browserTabs } from '../tabs/tabs';
import { channelSignal } from '../tabs/change-signal';

/**
 * A workspace's ledger in this very thread, over what the browser keeps.
 * @param storedAs where it is kept, when that is not under its own id: beside the workspace of that id
 */
export function openLedger(workspace: string, storedAs = workspace): DocumentLedger {
	const keys = databaseKeys(storedAs);
	return new DocumentLedger({
		workspace,
		keys,
		storage: new IndexedDbStorage(storedAs, keys, listEntry(storedAs)),
		tabs: browserTabs(storedAs),
		approvals: new WorkspaceApprovals(
			storedAs,
			databaseApprovals(storedAs),
			channelSignal(approvalChannel(storedAs))
		)
	});
}
