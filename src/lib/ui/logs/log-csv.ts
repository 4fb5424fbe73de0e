import { type DeviceId, type LogLine, type LogType, logTypes } from '$lib/domain/facts';
import { folded } from '$lib/domain/text';
import { csvRows } from './csv-rows';
import type { Pieces } from './csv-text';
import { parseLogTime } from './log-time';

export type LogCsvReason =
	| 'no-header'
	| 'quote'
	| 'columns'
	| 'time'
	| 'type'
	| 'message'
	| 'message-long'
	| 'serial-missing'
	| 'serial-unknown';

/** A line that was not taken, and why; `text` is what it says, or the part of it that is wrong. */
export interface LogCsvProblem {
	line: number;
	reason: LogCsvReason;
	text: string;
	/** The whole line, so that it can be mended outside. */
	cells: string[];
}

export interface LogCsv {
	lines: Map<DeviceId, LogLine[]>;
	/** How many lines there are in all devices together. */
	count: number;
	problems: LogCsvProblem[];
}

interface Into {
	/** The devices by folded serial. */
	devices: ReadonlyMap<string, DeviceId>;
	/** The device of lines that name none. */
	fallback: DeviceId | undefined;
}

const COLUMNS = ['time', 'type', 'message', 'serial'] as const;
const LONGEST_MESSAGE = 20_000;
const alike: Partial<Record<string, LogType>> = { warn: 'warning', err: 'error', cmd: 'command' };

/**
 * Reads device logs from a CSV with the columns time, type, message and, where it holds several devices, serial; in
 * any order, or in this one without a header. Every line is either taken or among the problems: nothing is lost.
 */
export async function readLogCsv(pieces: Pieces, into: Into): Promise<LogCsv> {
	const read: LogCsv = { lines: new Map(), count: 0, problems: [] };
	let places: Places | undefined;
	for await (const row of csvRows(pieces)) {
		if (row.cells === undefined) {
			read.problems.push({ line: row.line, reason: 'quote', text: row.broken, cells: [row.broken] });
			continue;
		}
		const { cells, line } = row;
		if (cells.every((cell) => cell.trim() === '')) continue;
		if (!places) {
			places = placesIn(cells);
			if (places) continue;
			places = { time: 0, type: 1, message: 2, serial: 3 };
			if (parseLogTime(cells[0] ?? '') === undefined) {
				const problem = { line, reason: 'no-header' as const, text: cells.join(', '), cells };
				return { ...read, problems: [problem] };
			}
		}
		const taken = lineOf(cells, places, into);
		if ('reason' in taken) read.problems.push({ line, ...taken, cells });
		else {
			const lines = read.lines.get(taken.device) ?? [];
			read.lines.set(taken.device, lines);
			lines.push(taken.line);
			read.count++;
		}
	}
	return read;
}

type Places = Record<(typeof COLUMNS)[number], number>;

/** Where each column is, as the header says; undefined where this is no header. */
function placesIn(header: string[]): Places | undefined {
	const names = header.map(folded);
	const places = Object.fromEntries(COLUMNS.map((name) => [name, names.indexOf(name)])) as Places;
	return places.time >= 0 && places.type >= 0 && places.message >= 0 ? places : undefined;
}

type Taken = { device: DeviceId; line: LogLine } | { reason: LogCsvReason; text: string };

function lineOf(cells: string[], places: Places, { devices, fallback }: Into): Taken {
	const cell = (name: keyof Places) => cells[places[name]];
	const [time, type, message, serial] = [cell('time'), cell('type'), cell('message'), cell('serial')];
	if (time === undefined || type === undefined || message === undefined)
		return { reason: 'columns', text: cells.join(', ') };
	const at = parseLogTime(time);
	if (at === undefined) return { reason: 'time', text: time };
	const typed = folded(type);
	const known = logTypes.find((each) => each === typed) ?? alike[typed];
	if (known === undefined) return { reason: 'type', text: type };
	if (message.trim() === '') return { reason: 'message', text: cells.join(', ') };
	if (message.length > LONGEST_MESSAGE) return { reason: 'message-long', text: message };
	const named = serial?.trim() ?? '';
	const device = named === '' ? fallback : devices.get(folded(named));
	if (device === undefined)
		return named === ''
			? { reason: 'serial-missing', text: message }
			: { reason: 'serial-unknown', text: named };
	return { device, line: { time: at, type: known, message: unguarded(message) } };
}

/** Our own export guards what a spreadsheet would take for a formula with an apostrophe: reading takes it off again. */
const unguarded = (text: string): string => (/^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text);
