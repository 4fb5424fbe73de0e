import Papa from 'papaparse';
import { bench, describe } from 'vitest';
import { planLog } from '../../src/lib/ui/logs/log-plan';
import { readLogCsv } from '../../src/lib/ui/logs/log-csv';
import { findEncoding } from '../../src/lib/exchange/csv/encodings';
import { openTable } from '../../src/lib/exchange/csv/table';

const never = new AbortController().signal;
const lines = Array.from(
	{ length: 100_000 },
	(_, at) =>
		`${new Date(1.77e12 + at * 1_000).toISOString()},info,"Heartbeat ${at}, battery 87 %",SN-${at % 5}`
);
const text = `time,type,message,serial\r\n${lines.join('\r\n')}\r\n`;
const file = new Blob(['\ufeff', text]);
const devices = new Map(Array.from({ length: 5 }, (_, at) => [`sn-${at}`, `device ${at}`]));

/** A file of 100,000 lines as the import of device logs reads it, beside the library alone on the same text. */
describe('reading a CSV of 100,000 log lines', () => {
	const options = { iterations: 3, time: 0, warmupIterations: 1, warmupTime: 0 };
	bench(
		'found, taken apart and read',
		async () => {
			const { encoding } = await findEncoding(file, never);
			const table = await openTable(file, { encoding, namesIn: () => 0 }, () => undefined, never);
			const plan = planLog(table, { columns: {}, levels: new Map() }, []);
			const into = { devices, fallback: undefined, linesOf: () => [], isAgain: false };
			const { count } = await readLogCsv(table, plan, into);
			if (count !== lines.length) throw new Error(`${count} lines`);
		},
		options
	);
	bench('the library alone', () => void Papa.parse(text), options);
});
