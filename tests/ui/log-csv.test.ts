import { expect, test } from 'vitest';
import { csvRows } from '$lib/ui/logs/csv-rows';
import { textOf } from '$lib/ui/logs/csv-text';
import { readLogCsv } from '$lib/ui/logs/log-csv';
import { logsAsCsv } from '$lib/ui/logs/log-export';
import { parseLogTime } from '$lib/ui/logs/log-time';

/** The text in pieces of a few characters, so that every cut in two is tried. */
async function* pieces(text: string, size = 3): AsyncGenerator<string> {
	for (let at = 0; at < text.length; at += size) yield await Promise.resolve(text.slice(at, at + size));
}

const into = {
	devices: new Map([
		['sn-1', 'one'],
		['sn-2', 'two']
	]),
	fallback: undefined as string | undefined
};
const read = (text: string, fallback?: string, size?: number) =>
	readLogCsv(pieces(text, size), { ...into, fallback });
const problems = async (text: string, fallback?: string) =>
	(await read(text, fallback)).problems.map(({ line, reason }) => [line, reason]);

test('lines go to the devices that they name, and to the chosen one where they name none', async () => {
	const csv = 'serial,time,type,message\nSN-1,2026-03-01T09:30:00Z,info,on\n ,1772357400,WARN,"a, b"\n';
	const { lines, count } = await read(csv, 'two');
	expect(count).toBe(2);
	expect(lines.get('one')).toEqual([{ time: Date.UTC(2026, 2, 1, 9, 30), type: 'info', message: 'on' }]);
	expect(lines.get('two')).toEqual([{ time: 1_772_357_400_000, type: 'warning', message: 'a, b' }]);
});

test('a header is not needed, semicolons and a byte order mark do no harm', async () => {
	expect((await read('2026-03-01 09:30,info,on,SN-1')).count).toBe(1);
	expect((await read('\ufeffTime;Type;Message\n2026/3/1 9:30;error;x', 'one')).count).toBe(1);
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
		'2026-03-01,info,fine,SN-1'
	].join('\n');
	expect(await problems(csv)).toEqual([
		...[
			[2, 'time'],
			[3, 'type'],
			[4, 'message'],
			[6, 'serial-unknown']
		],
		...[
			[7, 'serial-missing'],
			[8, 'columns'],
			[11, 'time']
		]
	]);
	expect((await read(csv)).lines.get('one')?.map(({ message }) => message)).toEqual(['two\nlines', 'fine']);
});

test('a quote that is never closed costs its own line and no other', async () => {
	const csv =
		'time,type,message\n2026-03-01,info,a\n2026-03-01,info,"broken\n2026-03-01,info,b\n2026-03-01,info,c\n';
	const { problems, lines } = await read(csv, 'one');
	expect(problems).toMatchObject([{ line: 3, reason: 'quote', text: '2026-03-01,info,"broken' }]);
	expect(lines.get('one')?.map(({ message }) => message)).toEqual(['a', 'b', 'c']);
});

test('what is no log at all is told once', async () => {
	expect(await problems('name,price\nlamp,9\nplug,4\n', 'one')).toEqual([[1, 'no-header']]);
	expect(await read('', 'one')).toMatchObject({ count: 0, problems: [] });
});

test('however a text is cut into pieces, the rows are the same', async () => {
	const text = 'a,"b\n""c""",d\n\n"x",y,"z"\n1,2,3';
	const rows = async (size: number) => {
		const found = [];
		for await (const row of csvRows(pieces(text, size))) found.push(row);
		return found;
	};
	const whole = await rows(1000);
	expect(whole).toEqual([
		{ line: 1, cells: ['a', 'b\n"c"', 'd'] },
		{ line: 3, cells: [''] },
		{ line: 4, cells: ['x', 'y', 'z'] },
		{ line: 5, cells: ['1', '2', '3'] }
	]);
	for (const size of [1, 2, 3, 5, 7, 11]) expect(await rows(size)).toEqual(whole);
});

test('a file is read as UTF-8, else as a Chinese spreadsheet writes it; line breaks become alike', async () => {
	const read = async (bytes: Uint8Array<ArrayBuffer>) => {
		let text = '';
		const never = new AbortController().signal;
		for await (const piece of textOf(new Blob([bytes]), () => undefined, never)) text += piece;
		return text;
	};
	expect(await read(new TextEncoder().encode('\ufeff灯,\r\n开\r关\r'))).toBe('灯,\n开\n关\n');
	expect(await read(new Uint8Array([0xb5, 0xc6, 0x0a]))).toBe('灯\n');
	const long = `${'é'.repeat(100_000)}\r\n`.repeat(2);
	expect(await read(new TextEncoder().encode(long))).toBe(long.replaceAll('\r', ''));
});

test('an exported log reads back as it was, what a spreadsheet takes for a formula included', async () => {
	const rows = ['=1+1', 'plain, "quoted"', "'tis", '-5 dBm'].map((message, index) => ({
		...{ key: `${index}`, time: Date.UTC(2026, 0, 1, 0, 0, index, 7), type: 'info' as const },
		...{ message, device: 'one', serial: 'SN-1' }
	}));
	const csv = logsAsCsv(rows);
	expect(csv).not.toMatch(/(^|,)"?=1/m);
	const { lines, problems } = await read(csv.replaceAll('\r\n', '\n'));
	expect(problems).toEqual([]);
	expect(lines.get('one')).toEqual(rows.map(({ time, type, message }) => ({ time, type, message })));
});

test('times are read with and without a zone, and days that do not exist are none', () => {
	expect(parseLogTime('2026-03-01T10:00:00+08:00')).toBe(Date.UTC(2026, 2, 1, 2));
	expect(parseLogTime('2026-03-01 10:00:00.25Z')).toBe(Date.UTC(2026, 2, 1, 10, 0, 0, 250));
	expect(parseLogTime('2026-03-01 10:00')).toBe(new Date(2026, 2, 1, 10).getTime());
	for (const text of ['', 'now', '2026-13-01', '2026-02-29', '2026-01-01 24:00', '12'])
		expect(parseLogTime(text)).toBeUndefined();
});
