import { LedgerClient } from './client';
import { persistOnFirstSave } from './persist';
import { spawn, type Program } from './spawn';

/** Opens a workspace's ledger in a Worker of its own (in the page, where there can be none). Close it when done. */
export function openLedger(workspace: string, program: Program): LedgerClient {
	const ledger = new LedgerClient(workspace, () => spawn(program));
	persistOnFirstSave(ledger);
	return ledger;
}
