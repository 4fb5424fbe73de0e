import { openLedger } from '../document/open-ledger';
import type { Ledger } from '$lib/document/ledger/api';
import { GateClient } from './client';
import type { Gate } from './api';
import { ledgerProgram } from './program';

/**
 * Opens a workspace's ledger with its gate, in a Worker where there can be one. Closing the ledger closes both.
 * @param storedAs where it is kept, when that is not under its own id
 */
export function openGated(workspace: string, storedAs = workspace): { ledger: Ledger; gate: Gate } {
	const ledger = openLedger(workspace, ledgerProgram, storedAs);
	return { ledger, gate: new GateClient(ledger) };
}
