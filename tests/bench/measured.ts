import { bench, describe } from 'vitest';
import { shown } from './timing';

/** Rows of text in aligned columns: the first to the left, the others to the right. */
function aligned(rows: string[][]): string {
	const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
	const pad = (cell: string, i: number) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!));
	return rows.map((row) => row.map(pad).join('  ')).join('\n');
}

/** A benchmark that prints one table, the heads first. A bench is called several times; the table is wanted once. */
export function table(what: string, how: string, rows: () => string[][] | Promise<string[][]>): void {
	let isDone = false;
	describe(what, () => {
		bench(
			how,
			async () => {
				if (isDone) return;
				isDone = true;
				console.log(aligned(await rows()));
			},
			{ iterations: 1, time: 0, warmupIterations: 0, warmupTime: 0 }
		);
	});
}

/** A table of what so much of something costs in CPU, and what a quarter of it. */
export const costTable = (what: string, rows: [string, (size: number) => number, number][]): void =>
	table(what, 'CPU of what is new', () => [
		['what', 'so many', 'take', 'a quarter', 'takes', 'ratio'],
		...rows.map(([row, cost, size]) => {
			const [few, many] = [cost(size / 4), cost(size)];
			const counts = [size.toLocaleString('en'), shown(many), (size / 4).toLocaleString('en'), shown(few)];
			return [row, ...counts, `${(many / few).toFixed(1)}×`];
		})
	]);
