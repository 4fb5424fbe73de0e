import { LedgerClient } from './client';
import { persistOnFirstSave } from './persist';
import type { Ledger } from './port';
import { spawn } from './spawn';

/** Opens a workspace's ledger in a Worker of its own (in the page, where there can be none). Close it when done. */
export function openLedger(workspace: string): Ledger {
	const ledger = new LedgerClient(workspace, spawn);
	persistOnFirstSave(ledger);
	return ledger;
}
