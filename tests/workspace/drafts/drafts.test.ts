import { beforeEach, describe, expect, test } from 'vitest';
import type { Command } from '$lib/commands/command';
import type { DraftStep } from '$lib/views/draft';
import { holds } from '$lib/domain/permissions/effective-permissions';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import type { Gate } from '$lib/gate/api';
import { applyDraft } from '$lib/workspace/drafts/apply-draft';
import { DraftWorkspace } from '$lib/workspace/drafts/draft-workspace';
import { withNewIds } from '$lib/workspace/drafts/draft-ids';
import { parseFile } from '$lib/exchange/file-format';
import { writeDraftFile, readDraftFile } from '$lib/workspace/drafts/draft-file';
import { Workspace } from '$lib/workspace/workspace';
import { memoryLedger } from '../../document/helpers';
import { lamp as fan, Pen } from '../../domain/organization-keys';
import { authorize, done, organization, partner, product, revoke } from '../commands';

let base: Workspace;
let nova: OrganizationId;
let kilo: OrganizationId;
let lamp: ProductId;

const none: ReadonlySet<string> = new Set();

const item = (id: ProductId) => ({ product: id, permissions: ['view-logs' as const], thirdParty: [] });

/** The draft in a text; null where there is none. */
function readText(text: string) {
	const read = readDraftFile(parseFile(text));
	return 'problem' in read ? null : read.file;
}

function draftCalled(name: string): DraftWorkspace {
	const { id } = base.drafts.add(name);
	return new DraftWorkspace(base, `w~draft-${id}`, id);
}

beforeEach(async () => {
	base = new Workspace('w', { ledger: memoryLedger().ledger, gate: {} as Gate });
	await base.opened;
	nova = await done(base.editor.run(null, organization('Nova')));
	kilo = await done(base.editor.run(null, organization('Kilo')));
	await done(base.editor.run(nova, partner('Kilo')));
	lamp = `${await done(base.editor.run(nova, product('Lamp')))}:0`;
	await expect.poll(() => base.actable.size).toBe(2);
});

describe('a draft', () => {
	test('that is looked at is decided anew once, however many messages come at a time', async () => {
		const { ledger } = memoryLedger();
		const workspace = new Workspace('w', { ledger, gate: {} as Gate });
		await workspace.opened;
		const aurora = await done(workspace.editor.run(null, organization('Aurora')));
		await expect.poll(() => workspace.actable.size).toBe(1);
		const { id } = workspace.drafts.add('What if');
		const draft = new DraftWorkspace(workspace, `w~draft-${id}`, id);
		await done(draft.editor.run(aurora, product('Fan')));
		const pen = new Pen('Mallory');
		for (let at = 0; at < 20; at++) pen.writes('Mallory', fan);
		const decided = new Set([draft.drafted]);
		for (const entry of pen.written) {
			ledger.insert([entry]);
			decided.add(draft.drafted);
		}
		expect(decided.size).toBe(1);
		await expect.poll(() => workspace.snapshot.products.size).toBe(20);
		expect(draft.snapshot.products.size).toBe(21);
		// What this browser writes is there at once.
		ledger.insert([pen.writes('Mallory', fan)]);
		await done(workspace.editor.run(aurora, product('Lamp')));
		expect([...workspace.snapshot.products.values()].some(({ name }) => name === 'Lamp')).toBe(true);
	});

	test('changes its own snapshot, not the workspace', async () => {
		const draft = draftCalled('What if');
		const before = base.snapshot.entries.size;
		await done(draft.editor.run(nova, authorize(kilo, lamp)));
		expect(holds(draft.snapshot, kilo, lamp, 'view-logs')).toBe(true);
		expect(holds(base.snapshot, kilo, lamp, 'view-logs')).toBe(false);
		expect(base.snapshot.entries.size).toBe(before);
		expect(await draft.editor.run(nova, authorize(kilo, lamp))).toMatchObject({ done: false });
	});

	test('founds organizations and adds products that later commands refer to; applied, they refer to the real ones', async () => {
		const draft = draftCalled('Newcomer');
		const lima = await done(draft.editor.run(null, organization('Lima')));
		const fan = `${await done(draft.editor.run(lima, product('Fan')))}:0`;
		await done(draft.editor.run(lima, partner('Kilo')));
		await done(draft.editor.run(lima, authorize(kilo, fan)));
		expect(draft.actable.has(lima)).toBe(true);
		expect(holds(draft.snapshot, kilo, fan, 'view-logs')).toBe(true);

		// What others send may wait, but not what this browser writes, with keys as new as these.
		const end = base.liveFold.pauses.pause();
		const applied = await applyDraft(base, draft.record!, none);
		if (!applied.done) throw new Error('refused');
		expect(applied.count).toBe(4);
		expect(draft.record?.steps).toEqual([]);
		const real = [...base.snapshot.products.values()].find(({ name }) => name === 'Fan')!;
		expect(base.snapshot.organizations.get(real.owner)?.name).toBe('Lima');
		end();
		expect(holds(base.snapshot, kilo, real.id, 'view-logs')).toBe(true);
		// One act: undone as one.
		await base.editor.undo(applied.action);
		expect(base.snapshot.products.get(real.id)?.deleted).toBe(true);
	});

	test('keeps its commands until their entries are stored', async () => {
		const { ledger } = memoryLedger();
		let settle: { store: () => void; fail: () => void } | undefined;
		ledger.stored = () =>
			new Promise<void>((store, fail) => {
				settle = { store, fail: () => fail(new Error('full')) };
			});
		base = new Workspace('w', { ledger, gate: {} as Gate });
		await base.opened;
		nova = await done(base.editor.run(null, organization('Nova')));
		await expect.poll(() => base.actable.size).toBe(1);
		for (const end of ['fail', 'store'] as const) {
			const draft = draftCalled(end);
			await done(draft.editor.run(nova, product(end)));
			const applied = applyDraft(base, draft.record!, none);
			await expect.poll(() => settle).toBeDefined();
			expect(draft.record?.steps).toHaveLength(1);
			settle![end]();
			settle = undefined;
			expect(await applied).toMatchObject({ done: true, count: 1, stored: end === 'store' });
			expect(draft.record?.steps).toHaveLength(end === 'store' ? 0 : 1);
		}
	});

	test('follows the workspace: unfit steps are reported before anything is written, and stay in the draft', async () => {
		const draft = draftCalled('Late');
		await done(draft.editor.run(nova, product('Fan')));
		await done(draft.editor.run(nova, { command: 'rename-partner', partner: kilo, name: 'Kilo PCBA' }));
		expect(draft.drafted.unfit).toEqual([]);
		await done(base.editor.run(nova, product('Fan')));
		const [unfit] = draft.drafted.unfit;
		expect(unfit?.refusal.code).toBe('pid-taken');

		const before = base.snapshot.entries.size;
		const asked = await applyDraft(base, draft.record!, none);
		expect(asked).toMatchObject({ done: false, unfit: [unfit] });
		expect(base.snapshot.entries.size).toBe(before);
		expect(draft.record?.steps).toHaveLength(2);

		const applied = await applyDraft(base, draft.record!, new Set([unfit!.step.entry]));
		expect(applied).toMatchObject({ done: true, count: 1, skipped: 0 });
		expect(draft.record?.steps.map(({ command }) => command.command)).toEqual(['add-product']);
	});

	test('counts items of a setting command that change nothing when it is applied', async () => {
		const draft = draftCalled('Set');
		const fan = `${await done(base.editor.run(nova, product('Fan')))}:0`;
		for (const each of [lamp, fan]) await done(base.editor.run(nova, authorize(kilo, each)));
		const flag = (products: ProductId[]): Command => ({
			...{ command: 'set-third-party', grantee: kilo, products, kind: 'develop', on: true }
		});
		await done(draft.editor.run(nova, flag([lamp, fan])));
		expect(draft.drafted).toMatchObject({ count: 1, skipped: 0 });
		await done(base.editor.run(nova, flag([lamp])));
		expect(await applyDraft(base, draft.record!, none)).toMatchObject({ done: true, count: 1, skipped: 1 });
	});

	test('adds several dependent commands, all or none', async () => {
		const draft = draftCalled('Together');
		const all = (...commands: Command[]) =>
			draft.editor.act((act) => act.all(commands.map((command) => ({ actor: nova, command }))));
		const given = authorize(kilo, lamp);
		expect(await all(given, revoke(kilo, lamp), given)).toMatchObject({ done: true, entries: [{}, {}, {}] });
		expect(await all(revoke(kilo, lamp), revoke(kilo, lamp))).toMatchObject({ done: false });
		expect(draft.record?.steps).toHaveLength(3);
	});

	test('when applied, skips and counts items that would change nothing, and writes the rest of the command', async () => {
		const draft = draftCalled('Partly');
		const fan = `${await done(base.editor.run(nova, product('Fan')))}:0`;
		const both: Command = { command: 'authorize', grantee: kilo, items: [item(lamp), item(fan)] };
		await done(draft.editor.run(nova, both));
		await done(draft.editor.run(nova, revoke(kilo, lamp)));
		await done(base.editor.run(nova, authorize(kilo, lamp)));
		const grants = base.snapshot.grants.size;
		expect(await applyDraft(base, draft.record!, none)).toMatchObject({ done: true, count: 2, skipped: 1 });
		expect(base.snapshot.grants.size).toBe(grants + 1);
		expect(holds(base.snapshot, kilo, lamp, 'view-logs')).toBe(false);
		expect(holds(base.snapshot, kilo, fan, 'view-logs')).toBe(true);
	});

	test('is stored in one write, however many organizations act in it', async () => {
		const { ledger, doc } = memoryLedger();
		let writes = 0;
		doc.on('update', () => (writes += 1));
		const fresh = new Workspace('w', { ledger, gate: {} as Gate });
		await fresh.opened;
		const { id } = fresh.drafts.add('Many');
		const draft = new DraftWorkspace(fresh, `w~draft-${id}`, id);
		for (let n = 0; n < 20; n++) {
			const lima = await done(draft.editor.run(null, organization(`Lima${n}`)));
			await done(draft.editor.run(lima, product(`Fan ${n}`)));
		}
		expect(writes).toBe(0);
		const signed: number[] = [];
		const progress = (done: number, of: number) => signed.push(done / of);
		expect(await applyDraft(fresh, draft.record!, none, progress)).toMatchObject({ count: 40 });
		expect(writes).toBe(1);
		expect(signed.at(-1)).toBe(1);
		expect(fresh.snapshot.products.size).toBe(20);
	});

	test('removes an undone act, or appends its inverse if later ones depend on it', async () => {
		const draft = draftCalled('Back');
		const given = await draft.editor.run(nova, authorize(kilo, lamp));
		const taken = await draft.editor.run(nova, revoke(kilo, lamp));
		if (!given.done || !taken.done) throw new Error('refused');
		// The revocation rests on the authorization: taking that out is inverted, and there is nothing left to take back.
		expect(await draft.editor.undo(given.action)).toMatchObject({ done: true, entries: [] });
		expect(draft.record?.steps).toHaveLength(2);
		await draft.editor.undo(taken.action);
		expect(draft.record?.steps).toHaveLength(1);
		await draft.editor.undo(given.action);
		expect(draft.record?.steps).toHaveLength(0);
		// What is real is undone by its inverse, in the draft alone.
		const real = await base.editor.run(nova, authorize(kilo, lamp));
		if (!real.done) throw new Error('refused');
		await draft.editor.undo(real.action);
		expect(holds(draft.snapshot, kilo, lamp, 'view-logs')).toBe(false);
		expect(holds(base.snapshot, kilo, lamp, 'view-logs')).toBe(true);
	});

	test('refuses commands about keys', async () => {
		const draft = draftCalled('Keys');
		const key = base.held.get(nova)!;
		const outcome = await draft.editor.run(nova, { command: 'rename-key', key, name: 'Desk' });
		expect(outcome).toEqual({ done: false, refusal: { code: 'not-in-draft' } });
	});

	test('of somebody else hides nothing: whatever ids its steps claim, everything applied was shown', async () => {
		const draft = draftCalled('Harmless');
		await done(draft.editor.run(nova, { command: 'rename-partner', partner: kilo, name: 'Kilo PCBA' }));
		await done(draft.editor.run(nova, authorize(kilo, lamp)));
		const [renames, authorizes] = draft.record!.steps as [DraftStep, DraftStep];
		// An entry that is here already, and an act that is somebody's.
		const known = [...base.snapshot.entries.values()].find(({ command }) => command === 'add-partner')!;
		const hidden = { ...authorizes, entry: known.id, action: known.action, name: `undo:${known.action}` };
		const text = (steps: DraftStep[]) => writeDraftFile('w', { ...draft.record!, steps });
		const taken = withNewIds(readText(text([renames, hidden]))!.steps, 7);
		expect(taken.map(({ name, at }) => [name, at])).toEqual([
			['rename-partner', 7],
			['authorize', 8]
		]);
		const { id } = base.drafts.add('Taken', taken);
		const seen = new DraftWorkspace(base, 'w', id);
		expect(seen.drafted.unfit).toEqual([]);
		expect(holds(seen.snapshot, kilo, lamp, 'view-logs')).toBe(true);
		expect(seen.snapshot.actions.get(known.action)).toEqual([known]);
		expect(await applyDraft(base, seen.record!, none)).toMatchObject({ done: true, count: 2 });
		expect(readText(text([renames, { ...hidden, entry: renames.entry }]))).toBeNull();
	});

	test('stores nothing that could not be read back', async () => {
		const draft = draftCalled('Long');
		const name = 'x'.repeat(20_000);
		await done(draft.editor.run(nova, { command: 'rename-partner', partner: kilo, name }));
		expect(readText(writeDraftFile('w', draft.record!))).not.toBeNull();
		expect(
			await draft.editor.run(nova, { command: 'rename-partner', partner: kilo, name: `${name}x` })
		).toMatchObject({ done: false });
		const step = draft.record!.steps[0]!;
		const many = Array.from({ length: 5_000 }, (_, n) => ({ ...step, entry: `${n}A`.padStart(43, 'a') }));
		base.drafts.change(draft.draft, { steps: many });
		expect(await draft.editor.run(nova, authorize(kilo, lamp))).toMatchObject({
			refusal: { code: 'draft-full' }
		});
		expect(readText(writeDraftFile('w', draft.record!))).not.toBeNull();
	});

	test('written to a file, reads back as the same draft', async () => {
		const draft = draftCalled('For Kilo');
		await done(draft.editor.run(nova, authorize(kilo, lamp)));
		const text = writeDraftFile('w', draft.record!);
		expect(readText(text)).toMatchObject({
			workspace: 'w',
			name: 'For Kilo',
			steps: draft.record!.steps
		});
		for (const broken of [
			'',
			'{}',
			text.slice(0, -4),
			text.replace('view-logs', 'own'),
			text.replaceAll('authorize', 'add-key')
		])
			expect(readText(broken)).toBeNull();
	});
});
