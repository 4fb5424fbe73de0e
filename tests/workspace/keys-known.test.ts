import { setImmediate } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import type { Gate } from '$lib/gate/api';
import { Workspace } from '$lib/workspace/workspace';
import { memoryLedger } from '../document/helpers';
import { done, organization, product } from './commands';

test('an organization is shown when it is known whether this browser may act for it, and its act is over then', async () => {
	const { ledger } = memoryLedger();
	const workspace = new Workspace('w', { ledger, gate: {} as Gate });
	await workspace.opened;
	let answer: () => void = () => undefined;
	const asked = new Promise<void>((resolve) => (answer = resolve));
	const held = ledger.held.bind(ledger);
	vi.spyOn(ledger, 'held').mockImplementationOnce(() => asked.then(held));
	const before = workspace.snapshot;

	let isOver = false;
	const founding = done(workspace.editor.run(null, organization('Nova'))).finally(() => (isOver = true));
	await expect.poll(() => before.organizations.size).toBe(1);
	await setImmediate();
	expect(workspace.snapshot).toBe(before);
	expect(isOver).toBe(false);

	answer();
	const nova = await founding;
	expect(workspace.snapshot).not.toBe(before);
	expect(workspace.actable).toEqual(new Set([nova]));

	// What states no keys is shown at once.
	const shown = workspace.snapshot;
	await workspace.editor.run(nova, product('Lamp'));
	expect(workspace.snapshot).not.toBe(shown);
});
