import type { DeviceId, LogLine, LogType } from '$lib/domain/facts';
import { folded } from '$lib/domain/text/text';
import { NONE } from '$lib/exchange/csv/columns';
import { momentReader } from '$lib/exchange/csv/moments';
import type { CsvRow } from '$lib/exchange/csv/rows';
import type { CsvTable } from '$lib/exchange/csv/table';
import { isOwnLevel, levelKey, typeOfLevel } from './log-levels';
import { type LogPlan, timeText } from './log-plan';

/** Why a line was not taken. */
export type LogCsvReason =
	| 'quote'
	| 'columns'
	| 'extra'
	| 'time'
	| 'order'
	| 'gap'
	| 'type'
	| 'message'
	| 'message-long'
	| 'serial-missing'
	| 'serial-unknown';

/** A word for a level in the file: on how many lines, and what it is taken for. */
export interface LevelSeen {
	count: number;
	type: LogType | undefined;
}

/** A line that was not taken, and why; `text` is what it says, or the part of it that is wrong. */
export interface LogCsvProblem {
	line: number;
	reason: LogCsvReason;
	text: string;
	/** The whole line, so that it can be corrected elsewhere. */
	cells: string[];
}

/** What a table of logs holds. */
export interface LogCsv {
	lines: Map<DeviceId, LogLine[]>;
	/** How many lines there are in all devices together. */
	count: number;
	/** Lines that the logs have already. */
	already: number;
	/** Lines in the hour that clocks show twice when summer time ends. */
	doubled: number;
	/** The levels that are not ours, by the word in the file. */
	levels: Map<string, LevelSeen>;
	problems: LogCsvProblem[];
}

/** The logs that lines are read into. */
export interface LogTarget {
	/** The devices by folded serial. */
	devices: ReadonlyMap<string, DeviceId>;
	/** The device of lines that name none. */
	fallback: DeviceId | undefined;
	/** What a device's log holds. */
	linesOf: (device: DeviceId) => Iterable<LogLine>;
	/** Takes lines that the logs have already once more. */
	isAgain: boolean;
}

const LONGEST_MESSAGE = 20_000;
/** How many levels are listed for a person to say what they stand for. */
const MOST_LEVELS = 50;

/**
 * Reads device logs from a table. Every line is taken, or among the problems, or in the logs already: nothing is lost.
 * A log that has the same line twice has it twice; only what the device's log has is left out.
 */
export async function readLogCsv(table: CsvTable, plan: LogPlan, into: LogTarget): Promise<LogCsv> {
	const read: LogCsv = {
		...{ lines: new Map(), count: 0, already: 0, doubled: 0, levels: new Map(), problems: [] }
	};
	const take = lineReader(table.width, plan, into, read.levels);
	const isThere = heldLines(into);
	for await (const rows of table.body()) {
		for (const row of rows) {
			const taken = take(row);
			if ('reason' in taken) {
				read.problems.push({ line: row.line, ...taken, cells: row.cells });
			} else if (isThere(taken)) {
				read.already++;
			} else {
				const lines = read.lines.get(taken.device) ?? [];
				read.lines.set(taken.device, lines);
				lines.push(taken.line);
				read.count++;
				if (taken.isDoubled) read.doubled++;
			}
		}
	}
	return read;
}

interface Taken {
	device: DeviceId;
	line: LogLine;
	isDoubled: boolean;
}

type Refused = { reason: LogCsvReason; text: string };

function lineReader(
	width: number,
	plan: LogPlan,
	{ devices, fallback }: LogTarget,
	levels: LogCsv['levels']
) {
	const { columns } = plan;
	const momentOf = momentReader(plan);
	const { type: typeAt = NONE, message: messageAt = NONE, serial: serialAt = NONE } = columns;
	const isTypeless = typeAt === NONE;
	const ids = new Map<string, DeviceId | undefined>();

	function typeOf(text: string): LogType | undefined {
		const key = levelKey(text);
		const type = typeOfLevel(key, plan.levels);
		if (isOwnLevel(key)) return type;
		const seen = levels.get(key);
		if (seen) seen.count++;
		else if (levels.size < MOST_LEVELS) levels.set(key, { count: 1, type });
		return type;
	}

	function deviceOf(serial: string): DeviceId | undefined {
		if (!ids.has(serial)) ids.set(serial, devices.get(folded(serial)));
		return ids.get(serial);
	}

	return ({ cells, broken }: CsvRow): Taken | Refused => {
		if (broken !== undefined) return { reason: 'quote', text: broken };
		const text = timeText(cells, columns);
		const type = isTypeless ? 'info' : cells[typeAt];
		const message = cells[messageAt];
		if (text === undefined || type === undefined || message === undefined)
			return { reason: 'columns', text: cells.join(', ') };
		if (cells.length > width && cells.slice(width).some((cell) => cell.trim() !== ''))
			return { reason: 'extra', text: cells.join(', ') };
		const moment = momentOf(text);
		if ('trouble' in moment) return { reason: moment.trouble, text };
		const known = typeOf(type);
		if (known === undefined) return { reason: 'type', text: type };
		if (message.trim() === '') return { reason: 'message', text: cells.join(', ') };
		if (message.length > LONGEST_MESSAGE) return { reason: 'message-long', text: message };
		const serial = (serialAt === NONE ? '' : (cells[serialAt] ?? '')).trim();
		const device = serial === '' ? fallback : deviceOf(serial);
		if (device === undefined)
			return serial === ''
				? { reason: 'serial-missing', text: message }
				: { reason: 'serial-unknown', text: serial };
		return { device, line: { time: moment.at, type: known, message }, isDoubled: moment.isDoubled === true };
	};
}

/** Whether a device's log has a line; each of its lines is found once. */
function heldLines({ linesOf, isAgain }: LogTarget): (taken: Taken) => boolean {
	const held = new Map<DeviceId, Map<string, number>>();
	const keyOf = ({ time, type, message }: LogLine) => `${time} ${type} ${message}`;

	function heldBy(device: DeviceId): Map<string, number> {
		const found = held.get(device);
		if (found) return found;
		const counts = new Map<string, number>();
		for (const line of linesOf(device)) counts.set(keyOf(line), (counts.get(keyOf(line)) ?? 0) + 1);
		held.set(device, counts);
		return counts;
	}

	return ({ device, line }) => {
		const counts = isAgain ? undefined : heldBy(device);
		if (!counts || counts.size === 0) return false;
		const left = counts.get(keyOf(line)) ?? 0;
		if (left > 0) counts.set(keyOf(line), left - 1);
		return left > 0;
	};
}
