import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptySnapshot, type Snapshot } from '$lib/domain/snapshot';
import { engineKeys, type EngineFile, type EngineKey } from '$lib/engines/engine';
import { engineSetup } from '$lib/engines/engine-setup';
import { loadEngine } from '$lib/engines/engines';
import { exportSetup } from '$lib/engines/export-setup';
import { importSetup } from '$lib/engines/import-setup';
import { setupTextOf } from '$lib/engines/setup-text';
import { withinLimits } from '$lib/engines/within-limits';
import { engineTable } from '$lib/engines/effective-table';
import { readSetup } from '$lib/setup/read/read';
import { Story } from '../commands/story';
import { folded } from '../oracle/agreement';
import { crowds } from '../oracle/plan';
import { everything } from '../oracle/play';
import { histories } from '../oracle/seed';
import { planned } from '../setup/planned';
import { exported } from './exported';
import { tangled, tangles } from './tangles';

async function readBack(key: EngineKey, files: readonly EngineFile[]) {
	const back = await importSetup(key, files);
	if (!back.read) throw new Error(back.why);
	return back.setup;
}

/** What the text does to a state; it has no mistakes. */
function planOf(text: string, now: Snapshot, mode: 'add' | 'like' = 'add') {
	const { setup, problems } = readSetup(text);
	expect(problems).toBeUndefined();
	return planned(setup!, now, mode);
}

/** Everybody's effective permissions, by PIDs and accounts. */
function tableBy({ products, organizations }: Snapshot): string[] {
	return [...products.values()]
		.filter(({ deleted }) => !deleted)
		.flatMap(({ pid, standings }) =>
			[...standings].map(([id, standing]) => `${pid} ${organizations.get(id)?.account} ${standing}`)
		)
		.sort();
}

describe.each(engineKeys)('%s', (key) => {
	test('what was exported becomes a new workspace with the same effective table', async () => {
		await fc.assert(
			fc.asyncProperty(
				tangles.map((tangle) => tangled(tangle)),
				async (entries) => {
					const snapshot = folded(entries);
					const { limits } = await loadEngine(key);
					const { setup } = withinLimits(engineSetup(snapshot).setup, limits);
					const { files } = await exported(key, entries);
					const { text, madeUp } = setupTextOf(await readBack(key, files), null);
					expect(madeUp).toEqual({ organizations: 0, products: 0 });
					const names = new Map(setup.products.map(({ id, pid }) => [id, pid]));
					const accounts = new Map(setup.organizations.map(({ id, account }) => [id, account]));
					const table = [...engineTable(setup)]
						.flatMap(([product, standings]) =>
							[...standings].map(([id, standing]) => `${names.get(product)} ${accounts.get(id)} ${standing}`)
						)
						.sort();
					expect(tableBy(planOf(text, emptySnapshot()).snapshot)).toEqual(table);
				}
			),
			histories(30)
		);
	});

	test('read into the workspace that it is of, it changes nothing, and nothing is lost that no engine is told', async () => {
		const story = new Story();
		const { Owner, Maker, Basin, Idle } = story.organizations('Owner', 'Maker', 'Basin', 'Idle');
		const lamp = story.product(Owner, 'L1', { origin: 'odm', maker: Maker, kinds: ['purchase'] });
		const other = story.product(Basin, 'L2');
		story.authorizes(Owner, Basin, lamp, ['product-development', 'purchase'], ['develop']);
		story.authorizes(Basin, Maker, lamp, ['panel-development']);
		story.does(Owner, {
			...{ command: 'add-partner', organization: Idle, account: 'idle@example.com', name: 'An old friend' }
		});
		story.does(Owner, {
			...{ command: 'add-expectation', product: lamp, permission: 'purchase' },
			expected: { kind: 'lacks', organization: Idle }
		});
		const { files } = await exportSetup(key, { title: 'Lamps', ...engineSetup(story.snapshot) });
		// Only the engine's own statements: whoever has an id of the workspace is the same.
		const own = files.filter(({ name }) => name !== 'names.json');
		const { text, madeUp } = setupTextOf(await readBack(key, own), story.snapshot);
		expect(madeUp).toEqual({ organizations: 0, products: 0 });
		const { steps, removals } = planOf(text, story.snapshot, 'like');
		expect([steps, removals]).toEqual([[], []]);

		story.revokes(Owner, Basin, lamp, ['purchase']);
		story.does(Basin, { command: 'delete-product', product: other });
		const later = planOf(setupTextOf(await readBack(key, own), story.snapshot).text, story.snapshot);
		expect(later.steps.map(({ command }) => command.command).sort()).toEqual(['add-product', 'adjust']);
	});
});

test('without names, what has none is called by its id, and counted', async () => {
	const text = [
		'product:lamp owner organization:acme',
		'product:lamp root_develop standing:lamp/acme',
		'product:LAMP owner organization:ACME',
		`standing:lamp/acme purchase_leaf standing:lamp/${'x'.repeat(43)}`,
		'standing:lamp/acme purchase_leaf standing:lamp/acme',
		''
	].join('\n');
	const {
		text: yaml,
		madeUp,
		vain
	} = setupTextOf(await readBack('spicedb', [{ name: 'r.txt', text }]), null);
	expect([madeUp, vain]).toEqual([{ organizations: 3, products: 2 }, 1]);
	const { organizations, products } = planOf(yaml, emptySnapshot()).snapshot;
	// Accounts and PIDs that compare equal would be one.
	expect([...organizations.values()].map(({ name, account }) => [name, account]).sort()).toEqual([
		['ACME', 'ACME@engine.invalid'],
		['acme', 'acme-2@engine.invalid'],
		['xxxxxxxxxx', `${'x'.repeat(43)}@engine.invalid`]
	]);
	expect([...products.values()].map(({ pid }) => pid).sort()).toEqual(['LAMP', 'lamp-2']);
});

test('names that nobody could have typed are made anew', async () => {
	const statements = 'product:A owner organization:x\nproduct:B owner organization:y\n';
	const names = JSON.stringify({
		organizations: {
			x: { name: '<img src=x onerror=alert(1)>', account: 'no account' },
			y: { name: ' ', account: 'y@example.com' }
		},
		products: { A: { pid: 'P', name: 'A' }, B: { pid: 'p', name: 'B' } }
	});
	const files = [
		{ name: 'r.txt', text: statements },
		{ name: 'names.json', text: names }
	];
	const { text, madeUp } = setupTextOf(await readBack('spicedb', files), null);
	expect(madeUp).toEqual({ organizations: 2, products: 1 });
	const { organizations, products } = planOf(text, emptySnapshot()).snapshot;
	expect([...organizations.values()].map(({ name, account }) => [name, account]).sort()).toEqual([
		['<img src=x onerror=alert(1)>', 'x@engine.invalid'],
		['y', 'y@engine.invalid']
	]);
	expect([...products.values()].map(({ pid, name }) => [pid, name])).toEqual([
		['P', 'A'],
		['B', 'B']
	]);
});

test('whoever has the account of somebody here is the same, but not two of them', async () => {
	const story = new Story();
	const { Owner, Basin } = story.organizations('Owner', 'Basin');
	const lamp = story.product(Owner, 'L1');
	const statements = `product:A owner organization:x\nproduct:A root_develop standing:A/x\nproduct:B owner organization:${Basin}\nproduct:C owner organization:z\n`;
	const account = (id: string) => story.snapshot.organizations.get(id)!.account;
	const names = JSON.stringify({
		organizations: {
			x: { name: 'X', account: account(Owner).toUpperCase() },
			z: { name: 'Z', account: account(Basin) }
		},
		products: { A: { pid: 'l1', name: 'A' } }
	});
	const files = [
		{ name: 'r.txt', text: statements },
		{ name: 'names.json', text: names }
	];
	const { text, madeUp } = setupTextOf(await readBack('spicedb', files), story.snapshot);
	expect(madeUp).toEqual({ organizations: 1, products: 2 });
	const { matched, snapshot } = planOf(text, story.snapshot);
	expect([...matched.products.values()]).toContain(lamp);
	expect(snapshot.organizations.size).toBe(3);
});

test('of two with one account or PID the second stays as it is in the workspace, and is counted', async () => {
	const story = new Story();
	const { Owner, Basin } = story.organizations('Owner', 'Basin');
	const other = story.elsewhere();
	for (const [at, twin] of [story, other].map((each) => [each, each.organization('Twin')] as const)) {
		const lamp = at.product(Owner, 'L1');
		at.authorizes(Owner, Basin, lamp, ['purchase']);
		at.authorizes(Owner, twin, lamp, ['view-logs']);
		at.product(twin, at === story ? 'T1' : 'T2');
	}
	story.meets(other);
	const { files } = await exportSetup('spicedb', { title: 'Lamps', ...engineSetup(story.snapshot) });
	const { text, madeUp, doubled } = setupTextOf(await readBack('spicedb', files), story.snapshot);
	expect([madeUp, doubled]).toEqual([
		{ organizations: 0, products: 0 },
		{ organizations: 1, products: 2 }
	]);
	for (const mode of ['add', 'like'] as const) {
		const { steps, removals } = planOf(text, story.snapshot, mode);
		expect([steps, removals]).toEqual([[], []]);
	}
	// Nobody is there yet: both come in.
	const fresh = setupTextOf(await readBack('spicedb', files), null);
	expect([fresh.madeUp, fresh.doubled]).toEqual([
		{ organizations: 1, products: 1 },
		{ organizations: 0, products: 0 }
	]);
});

test('a played workspace, exported and read into itself, keeps its effective table', async () => {
	await fc.assert(
		fc.asyncProperty(crowds(40).map(everything), async (entries) => {
			const snapshot = folded(entries);
			const { files } = await exported('openfga', entries);
			const { text } = setupTextOf(await readBack('openfga', files), snapshot);
			expect(tableBy(planOf(text, snapshot, 'like').snapshot)).toEqual(tableBy(snapshot));
		}),
		histories(40)
	);
});
