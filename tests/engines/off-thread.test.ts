import { expect, test } from 'vitest';
import { engineKeys } from '$lib/engines/engine';
import { zipExport } from '$lib/engines/engine-tasks';
import { engineSetup } from '$lib/engines/engine-setup';
import { exportOffThread, importOffThread } from '$lib/engines/off-thread';
import { unzipFiles } from '$lib/engines/unzip-files';
import { Story } from '../commands/story';

const at = Date.UTC(2026, 0, 2);

function lamps() {
	const story = new Story();
	const { Owner, Basin } = story.organizations('Owner', 'Basin');
	const lamp = story.product(Owner, 'L1');
	const toExport = () => ({ title: 'Lamps', ...engineSetup(story.snapshot) });
	return { story, Owner, Basin, lamp, toExport };
}

test('where there is no Worker, one zip of all engines is made and read here', async () => {
	const { lamp, toExport } = lamps();
	const made = await exportOffThread({ engines: engineKeys, toExport: toExport(), before: null, at });
	if (!made.written) throw new Error(made.problem.why);
	expect(made.reports.map(({ engine }) => engine)).toEqual(['OpenFGA', 'SpiceDB', 'Cedar', 'Casbin']);
	for (const engine of engineKeys) {
		const back = await importOffThread({ engine, from: { zip: made.zip } });
		expect(back.read && back.setup.products.map(({ id, pid }) => [id, pid])).toEqual([[lamp, 'L1']]);
	}
});

test('given the zip of before, each engine gets its difference; one that was not in it gets none', async () => {
	const { story, Owner, Basin, lamp, toExport } = lamps();
	const two = ['spicedb', 'casbin'] as const;
	const first = await zipExport({ engines: two, toExport: toExport(), before: null, at });
	if (!first.written) throw new Error(first.problem.why);
	story.authorizes(Owner, Basin, lamp, ['purchase']);
	const second = await zipExport({ engines: engineKeys, toExport: toExport(), before: first.zip, at });
	if (!second.written) throw new Error(second.problem.why);
	expect(second.reports.map(({ changes }) => changes)).toEqual([
		null,
		{ added: 2, removed: 0 },
		null,
		{ added: 1, removed: 0 }
	]);
	const changes = (await unzipFiles(second.zip)).filter(({ name }) => name.includes('/changes/'));
	expect(changes.map(({ name }) => name)).toEqual([
		'spicedb/changes/writes.txt',
		'casbin/changes/writes.csv'
	]);
});

test('a zip of before that is none is told, and so is one to be read', async () => {
	const zip = new Uint8Array([80, 75, 0]);
	const { toExport } = lamps();
	expect(await zipExport({ engines: ['cedar'], toExport: toExport(), before: zip, at })).toEqual({
		...{ written: false, problem: { why: 'no-zip', file: '' } }
	});
	expect(await importOffThread({ engine: 'cedar', from: { zip } })).toEqual({
		...{ read: false, why: 'no-zip', file: '' }
	});
});
