import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LogLine, type LogType, logTypes } from '$lib/domain/facts';
import { columnsNamed, headerKey } from '$lib/exchange/csv/columns';
import { openTable } from '$lib/exchange/csv/table';
import { folded } from '$lib/domain/text/text';
import { readLogCsv } from '$lib/ui/logs/log-csv';
import { logsAsCsv, refusedAsCsv } from '$lib/ui/logs/log-export';
import { fields, type LogColumns } from '$lib/ui/logs/log-fields';
import { type LogChoices, planLog, rememberedPlan } from '$lib/ui/logs/log-plan';
import type { RememberedTable } from '$lib/exchange/csv/remembered';
import { file, never } from '../exchange/csv/helpers';

interface Asked extends Partial<LogChoices> {
	fallback?: string;
	serials?: readonly string[];
	held?: readonly LogLine[];
	isAgain?: boolean;
	memory?: readonly RememberedTable[];
	header?: number | undefined;
}

/** Reads a text as the import of device logs does; a device is known by its serial. */
async function read(text: string, asked: Asked = {}) {
	const { fallback, serials = ['SN-1', 'SN-2'], held = [], isAgain = false, memory = [], header } = asked;
	const namesIn = (cells: readonly string[]) =>
		memory.some((each) => each.header === headerKey(cells))
			? Infinity
			: Object.keys(columnsNamed(cells, fields)).length;
	const table = await openTable(file(text), { encoding: 'utf-8', namesIn, header }, () => undefined, never);
	const said = { columns: {}, levels: new Map<string, LogType>(), zone: 'UTC', ...asked };
	const plan = planLog(table, memory.length > 0 ? { ...said, zone: asked.zone } : said, memory);
	const devices = new Map(serials.map((serial) => [folded(serial), serial]));
	const log = await readLogCsv(table, plan, { devices, fallback, linesOf: () => held, isAgain });
	return { table, plan, ...log };
}

const problems = async (text: string, asked?: Asked) =>
	(await read(text, asked)).problems.map(({ line, reason }) => [line, reason]);
const at = Date.UTC(2026, 2, 1, 9, 30);

test('lines go to the devices that they name, and to the chosen one where they name none', async () => {
	const csv = 'serial,time,type,message\nSN-1,2026-03-01T09:30:00Z,info,on\n ,1772357400,WARN,"a, b"\n';
	const { lines, count } = await read(csv, { fallback: 'SN-2' });
	expect(count).toBe(2);
	expect(lines.get('SN-1')).toEqual([{ time: at, type: 'info', message: 'on' }]);
	expect(lines.get('SN-2')).toEqual([{ time: at, type: 'warning', message: 'a, b' }]);
});

test('our own order of columns needs no header, and a header of others is known by its names', async () => {
	expect((await read('2026-03-01 09:30,info,on,SN-1')).count).toBe(1);
	expect((await read('2026-03-01 09:30,info,on', { fallback: 'SN-1' })).count).toBe(1);
	for (const header of [
		'Zeit;Stufe;Meldung;Gerät',
		'时间;级别;日志内容;设备编号',
		'Timestamp;Level;Msg;Device ID'
	])
		expect((await read(`${header}\n2026/3/1 9:30;error;x;SN-1`)).lines.get('SN-1')).toHaveLength(1);
	const split = await read('Date,Time,Level,Message\n2026-03-01,9:30 AM,info,x', { fallback: 'SN-1' });
	expect(split.lines.get('SN-1')).toEqual([{ time: at, type: 'info', message: 'x' }]);
});

test('each line that cannot be taken is told with its number and why; the others are taken', async () => {
	const csv = [
		'time,type,message,serial',
		'yesterday,info,x,SN-1',
		'2026-03-01,loud,x,SN-1',
		'2026-03-01,info,,SN-1',
		'',
		'2026-03-01,info,x,SN-9',
		'2026-03-01,info,x,',
		'2026-03-01,info',
		'2026-03-01,info,"two',
		'lines",SN-1',
		'2026-02-30,info,x,SN-1',
		'2026-03-01,info,a,b,SN-1',
		'2026-03-01,info,"broken"er,SN-1',
		'2026-03-01,info,fine,SN-1'
	].join('\n');
	expect(await problems(csv)).toEqual([
		...[
			[2, 'time'],
			[3, 'type'],
			[4, 'message'],
			[6, 'serial-unknown'],
			[7, 'serial-missing']
		],
		...[
			[8, 'columns'],
			[11, 'time'],
			[12, 'extra'],
			[13, 'quote']
		]
	]);
	expect((await read(csv)).lines.get('SN-1')?.map(({ message }) => message)).toEqual(['two\nlines', 'fine']);
	expect(await problems('time,type,message\n2026-03-29 02:30,info,x', { zone: 'Europe/Berlin' })).toEqual([
		[2, 'gap']
	]);
});

test('any header is mapped by a person once; what nothing tells is asked, never guessed', async () => {
	const csv = 'Wann,Was,Wie,Volt\n01/02/2026 9:30 PM,hot,LOUD,3\n03/02/2026 9:30 PM,cold,NOTICE,3\n';
	const asked = await read(csv);
	expect(asked.plan.missing).toEqual(['time', 'type', 'message']);
	const columns: LogColumns = { time: 0, message: 1, type: 2 };
	const mapped = await read(csv, { columns, fallback: 'SN-1' });
	expect(mapped.plan).toMatchObject({ missing: [], hasOrder: true, order: undefined });
	expect(mapped.problems.map(({ reason }) => reason)).toEqual(['order', 'order']);

	const said = {
		columns,
		order: 'dmy',
		zone: 'Asia/Shanghai',
		levels: new Map<string, LogType>([['loud', 'error']])
	} as const;
	const done = await read(csv, { ...said, fallback: 'SN-1' });
	const lines = [
		{ time: Date.UTC(2026, 1, 1, 13, 30), type: 'error', message: 'hot' },
		{ time: Date.UTC(2026, 1, 3, 13, 30), type: 'info', message: 'cold' }
	];
	expect(done.lines.get('SN-1')).toEqual(lines);
	expect([...done.levels]).toEqual([
		['loud', { count: 1, type: 'error' }],
		['notice', { count: 1, type: 'info' }]
	]);
	expect(done.table.used).toEqual([true, true, true, true]);

	const memory = [rememberedPlan(done.table.header!.cells, done.plan)];
	const again = await read(`Report\n\n${csv}`, { memory, fallback: 'SN-1' });
	expect(again.plan).toMatchObject({ isRemembered: true, missing: [] });
	expect(again.lines.get('SN-1')).toEqual(lines);
	const strange = [{ ...memory[0]!, zone: 'Nowhere/X', columns: { time: 99 } }];
	expect((await read(csv, { memory: strange })).plan).toMatchObject({ zone: 'local', columns: {} });
});

test('a log without levels is all Info where a person says so', async () => {
	const csv = 'time,message\n2026-03-01 09:30,x\n';
	expect((await read(csv)).plan.missing).toEqual(['type']);
	const { plan, lines } = await read(csv, { columns: { type: -1 }, fallback: 'SN-1' });
	expect(plan.missing).toEqual([]);
	expect(lines.get('SN-1')).toEqual([{ time: at, type: 'info', message: 'x' }]);
});

test('levels of others stand for ours', async () => {
	const levels = ['FATAL', 'Critical', '[WARN]', 'DEBUG', 'trace', 'Notice', 'I', '错误', 'constructor'];
	const csv = ['time,type,message', ...levels.map((level) => `2026-03-01,${level},x`)].join('\n');
	const { levels: found } = await read(csv, { fallback: 'SN-1' });
	expect([...found.values()].map(({ type }) => type)).toEqual([
		...['error', 'error', 'warning', 'info', 'info', 'info', 'info', 'error', undefined]
	]);
});

test('lines that the log has already are recognised, each as often as it is there', async () => {
	const csv =
		'time,type,message\n2026-03-01 09:30,info,x\n2026-03-01 09:30,info,x\n2026-03-01 09:31,info,y\n';
	const held: LogLine[] = [{ time: at, type: 'info', message: 'x' }];
	expect(await read(csv, { held, fallback: 'SN-1' })).toMatchObject({ already: 1, count: 2 });
	expect(await read(csv, { held, fallback: 'SN-1', isAgain: true })).toMatchObject({ already: 0, count: 3 });
	const whole = await read(csv, { fallback: 'SN-1' });
	const twice = await read(csv, { held: whole.lines.get('SN-1')!, fallback: 'SN-1' });
	expect(twice).toMatchObject({ already: 3, count: 0 });
});

/** A text that a log may hold. */
const text = fc
	.oneof(
		fc.string({ unit: 'binary', maxLength: 20 }),
		fc
			.array(fc.constantFrom("'", '=', '-', '"', ',', ';', '\t', '\r\n', '\r', '\n', '灯', 'ש', '\0', 'x'))
			.map((parts) => parts.join(''))
	)
	.filter((message) => message.trim() !== '');
const serials = ['+8613', '-A1', '@dev', '=X9', "'quoted", '灯,1', 'SN "2"', '\tx'];

test('an exported log imports again as it was, whatever its serials and messages are', async () => {
	const time = fc.oneof(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: -8.64e15, max: 8.64e15 }));
	const row = fc.record({
		...{ time, type: fc.constantFrom(...logTypes), message: text },
		serial: fc.constantFrom(...serials)
	});
	await fc.assert(
		fc.asyncProperty(fc.array(row, { maxLength: 8 }), async (rows) => {
			const csv = logsAsCsv(rows.map((each, key) => ({ ...each, key: `${key}`, device: each.serial })));
			const { lines, problems, count, table } = await read(csv, { serials });
			expect(problems).toEqual([]);
			expect(count).toBe(rows.length);
			expect(table.around).toMatchObject({ blankRows: 0, totals: 0, headers: 0, titles: 0 });
			for (const serial of serials)
				expect(lines.get(serial) ?? []).toEqual(
					rows.filter((each) => each.serial === serial).map(({ serial: _, ...line }) => line)
				);
		}),
		{ numRuns: 100 }
	);
});

test('refused lines, saved and mended, import: any order of columns, with their header or without one', async () => {
	const lines = [
		['SN-1', '=1+1', 'yesterday', 'info', 'more'],
		['+8613', '\'tis "so"\r\nand so', 'soon', 'warning', ';'],
		['SN-1', 'fine', '2026-03-01 09:30', 'info', '']
	];
	const quote = (cells: string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';');
	const columns: LogColumns = { serial: 0, message: 1, time: 2, type: 3 };
	const known = { serials: [...serials, 'SN-1'] };
	for (const header of [['Device', 'Text', 'Time', 'Level', 'Extra'], undefined]) {
		const csv = [...(header ? [header] : []), ...lines].map(quote).join('\r\n');
		const first = await read(csv, { ...known, columns, header: header ? undefined : 0 });
		expect(first.problems.map(({ reason }) => reason)).toEqual(['time', 'time']);
		const saved = refusedAsCsv(first.problems, first.table, columns);
		if (header) expect(saved.split('\r\n')[0]).toBe(header.join(','));
		const second = await read(
			saved.replace('yesterday', '2026-03-01 09:30').replace('soon', '1772357400'),
			known
		);
		expect(second.problems).toEqual([]);
		expect(second.lines.get('SN-1')).toEqual([{ time: at, type: 'info', message: '=1+1' }]);
		expect(second.lines.get('+8613')).toEqual([
			{ time: at, type: 'warning', message: '\'tis "so"\r\nand so' }
		]);
	}
});

test('refused lines are saved as they were: random', async () => {
	const cells = fc.array(fc.oneof(text, fc.constantFrom('', ...serials)), { minLength: 4, maxLength: 4 });
	await fc.assert(
		fc.asyncProperty(fc.array(cells, { maxLength: 6 }), async (rows) => {
			const header = { line: 1, cells: ['message', 'when?', 'time', 'type', 'serial'] };
			const refused = rows.map((each, line) => ({
				...{ line, reason: 'time' as const, text: '' },
				cells: ['soon', ...each]
			}));
			const saved = refusedAsCsv(refused, { header, width: 5 }, {});
			const again = await read(saved);
			expect(again.problems.map(({ cells }) => cells)).toEqual(refused.map(({ cells }) => cells));
		}),
		{ numRuns: 100 }
	);
});
