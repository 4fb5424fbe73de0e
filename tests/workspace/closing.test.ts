import { expect, test } from 'vitest';
import { LedgerError } from '$lib/document/ledger/ledger-error';
import type { Gate } from '$lib/gate/api';
import { Workspace } from '$lib/workspace/workspace';
import { memoryLedger } from '../document/helpers';
import { done, organization } from './commands';

test('closing a workspace while it reads its keys causes no error', async () => {
	const { ledger } = memoryLedger();
	const workspace = new Workspace('w', { ledger, gate: {} as Gate });
	await workspace.opened;
	let asked = 0;
	ledger.held = () => {
		asked += 1;
		return Promise.reject(new LedgerError('closed', ''));
	};
	await done(workspace.editor.run(null, organization('Nova')));
	expect(asked).toBe(1);
	// What nobody catches fails the run once the turn is over.
	await new Promise((over) => setImmediate(over));
});
