import { expect, test } from 'vitest';
import { applyEntries } from '$lib/domain/fold/apply';
import { emptySnapshot } from '$lib/domain/snapshot';
import { LedgerGate, type GateOptions } from '$lib/gate/gate';
import { Workspace } from '$lib/workspace/workspace';
import { memoryLedger } from '../document/helpers';
import { memoryNotes } from '../exchange/memory-notes';
import { settled, until } from '../gate/parties';
import { wholeOf } from '../oracle/whole';
import { authorize, organization, partner, product } from './commands';

/** A workspace with its gate, both in this process, in which nobody looks on. */
async function opened(options: GateOptions = {}) {
	const place = memoryLedger();
	const gate = new LedgerGate(place.ledger, options);
	const workspace = new Workspace('w', { ledger: place.ledger, gate, notes: memoryNotes() });
	await workspace.opened;
	const run = async (...[actor, command]: Parameters<typeof workspace.editor.run>) => {
		const outcome = await workspace.editor.run(actor, command);
		if (!outcome.done) throw new Error(outcome.refusal.code);
		return outcome.entries[0]!.id;
	};
	return { ...place, gate, workspace, run };
}

test('leaving an organization out removes it as if it had never arrived; letting it in restores everything', async () => {
	const other = await opened();
	const kilo = await other.run(null, organization('Kilo'));
	const here = await opened();
	const nova = await here.run(null, organization('Nova'));
	const third = await here.run(null, organization('Third'));
	await other.gate.admit(await here.gate.missing(null), 'a file');
	await other.run(kilo, partner('Third'));
	const lamp = `${await other.run(kilo, product('LAMP'))}:0`;
	await other.run(kilo, authorize(third, lamp));
	await here.gate.admit(await other.gate.missing(null), 'a file');
	await until(() => here.workspace.snapshot.products.has(lamp));
	const before = wholeOf(here.workspace.snapshot);

	const { effects, waiting } = await here.workspace.outsiders.previewLeavingOut([kilo]);
	expect(waiting).toEqual([]);
	expect(effects.shifts.map((each) => each.organization).sort()).toEqual([kilo, third].sort());
	await here.workspace.outsiders.leaveOut([kilo]);
	await until(() => !here.workspace.snapshot.organizations.has(kilo));
	const without = emptySnapshot();
	applyEntries(without, [...here.ledger.delivered]);
	expect(wholeOf(here.workspace.snapshot)).toEqual(wholeOf(without));
	expect([...here.workspace.snapshot.organizations.keys()].sort()).toEqual([nova, third].sort());
	// Edits go on meanwhile.
	await here.run(nova, product('PLUG'));
	await here.workspace.outsiders.letIn([kilo]);
	await until(() => here.workspace.snapshot.products.has(lamp));
	expect(here.workspace.snapshot.products.size).toBe(2);
	expect(wholeOf(here.workspace.snapshot)).not.toEqual(before);
});

test('the preview of leaving one out includes those that only it introduced', async () => {
	const here = await opened({ limits: { strangersAll: { organizations: 1, entries: 2, length: 100_000 } } });
	const nova = await here.run(null, organization('Nova'));
	await settled();
	const other = await opened();
	const kilo = await other.run(null, organization('Kilo'));
	await here.gate.admit(await other.gate.missing(null), 'a file');
	await here.run(nova, partner('Kilo'));
	const puppet = await other.run(null, organization('Puppet'));
	await other.run(kilo, partner('Puppet'));
	const third = await other.run(null, organization('Third'));
	await other.run(puppet, partner('Third'));
	const lamp = `${await other.run(puppet, product('LAMP'))}:0`;
	await other.run(puppet, authorize(third, lamp));
	await here.gate.admit(await other.gate.missing(null), 'a file');
	await until(() => here.workspace.snapshot.products.has(lamp));

	const { effects, waiting } = await here.workspace.outsiders.previewLeavingOut([kilo]);
	expect(waiting).toEqual([puppet]);
	expect(effects.shifts.map((each) => each.organization).sort()).toEqual([puppet, third].sort());
	await here.workspace.outsiders.leaveOut([kilo]);
	await until(() => !here.workspace.snapshot.organizations.has(puppet));
	expect([...here.workspace.snapshot.organizations.keys()].sort()).toEqual([nova, third].sort());
});

test('two that are left out in quick succession are both removed', async () => {
	const other = await opened();
	const kilo = await other.run(null, organization('Kilo'));
	const lima = await other.run(null, organization('Lima'));
	const here = await opened();
	await here.gate.admit(await other.gate.missing(null), 'a file');
	const there = () => [...here.workspace.snapshot.organizations.keys()];
	await until(() => there().length === 2);
	await Promise.all([kilo, lima].map((each) => here.workspace.outsiders.leaveOut([each])));
	await settled();
	expect(there()).toEqual([]);
});

test('own organizations can’t be left out', async () => {
	const { workspace, run } = await opened();
	const nova = await run(null, organization('Nova'));
	await until(() => workspace.actable.has(nova));
	await expect(workspace.outsiders.leaveOut([nova])).rejects.toThrow('own organizations cannot be left out');
});
