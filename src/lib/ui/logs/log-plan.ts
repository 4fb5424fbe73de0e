import { type LogType, logTypes } from '$lib/domain/facts';
import { columnsNamed, headerKey, NONE } from '$lib/exchange/csv/columns';
import { type DateOrder, momentReader, needsZone, detectDateOrder } from '$lib/exchange/csv/moments';
import type { RememberedTable } from '$lib/exchange/csv/remembered';
import type { TableStart } from '$lib/exchange/csv/table-start';
import { isZone } from '$lib/exchange/csv/wall-clock';
import { fields, type LogColumns, type LogField } from './log-fields';
import { levelKey, typeOfLevel } from './log-levels';

/** What a person chose of how a log is read; the rest is detected. */
export interface LogChoices {
	columns: LogColumns;
	order?: DateOrder | undefined;
	zone?: string | undefined;
	levels: ReadonlyMap<string, LogType>;
}

/** How a log is read, and what a person has to say first. */
export interface LogPlan {
	columns: LogColumns;
	/** The fields for which a column must be chosen. */
	missing: LogField[];
	/** Whether dates are of figures whose order is stated nowhere. */
	hasOrder: boolean;
	order: DateOrder | undefined;
	/** Whether times name no zone of their own. */
	hasZone: boolean;
	zone: string;
	levels: ReadonlyMap<string, LogType>;
	/** Whether a table with this header was read before, and is read in the same way. */
	isRemembered: boolean;
	/** The first time, as it stands in the file, and as it is read. */
	example?: { text: string; at: number } | undefined;
}

const required = ['time', 'type', 'message'] as const;

/** How a log is read: as a person chose, else as it was read before, else as its beginning suggests. */
export function planLog(start: TableStart, choices: LogChoices, memory: readonly RememberedTable[]): LogPlan {
	const { header } = start;
	const before = header && memory.find((each) => each.header === headerKey(header.cells));
	const columns = { ...(before?.columns ?? foundColumns(start)), ...choices.columns };
	for (const [key, at] of Object.entries(columns)) if (at >= start.width) delete columns[key as LogField];

	const body = start.rows.filter(({ line, broken }) => broken === undefined && line > (header?.line ?? 0));
	const texts = body.map(({ cells }) => timeText(cells, columns)).filter((text) => text !== undefined);
	const { needed, order: proven } = detectDateOrder(texts);
	const order = choices.order ?? proven ?? before?.order;
	const zone = [choices.zone, before?.zone].find((each) => each !== undefined && isZone(each)) ?? 'local';
	return {
		columns,
		missing: required.filter(
			(key) => (columns[key] ?? NONE) === NONE && !(key === 'type' && columns.type === NONE)
		),
		...{ hasOrder: needed, order, hasZone: texts.some(needsZone), zone },
		levels: new Map([...levelsIn(before?.words ?? {}), ...choices.levels]),
		isRemembered: before !== undefined,
		example: exampleOf(texts, order, zone)
	};
}

/** What is remembered of a plan that was carried out. */
export const rememberedPlan = (header: readonly string[], plan: LogPlan): RememberedTable => ({
	header: headerKey(header),
	columns: plan.columns,
	...(plan.order && { order: plan.order }),
	zone: plan.zone,
	words: Object.fromEntries(plan.levels)
});

/** Our own order of columns is known without a header. */
function foundColumns({ header, rows: [first] }: TableStart): LogColumns {
	if (header) {
		const { date, ...others } = columnsNamed(header.cells, fields);
		if (date === undefined) return others;
		return others.time === undefined ? { ...others, time: date } : { ...others, date };
	}
	const [time = '', level = ''] = first?.cells ?? [];
	const isOurs =
		!('trouble' in momentReader({ zone: 'UTC' })(time)) && typeOfLevel(levelKey(level), new Map());
	return isOurs ? { time: 0, type: 1, message: 2, ...(first!.cells.length > 3 && { serial: 3 }) } : {};
}

/** What a row says of its time, from one column or two; undefined where the cell is not there. */
export function timeText(
	cells: readonly string[],
	{ time = NONE, date = NONE }: LogColumns
): string | undefined {
	const text = cells[time];
	return date === NONE || text === undefined ? text : `${(cells[date] ?? '').trim()} ${text.trim()}`;
}

function exampleOf(texts: readonly string[], order: DateOrder | undefined, zone: string): LogPlan['example'] {
	const read = momentReader({ order, zone });
	for (const text of texts) {
		const moment = read(text);
		if ('at' in moment) return { text, at: moment.at };
	}
	return undefined;
}

function levelsIn(words: Readonly<Record<string, string>>): [string, LogType][] {
	return Object.entries(words).flatMap(([word, name]) => {
		const type = logTypes.find((each) => each === name);
		return type ? [[word, type]] : [];
	});
}
