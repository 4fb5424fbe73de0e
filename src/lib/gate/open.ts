import { openLedger } from '../document/open-ledger';
import type { Ledger } from '../document/port';
import { GateClient } from './client';
import type { Gate } from './port';
import { ledgerProgram } from './program';

/** Opens a workspace's ledger with its gate, in a Worker where there can be one. Closing the ledger closes both. */
export function openGated(workspace: string): { ledger: Ledger; gate: Gate } {
	const ledger = openLedger(workspace, ledgerProgram);
	return { ledger, gate: new GateClient(ledger) };
}
