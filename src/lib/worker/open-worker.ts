import type { Ledger } from '../document/ledger/api';
import { persistOnFirstSave } from '../document/storage/persist';
import type { Copied, CopyRequest } from '../document/workspaces/copy-workspace';
import type { Gate } from '../gate/api';
import { CallClient } from './call-client';
import { gateClient } from './gate-client';
import { ledgerClient } from './ledger-client';
import { spawnWorker } from './spawn';

/**
 * Opens a workspace's ledger with its gate, in a Worker where there can be one. Closing the ledger closes both.
 * @param storedAs where it is kept, when that is not under its own id
 */
export function openInWorker(workspace: string, storedAs = workspace): { ledger: Ledger; gate: Gate } {
	const calls = new CallClient(spawnWorker);
	const gate = gateClient(calls);
	const ledger = ledgerClient(calls, workspace, storedAs);
	persistOnFirstSave(ledger);
	return { ledger, gate };
}

/** Copies a workspace, in a Worker where there can be one. Rejects with a LedgerError. */
export async function copyInWorker(copying: CopyRequest): Promise<Copied> {
	const calls = new CallClient(spawnWorker);
	try {
		return await calls.call('copy', [copying]);
	} finally {
		await calls.end();
	}
}
