import { LedgerClient } from './client';
import { persistOnFirstSave } from './storage/persist';
import { spawn, type Program } from './spawn';

/**
 * Opens a workspace's ledger in a Worker of its own (in the page, where there can be none). Close it when done.
 * @param storedAs where it is kept, when that is not under its own id
 */
export function openLedger(workspace: string, program: Program, storedAs = workspace): LedgerClient {
	const ledger = new LedgerClient(workspace, () => spawn(program), storedAs);
	persistOnFirstSave(ledger);
	return ledger;
}
