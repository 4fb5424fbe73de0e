import { csvText } from '$lib/exchange/csv/write';
import type { Snapshot } from '$lib/domain/snapshot';
import { headerOf } from '$lib/setup/tables/columns';
import { heldHeader, heldLines } from '$lib/setup/tables/effective-table';
import { tableLines } from '$lib/setup/tables/write-table';
import type { WrittenTable } from './table-name';

/** Lines that become text at once. */
const TOGETHER = 200;

/** Writes a table as CSV, yielding what share of it is written. */
export function* tableText(kind: WrittenTable, snapshot: Snapshot): Generator<number, string> {
	let share = 0;
	const at = (done: number, total: number) => (share = done / total);
	const work =
		kind === 'held'
			? linesText(heldHeader, heldLines(snapshot, at))
			: linesText(headerOf(kind), tableLines(kind, snapshot, at));
	for (;;) {
		const { done, value } = work.next();
		if (done) return value;
		yield share;
	}
}

/** Writes lines as CSV under a header, yielding how many are written. */
export function* linesText(header: readonly string[], lines: Iterable<string[]>): Generator<number, string> {
	const texts: string[] = [];
	let some: (readonly string[])[] = [header];
	let count = 0;
	for (const line of lines) {
		some.push(line);
		if (some.length === TOGETHER) {
			texts.push(csvText(some));
			some = [];
		}
		yield (count += 1);
	}
	if (some.length > 0) texts.push(csvText(some));
	return texts.join('\r\n');
}
