/** Tables from files and from pasted cells: how their columns are found, and what comes back to be mended. */
import { expect, test } from 'vitest';
import { readRemembered, withRemembered } from '$lib/exchange/csv/remembered';
import { tableKinds } from '$lib/setup/tables/columns';
import { FileReading } from '../../src/lib/ui/tables/file-reading.svelte';
import { coming } from '../../src/lib/ui/tables/coming';
import {
	cellsOf,
	knownNames,
	mapTable,
	mostTableLines,
	readTableRows,
	refusedLines,
	rememberedMapping,
	type TableTopic
} from '../../src/lib/ui/tables/table-rows';
import { linesText, tableText } from '../../src/lib/ui/tables/table-text';
import { tableVerdictText } from '../../src/lib/ui/tables/verdict-text';
import { drained } from '../drained';
import { encoded, open } from '../exchange/csv/helpers';
import { begun, lamp } from '../setup/planned';

async function look(topic: TableTopic, text: string, said = {}, memory: Parameters<typeof mapTable>[3] = []) {
	const table = await open(text, { namesIn: knownNames(topic, memory) });
	return { table, rows: await readTableRows(table), ...mapTable(topic, table, said, memory) };
}

test('columns are found by their names, and a choice is remembered for the header, and for its problems', async () => {
	const text = 'Artikel,Bezeichnung,maker\nl1,Lamp,\n';
	const first = await look('products', text);
	expect(first).toMatchObject({ columns: { maker: 2 }, missing: ['name'], by: 'names' });
	const chosen = await look('products', text, { pid: 0, name: 1 });
	expect(chosen.missing).toEqual([]);
	const kept = rememberedMapping('products', chosen.table.header!.cells, chosen.columns);
	const memory = readRemembered(kept.reduce(withRemembered, ''));
	const problems = refusedLines(
		chosen.rows.map(({ cells }) => ({ cells, problem: '=why' })),
		'products',
		chosen.table,
		chosen.columns
	);
	expect(problems).toBe("Artikel,Bezeichnung,maker,problem\r\nl1,Lamp,,'=why");
	const mended = await look('products', problems, {}, memory);
	expect(mended).toMatchObject({ columns: { pid: 0, name: 1, maker: 2 }, missing: [], by: 'memory' });
	// The same header says something else of another topic.
	expect((await look('partners', text, {}, memory)).by).toBe('guess');
});

test('pasted cells without a header are taken by their looks, every line of them', async () => {
	const table = await open('Delta\tdelta@example.com\nKilo\tkilo@example.com\n', { header: 0 });
	const mapping = mapTable('partners', table, {}, []);
	expect(mapping).toMatchObject({ columns: { partnerName: 0, partner: 1 }, missing: [], by: 'guess' });
	const rows = await readTableRows(table);
	expect(rows.map((row) => cellsOf(row, mapping.columns))).toEqual([
		{ partnerName: 'Delta', partner: 'delta@example.com' },
		{ partnerName: 'Kilo', partner: 'kilo@example.com' }
	]);
	// Refused, they get a header that is read in the same way.
	const [row] = rows;
	expect(refusedLines([{ cells: row!.cells, problem: 'p' }], 'partners', table, mapping.columns)).toBe(
		'partner name,partner,problem\r\nDelta,delta@example.com,p'
	);
});

test('a line that is cut off or has too many cells is told apart, and the others are read', async () => {
	const { rows } = await look(
		'organizations',
		'account,name\na@example.com,A,more\nb@example.com,B\nd@example.com,D\nc@example.com,"Cut of'
	);
	expect(rows.map(({ line, broken }) => [line, broken])).toEqual([
		[2, 'extra'],
		[3, undefined],
		[4, undefined],
		[5, 'quote']
	]);
});

test('more lines than can be looked through are refused with the line', async () => {
	const text = `account\n${'a@example.com\n'.repeat(mostTableLines + 1)}`;
	await expect(look('organizations', text)).rejects.toMatchObject({ line: mostTableLines + 2 });
});

test('each organization that has to act gets a part of its own, and what rests on another part waits', async () => {
	const plan = begun(`products: { ${lamp} }`);
	const [aria, delta, kilo] = ['aria', 'delta', 'kilo'].map((key) => plan.matched.organizations.get(key)!);
	const { rows, columns } = await look(
		'authorizations',
		'grantor,grantee,product,permissions,third party\naria@example.com,delta@example.com,lamp1,purchase,purchase\ndelta@example.com,kilo@example.com,lamp1,purchase,\n'
	);
	const lines = rows.map((row) => ({
		...{ line: row.line, kind: 'authorizations' as const },
		cells: cellsOf(row, columns)
	}));
	const come = (actable: (string | undefined)[]) =>
		drained(
			coming(lines, plan.snapshot, new Set(actable as string[]), {
				actor: aria!,
				founds: false,
				newPid: () => 'x'
			})
		)!.parts;
	const all = come([aria, delta, kilo]);
	expect(all.own.steps.map(({ command }) => command.command)).toEqual([
		...['add-partner', 'add-partner', 'adjust', 'adjust']
	]);
	expect(all).toMatchObject({ others: [], later: 0 });
	const mine = come([aria]);
	expect(mine.own.steps.map(({ actor }) => actor)).toEqual([aria, aria]);
	expect(mine.others.map(({ organization, steps }) => [organization, steps.length])).toEqual([[delta, 1]]);
	expect(mine.later).toBe(1);
});

test('whatever is no table is refused with its line and a reason, and read as nothing', async () => {
	const troubleOf = async (...parts: BlobPart[]) => {
		const reading = new FileReading(() => 'organizations');
		await reading.run(new File(parts, 'table.csv'));
		expect([reading.done, reading.rows, reading.look]).toEqual([undefined, undefined, undefined]);
		return reading.trouble;
	};
	expect(await troubleOf('\n <!DOCTYPE html><table><tr><td>a@example.com</td></tr></table>')).toMatch(
		/^Line 2: this is a web page/
	);
	expect(await troubleOf('')).toBe('There is no line in it.');
	expect(await troubleOf(new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0, 0]))).toMatch(/spreadsheet's own file/);
	expect(await troubleOf(new Uint8Array(33 * 1024 * 1024))).toMatch(/more than 32 MB/);
	expect(await troubleOf(`account\n${'a@example.com\n'.repeat(mostTableLines + 1)}`)).toMatch(
		/^Line 50,?002:/
	);
	expect(await troubleOf(`account${','.repeat(2_000)}\n`)).toMatch(/more than 1,?000 columns/);
});

test('a table in another encoding is read, and one whose names nobody knows waits for its columns', async () => {
	const reading = new FileReading(() => 'organizations');
	await reading.run(
		new File([encoded('账号,名称\na@example.com,三角制造有限公司\n', 'gb18030')], 'table.csv')
	);
	expect(reading.look).toMatchObject({ encoding: 'gb18030', columns: { account: 0, name: 1 } });
	expect(reading.rows!.map(({ cells }) => cells)).toEqual([['a@example.com', '三角制造有限公司']]);
	await reading.run(new File(['one,two\nx,y\n'], 'table.csv'));
	expect([reading.look!.missing, reading.rows, reading.trouble]).toEqual([['account'], undefined, '']);
	await reading.chooseColumns({ account: 1 });
	expect(
		reading.rows!.map(({ line, cells }) => [line, cellsOf({ line, cells }, reading.look!.columns)])
	).toEqual([
		[1, { account: 'two', name: 'one' }],
		[2, { account: 'y', name: 'x' }]
	]);
});

test('however many lines are written, they are as if written at once', () => {
	for (const count of [0, 1, 199, 200, 401]) {
		const lines = Array.from({ length: count }, (_, at) => [`@${at}`]);
		const text = drained(linesText(['name'], lines));
		expect(text.split('\r\n')).toEqual(['name', ...lines.map(([cell]) => `'${cell}`)]);
	}
});

test('writing any table, and working out what lines come to, tell a share that grows to the end', async () => {
	const grants = ['a', 'b', 'c'].map((pid) => `${pid}: { owner: aria, pid: ${pid}, name: ${pid} }`);
	const { snapshot } = begun(`products: { ${grants.join(', ')} }
authorizations:
  - { from: aria, to: delta, products: [a, b, c], purchase: yes }`);
	const shares = <T>(work: Generator<number, T>): number[] => [...work];
	for (const kind of [...tableKinds, 'held'] as const) {
		const told = shares(tableText(kind, snapshot));
		expect(told.length).toBeGreaterThan(0);
		expect(told).toEqual([...told].sort((one, other) => one - other));
		expect([told[0], told.at(-1)! < 1]).toEqual([0, true]);
		if (kind !== 'partners') expect(told.at(-1)).toBeCloseTo(2 / 3);
	}
	const { rows, columns } = await look(
		'products',
		`pid,name,owner\n${['x', 'y', 'z'].map((pid) => `${pid},${pid},aria@example.com`).join('\n')}\n`
	);
	const lines = rows.map((row) => ({
		...{ line: row.line, kind: 'products' as const },
		cells: cellsOf(row, columns)
	}));
	const options = { actor: null, founds: false, newPid: () => 'x' };
	const told = shares(coming(lines, snapshot, new Set(), options));
	expect(told).toEqual([...told].sort((one, other) => one - other));
	expect(told.at(-1)).toBeGreaterThan(0.7);
});

test('what stays other than in a table is said by the heads of its columns', () => {
	expect(
		tableVerdictText(begun(`products: { ${lamp} }`).snapshot, { is: 'differs', fields: ['as', 'maker may'] })
	).toBe('Stays as it is here, other than in the table: Partner name, What the maker may');
});
