import { type Zippable, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { type EngineFile, engineKeys } from '$lib/engines/engine';
import { readExport, zipExport } from '$lib/engines/engine-tasks';
import { engineSetup } from '$lib/engines/engine-setup';
import { importSetup } from '$lib/engines/import-setup';
import type { MisreadProblem } from '$lib/engines/misread';
import { isOfUse } from '$lib/engines/statements-in';
import { unzipFiles } from '$lib/engines/unzip-files';
import { Story } from '../commands/story';

/** What everybody who has a lamp exported once. */
async function lampZip() {
	const story = new Story();
	const { Owner, Basin } = story.organizations('Owner', 'Basin');
	const lamp = story.product(Owner, 'L1');
	story.authorizes(Owner, Basin, lamp, ['purchase']);
	const made = await zipExport({
		...{ engines: engineKeys, before: null, at: Date.UTC(2026, 0, 2) },
		toExport: { title: 'Lamps', ...engineSetup(story.snapshot) }
	});
	if (!made.written) throw new Error(made.problem.why);
	return { zip: made.zip, files: await unzipFiles(made.zip, isOfUse), Owner, Basin, lamp };
}

/** Why it is not read, and where. */
async function whyNot(
	from: Uint8Array | readonly EngineFile[],
	engine: (typeof engineKeys)[number] | null = null
): Promise<MisreadProblem> {
	const read = await readExport({
		engine,
		from: from instanceof Uint8Array ? { zip: from } : { files: from }
	});
	if (read.read) throw new Error('it was read');
	const { read: _, ...problem } = read;
	return problem;
}

const bytes = (text: string) => new TextEncoder().encode(text);
const file = (name: string, text: string): EngineFile[] => [{ name, text }];

/** The zip, of whose one file the directory says another size. */
function resized(zip: Uint8Array, size: number): Uint8Array {
	const view = new DataView(zip.buffer);
	// It stands in the directory, 24 bytes behind the beginning of the file's entry.
	view.setUint32(view.getUint32(zip.length - 22 + 16, true) + 24, size, true);
	return zip;
}
const sized = (is: number, says: number) => resized(zipSync({ 'policy.csv': new Uint8Array(is) }), says);

describe('a zip', () => {
	test('that was cut off anywhere is refused', async () => {
		const { zip } = await lampZip();
		for (const part of [0.999, 0.9, 0.5, 0.1])
			expect(await whyNot(zip.slice(0, zip.length * part))).toMatchObject({ why: 'cut-off' });
	});

	test('in which a byte changed is refused, with the file', async () => {
		const { zip } = await lampZip();
		const name = bytes('openfga/tuples.json');
		const at = zip.findIndex((_, from) => name.every((byte, index) => zip[from + index] === byte));
		const changed = zip.slice();
		changed[at + name.length + 40]! ^= 1;
		expect(await whyNot(changed)).toEqual({ why: 'spoiled', file: 'openfga/tuples.json' });
	});

	test('of another program, or none, is refused', async () => {
		expect(await whyNot(zipSync({ 'word/document.xml': bytes('<w/>') }))).toMatchObject({
			why: 'nothing-found'
		});
		expect(await whyNot(zipSync({ 'package.json': bytes('{"name":"x"}') }))).toMatchObject({
			why: 'nothing-found'
		});
		expect(await whyNot(bytes('<!doctype html><script>alert(1)</script>'))).toMatchObject({ why: 'no-zip' });
		expect(await whyNot(new Uint8Array())).toMatchObject({ why: 'no-zip' });
	});

	test('of too many files, or that would become too large, is refused before it is unpacked', async () => {
		const many: Zippable = {};
		for (let at = 0; at < 201; at++) many[`${at}.csv`] = bytes('g, a, b, c\n');
		expect(await whyNot(zipSync(many))).toMatchObject({ why: 'too-many-files' });
		expect(await whyNot(sized(1_000, 200_000_001))).toEqual({ why: 'too-large', file: '' });
		// What is not wanted is not unpacked.
		const picture = zipSync({ 'a.png': new Uint8Array(1_000) });
		expect(await whyNot(resized(picture, 200_000_001))).toMatchObject({ why: 'nothing-found' });
	});

	test('that says it is small and is not is refused', async () => {
		expect(await whyNot(sized(5_000_000, 1_000))).toEqual({ why: 'spoiled', file: 'policy.csv' });
	});

	test('with two files of one name is refused', async () => {
		const zip = zipSync({ 'a.csv': bytes('g, a, b, c\n'), 'b.csv': bytes('g, a, b, c\n') });
		const twice = zip.map((byte, at) => (byte === 0x62 && zip[at + 1] === 0x2e ? 0x61 : byte));
		expect(await whyNot(twice)).toEqual({ why: 'file-twice', file: 'a.csv' });
	});
});

describe('a text', () => {
	test.each(engineKeys)('%s: that was cut off in the middle is refused, with the place', async (key) => {
		const { files } = await lampZip();
		const names = { openfga: 'tuples', spicedb: 'relationships', cedar: 'entities', casbin: 'policy' };
		const whole = files.find(({ name }) => name.startsWith(`${key}/${names[key]}.`))!;
		const text = whole.text.slice(0, whole.text.lastIndexOf('+3A0') - 3);
		const lines = text.split('\n');
		expect(await whyNot([{ ...whole, text }], key)).toMatchObject({
			why: key === 'openfga' || key === 'cedar' ? 'not-json' : 'no-line-end',
			...{ file: whole.name, line: lines.length }
		});
	});

	test('of a million lists in each other is refused at the one that is too deep', async () => {
		const deep = `[{"user":"a:b","relation":"c","object":${'['.repeat(1_000_000)}`;
		expect(await whyNot(file('tuples.json', deep))).toEqual({
			...{ why: 'too-deep', file: 'tuples.json', line: 1, column: 54 }
		});
		const whole = `[{"uid":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}]`;
		expect(await whyNot(file('entities.json', whole))).toMatchObject({ why: 'too-deep', column: 23 });
	});

	test('with a statement of another shape is refused, with its number', async () => {
		const good = '{"user":"a:b","relation":"c","object":"d:e"}';
		expect(await whyNot(file('tuples.json', `[${good},{"user":1,"relation":"c"}]`))).toEqual({
			...{ why: 'no-statement', file: 'tuples.json', statement: 2 }
		});
		expect(await whyNot(file('read.json', `{"tuples":${good}}`))).toMatchObject({ why: 'no-statement' });
		expect(await whyNot(file('entities.json', '[{"uid":"a"}]'))).toMatchObject({ why: 'no-statement' });
	});

	test('that is no export is refused: HTML, a picture, nothing', async () => {
		for (const text of ['<!doctype html><img src=x onerror=alert(1)>', '\u0000PNG', '', '[]', '# g, a, b\n'])
			expect(await whyNot(file('', text))).toMatchObject({ why: 'nothing-found' });
		expect(await whyNot([])).toEqual({ why: 'nothing-found', file: '' });
	});

	test('spaces cost no more than letters, however many are on one line', async () => {
		const spaces = ' '.repeat(1_000_000);
		const text = `g, organization/x,${spaces}owner , A\ng, organization/y${spaces}z, maker, A\n`;
		expect(await importSetup('casbin', file('policy.csv', text))).toMatchObject({
			...{ read: true, statements: 2, unread: { unknownCount: 1 } }
		});
	});

	test('that is too long, or holds too many statements, is refused before it is read', async () => {
		const three = file('policy.csv', 'g, a, b, c\ng, b, c, d\ng, c, d, e\n');
		const most = (statements: number) => importSetup('casbin', three, { characters: 1_000, statements });
		expect(await most(2)).toMatchObject({ read: false, why: 'too-large' });
		expect(await most(3)).toMatchObject({ read: true, statements: 3 });
		const short = await importSetup('casbin', three, { characters: 10, statements: 3 });
		expect(short).toEqual({ read: false, why: 'too-large', file: 'policy.csv' });
	});
});

describe('ids', () => {
	test('of a product that two own, or two make, and of an entity that is there twice are refused', async () => {
		const owned = 'product:A owner organization:x\nproduct:A owner organization:y\n';
		expect(await whyNot(file('r.txt', owned))).toEqual({ why: 'said-twice', file: 'r.txt', statement: 2 });
		const made = 'g, organization/x, maker, A\ng, organization/y, maker, A\n';
		expect(await whyNot(file('policy.csv', made))).toMatchObject({ why: 'said-twice', statement: 2 });
		const entity = '{"uid":{"type":"Organization","id":"x"},"attrs":{},"parents":[]}';
		expect(await whyNot(file('entities.json', `[${entity},${entity}]`))).toMatchObject({
			...{ why: 'said-twice', statement: 2 }
		});
		// The same said again is the same.
		const again = 'product:A owner organization:x\n'.repeat(2);
		expect(await importSetup(null, file('r.txt', again))).toMatchObject({ read: true, statements: 2 });
	});

	test('called as what objects of JavaScript inherit are ids like others', async () => {
		const text = ['__proto__', 'constructor', 'toString']
			.map((id) => `product:${id} owner organization:${id}\n`)
			.join('');
		const names = '{"organizations":{"__proto__":{"name":"P","account":"p@example.com"}},"products":{}}';
		const found = await importSetup(null, [...file('r.txt', text), ...file('names.json', names)]);
		if (!found.read) throw new Error(found.why);
		expect(found.setup.products.map(({ id, owner }) => [id, owner])).toEqual([
			['__proto__', '__proto__'],
			['constructor', 'constructor'],
			['toString', 'toString']
		]);
		expect(Object.hasOwn(Object.prototype, 'account')).toBe(false);
		expect(({} as { name?: string }).name).toBeUndefined();
		const entity =
			'{"uid":{"type":"Product","id":"A"},"attrs":{"__proto__":{"__entity":{"type":"a","id":"b"}}},"parents":[]}';
		const cedar = await importSetup(null, file('entities.json', `[${entity}]`));
		expect(cedar).toMatchObject({ read: true, unread: { unknownCount: 1 } });
	});
});
