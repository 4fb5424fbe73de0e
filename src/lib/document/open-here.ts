import { databaseKeys } from './keys-database';
import { DocumentLedger } from './ledger';
import { IndexedDbStorage } from './storage/indexeddb';
import { browserTabs } from './tabs';

/** A workspace's ledger in this very thread, over what the browser keeps. */
export function openLedgerHere(workspace: string): DocumentLedger {
	const keys = databaseKeys(workspace);
	return new DocumentLedger({
		workspace,
		keys,
		storage: new IndexedDbStorage(workspace, keys),
		tabs: browserTabs(workspace)
	});
}
