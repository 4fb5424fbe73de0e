import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { engineKeys } from '$lib/engines/engine';
import { engineSetup } from '$lib/engines/engine-setup';
import { exportSetup } from '$lib/engines/export-setup';
import { importSetup } from '$lib/engines/import-setup';
import { unzipFiles } from '$lib/engines/unzip-files';
import { zipFiles } from '$lib/engines/zip-files';
import { Story } from '../commands/story';

async function lampFiles(key: (typeof engineKeys)[number]) {
	const story = new Story();
	const { Owner, Basin } = story.organizations('Owner', 'Basin');
	const lamp = story.product(Owner, 'L1');
	story.authorizes(Owner, Basin, lamp, ['purchase']);
	const { files } = await exportSetup(key, { title: 'Lamps', ...engineSetup(story.snapshot) });
	return { files, Owner, Basin, lamp };
}

test.each(engineKeys)('%s: a zip of everything is read back, names included', async (key) => {
	const { files, Basin, lamp } = await lampFiles(key);
	const inFolder = files.map(({ name, text }) => ({ name: `${key}/${name}`, text }));
	const zip = await zipFiles(inFolder, Date.UTC(2026, 0, 2));
	expect(zip).toEqual(await zipFiles(inFolder, Date.UTC(2026, 0, 2)));
	expect(await unzipFiles(zip)).toEqual(inFolder);
	// Another program reads the same.
	const others = Object.entries(unzipSync(zip)).map(([name, data]) => ({ name, text: strFromU8(data) }));
	expect(others).toEqual(inFolder);
	const back = await importSetup(key, await unzipFiles(zip));
	if (!back.read) throw new Error(back.why);
	expect(back.setup.products.map(({ id, pid, name }) => [id, pid, name])).toEqual([[lamp, 'L1', 'The L1']]);
	expect(back.setup.organizations.find(({ id }) => id === Basin)).toEqual({
		...{ id: Basin, name: 'Basin', account: 'basin@example.com' }
	});
});

test.each(engineKeys)('%s: what nobody exported is told, and the rest is read', async (key) => {
	const { files, lamp } = await lampFiles(key);
	const strange = {
		openfga: ['tuples.json', '[\n', '[{"user":"a:b","relation":"c","object":"d:e"},\n'],
		spicedb: ['relationships.txt', /^/, 'document:a#view@user:b\n'],
		cedar: ['entities.json', '[\n', '[{"uid":{"type":"Photo","id":"1"},"attrs":{},"parents":[]},\n'],
		casbin: ['policy.csv', /^/, 'g, alice, admin\np, admin, data, read\n']
	} as const;
	const [file, at, more] = strange[key];
	const changed = files.map(({ name, text }) => ({
		name,
		text: name === file ? text.replace(at, more) : text
	}));
	const back = await importSetup(key, changed);
	if (!back.read) throw new Error(back.why);
	expect(back.unread.unknownCount).toBe(key === 'casbin' ? 2 : 1);
	expect(back.setup.products.map(({ id }) => id)).toEqual([lamp]);
});

test('a product that nobody owns, a second maker, and what leads across products are told', async () => {
	const text = [
		'product:A root_develop standing:A/x',
		'product:B owner organization:x',
		'product:B root_purchase standing:B/y',
		'product:B root_purchase standing:B/z',
		// From one product to another.
		'product:B root_develop standing:A/x',
		'standing:B/x purchase_leaf standing:A/y'
	].join('\n');
	const back = await importSetup('spicedb', [{ name: 'relationships.txt', text: `${text}\n` }]);
	if (!back.read) throw new Error(back.why);
	expect(back.unread.ownerless).toEqual(['A']);
	expect(back.unread.unknown).toEqual(text.split('\n').slice(-2));
	expect(back.unread.rootless).toEqual([{ product: 'B', organization: 'z' }]);
	expect(back.setup.products.map(({ id, making }) => [id, making.maker])).toEqual([['B', 'y']]);
});

test('a text that is longer than what is compressed at once comes out of the zip as it was', async () => {
	// Whatever a million is cut by, a pair of surrogates is on the edge in one of the two.
	const texts = ['', 'a'].map((first) => first + '😀'.repeat(1_100_000));
	const files = texts.map((text, index) => ({ name: `${index}.txt`, text }));
	const back = await unzipFiles(await zipFiles(files, Date.UTC(2026, 0, 2)));
	expect(back.map(({ text }, index) => text === texts[index])).toEqual([true, true]);
});

test('answers of the engines themselves are read: OpenFGA’s Read, and SpiceDB’s relationships as texts', async () => {
	const tuple = (user: string, relation: string, object: string) => ({ key: { user, relation, object } });
	const tuples = [
		tuple('organization:x', 'owner', 'product:A'),
		tuple('standing:A/y', 'purchase_leaf', 'standing:A/x')
	];
	const openfga = await importSetup('openfga', [{ name: 'read.json', text: JSON.stringify({ tuples }) }]);
	const text = 'product:A#owner@organization:x\n// a note\nstanding:A/x#purchase_leaf@standing:A/y\n';
	const spicedb = await importSetup('spicedb', [{ name: 'all.txt', text }]);
	expect(openfga).toEqual({ ...spicedb, engine: 'openfga', engines: ['openfga'] });
	expect(spicedb.read && spicedb.setup.products[0]!.links.get('x')?.get('y')?.permissions).toBe(8);
});
