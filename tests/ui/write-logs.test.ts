import { beforeEach, expect, test, vi } from 'vitest';
import type { DeviceId, LogLine, OrganizationId } from '$lib/domain/facts';
import { LedgerError } from '$lib/document/ledger/ledger-error';
import type { Gate } from '$lib/gate/api';
import { writeLogs } from '$lib/ui/logs/write-logs';
import { Workspace } from '$lib/workspace/workspace';
import { memoryLedger } from '../document/helpers';
import { done, organization, product } from '../workspace/commands';

let kept: ReturnType<typeof memoryLedger>;
let workspace: Workspace;
let nova: OrganizationId;
let devices: DeviceId[];

beforeEach(async () => {
	kept = memoryLedger();
	workspace = new Workspace('w', { ledger: kept.ledger, gate: {} as Gate });
	await workspace.opened;
	nova = await done(workspace.editor.run(null, organization('Nova')));
	const lamp = `${await done(workspace.editor.run(nova, product('Lamp')))}:0`;
	devices = [];
	for (const serial of ['SN-1', 'SN-2'])
		devices.push(
			`${await done(workspace.editor.run(nova, { command: 'register-device', product: lamp, serial, name: '' }))}:0`
		);
});

/** Lines of both devices, in several facts each. */
const logs = (): Map<DeviceId, LogLine[]> =>
	new Map(
		devices.map((device) => [
			device,
			Array.from({ length: 6_000 }, (_, n) => ({ time: n, type: 'info', message: `line ${n}` }))
		])
	);

const kinds = () => [...workspace.snapshot.entries.values()].map(({ command }) => command);

test('many lines are one act that is stored at once, and told while it is signed', async () => {
	let stored = 0;
	kept.doc.on('update', () => (stored += 1));
	const told: number[] = [];
	const signal = new AbortController().signal;
	const onwritten = (lines: number) => told.push(lines);
	const written = await writeLogs(workspace, nova, logs(), { signal, onwritten });
	if (!('action' in written)) throw new Error('not written');
	expect(stored).toBe(1);
	expect(told).toEqual([5_000, 6_000, 11_000, 12_000]);
	expect(workspace.snapshot.actions.get(written.action)).toHaveLength(4);
	expect([...workspace.snapshot.logs.values()].flatMap(({ lines }) => lines)).toHaveLength(12_000);
});

test('nothing of them is there where a device is gone meanwhile, or nothing can be written', async () => {
	const signal = new AbortController().signal;
	const writing = { signal, onwritten: () => undefined };
	const both = logs();
	vi.spyOn(kept.ledger, 'append').mockRejectedValueOnce(new LedgerError('read-only', 'w'));
	expect(await writeLogs(workspace, nova, both, writing)).toEqual({ failure: { code: 'read-only' } });
	await done(workspace.editor.run(nova, { command: 'remove-device', device: devices[1]! }));
	const written = await writeLogs(workspace, nova, both, writing);
	expect(written).toEqual({ failure: { code: 'unknown-record', id: devices[1] } });
	expect(kinds()).not.toContain('add-logs');
});

test('cancelled before they are signed, nothing is written; cancelled later, they are undone', async () => {
	const early = AbortSignal.abort();
	expect(await writeLogs(workspace, nova, logs(), { signal: early, onwritten: () => undefined })).toEqual({
		cancelled: true
	});
	expect(kinds()).not.toContain('add-logs');
	const late = new AbortController();
	const onwritten = () => late.abort();
	expect(await writeLogs(workspace, nova, logs(), { signal: late.signal, onwritten })).toEqual({
		cancelled: true
	});
	expect([...workspace.snapshot.logs.values()].filter(({ tombstones }) => tombstones.size === 0)).toEqual([]);
});
