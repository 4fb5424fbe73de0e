import { previewUndo } from '../../src/lib/views/history/undo';
import { applyDraft } from '../../src/lib/workspace/drafts/apply-draft';
import type { Command } from '../../src/lib/commands/command';
import type { Gate } from '../../src/lib/gate/api';
import { runInSlices } from '../../src/lib/workspace/editing/run-in-slices';
import { Workspace } from '../../src/lib/workspace/workspace';
import type { DraftStep } from '../../src/lib/views/draft';
import { exportedText, memoryLedger } from '../document/helpers';
import { hashOf } from '../oracle/ledger';
import { done, organization, partner, product } from '../workspace/commands';
import { table } from './measured';
import { shown } from './timing';

/** CPU, in milliseconds, of what runs until the promise resolves. */
async function cpu<T>(work: () => Promise<T>): Promise<{ value: T; milliseconds: number }> {
	const before = process.cpuUsage();
	const value = await work();
	const { user, system } = process.cpuUsage(before);
	return { value, milliseconds: (user + system) / 1_000 };
}

const CHANGES = 5_000;

/** Products of one owner, and a draft that authorizes each of them to a partner: decided, signed and folded as one. */
async function measure(): Promise<string[][]> {
	const { ledger } = memoryLedger();
	const workspace = new Workspace('w', { ledger, gate: {} as Gate });
	await workspace.opened;
	const nova = await done(workspace.editor.run(null, organization('Nova')));
	const kilo = await done(workspace.editor.run(null, organization('Kilo')));
	await done(workspace.editor.run(nova, partner('Kilo')));
	const steps = Array.from({ length: CHANGES / 2 }, (_, n): DraftStep[] => {
		const entry = hashOf(`product ${n}`);
		const items = [{ product: `${entry}:0`, permissions: ['view-logs' as const], thirdParty: [] }];
		const step = (id: string, command: Command): DraftStep => ({
			...{ entry: id, action: 'act', at: n, name: command.command, actor: nova, command }
		});
		return [
			step(entry, product(`Lamp ${n}`)),
			step(hashOf(`grant ${n}`), { command: 'authorize', grantee: kilo, items })
		];
	}).flat();
	const draft = workspace.drafts.add('Many', steps);
	const applied = await cpu(() => applyDraft(workspace, draft, new Set()));
	if (!applied.value.done) throw new Error('not applied');
	const texts = (await exportedText(ledger)).trimEnd().split('\n');
	const floor = await cpu(() => Promise.resolve(texts.map((text) => JSON.parse(text) as unknown)));
	const ratio = `${(applied.milliseconds / floor.milliseconds).toFixed(0)}×`;
	const row = [`applied, ${CHANGES} changes`, shown(applied.milliseconds * 1_000)];
	const { action } = applied.value;
	const act = { entries: [...workspace.snapshot.actions.get(action)!] };
	const preview = await cpu(() =>
		runInSlices(
			() => workspace.snapshot,
			(now) => previewUndo(now, act, new Set([nova]))
		)
	);
	const undone = await cpu(() => workspace.editor.undo(action));
	if (!undone.value.done || undone.value.entries.length !== CHANGES) throw new Error('not undone');
	return [
		[...row, 'JSON.parse of the entries', shown(floor.milliseconds * 1_000), ratio],
		['undoing preview', shown(preview.milliseconds * 1_000), '', '', ''],
		['undone', shown(undone.milliseconds * 1_000), '', '', '']
	];
}

const rows = await measure();
table('a draft applied', 'CPU of deciding, signing, storing in memory and folding', () => [
	['what', 'takes', 'floor', 'takes', 'ratio'],
	...rows
]);
