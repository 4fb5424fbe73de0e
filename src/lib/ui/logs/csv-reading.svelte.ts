import type { LogType } from '$lib/domain/facts';
import { columnsNamed, headerKey } from '$lib/exchange/csv/columns';
import type { Encoding } from '$lib/exchange/csv/encoding-names';
import { findEncoding, type FoundEncoding } from '$lib/exchange/csv/encodings';
import { readRemembered, withRemembered } from '$lib/exchange/csv/remembered';
import type { Separator } from '$lib/exchange/csv/separator';
import { checkFile, openTable, type CsvTable } from '$lib/exchange/csv/table';
import { tableErrorText } from '../csv/table-error-text';
import { localNames, readLocal, writeLocal } from '../kit/local-choice';
import { type LogTarget, type LevelSeen, type LogCsv, readLogCsv } from './log-csv';
import { fields } from './log-fields';
import { withLevel } from './log-levels';
import { type LogPlan, type LogChoices, planLog, rememberedPlan } from './log-plan';

const MEMORY = localNames.logColumns;

/** What a person chose for a file; the rest is detected. */
interface Choices extends LogChoices {
	encoding?: Encoding;
	separator?: Separator;
	header?: number;
}

const NOTHING: Choices = { columns: {}, levels: new Map() };
const noLevels: ReadonlyMap<never, never> = new Map<never, never>();

/** How a file begins, and how it is read. */
interface Look {
	encoding: Encoding;
	found: FoundEncoding;
	table: CsvTable;
	plan: LogPlan;
}

/** A CSV being read: how it begins, how far it is, what came of it, and a way to stop it. */
export class CsvReading {
	/** Bytes read; undefined while nothing is. */
	done = $state<number>();
	/** Stays while the file is read again: the choices are made beside it. */
	look = $state.raw<Look>();
	read = $state.raw<LogCsv>();
	/** The levels in the file, as it was last read to its end: they stay while it is read anew. */
	levels = $state.raw<ReadonlyMap<string, LevelSeen>>(noLevels);
	/** Whether it had lines that the logs have, when it was last read to its end without them. */
	hasAlready = $state(false);
	/** Why the file was not read. */
	trouble = $state('');
	/** The file that is read. */
	file = $state.raw<File>();
	#found: FoundEncoding | undefined;
	#choices = NOTHING;
	#stop = new AbortController();
	readonly #into: () => LogTarget;

	constructor(into: () => LogTarget) {
		this.#into = into;
	}

	/** Stops, and forgets what was read. */
	readonly cancel = (): void => {
		this.#forget();
		this.#forgetFile();
	};

	/** Reads another file. */
	run(file: File): Promise<void> {
		this.file = file;
		this.#found = undefined;
		this.#choices = NOTHING;
		this.#forgetFile();
		return this.again();
	}

	/** Reads again with what a person chose. */
	set(choices: Partial<Choices>): Promise<void> {
		this.#choices = { ...this.#choices, ...choices };
		return this.again();
	}

	/** Reads again with another separator or header, which makes other columns. */
	setLayout(layout: Pick<Choices, 'separator' | 'header'>): Promise<void> {
		return this.set({ ...layout, columns: {} });
	}

	/** Reads again with other columns for the fields. */
	setColumns(columns: LogChoices['columns']): Promise<void> {
		return this.set({ columns: { ...this.#choices.columns, ...columns } });
	}

	/** Reads again with a level taken as a type. */
	setLevel(level: string, type: LogType): Promise<void> {
		return this.set({ levels: withLevel(this.#choices.levels, level, type) });
	}

	/** Reads anew; what was under way before is stopped. */
	async again(): Promise<void> {
		this.#forget();
		const { signal } = (this.#stop = new AbortController());
		if (!this.file) return;
		this.done = 0;
		try {
			const read = await this.#readFile(this.file, signal);
			if (signal.aborted) return;
			this.read = read;
			if (read) this.levels = read.levels;
			if (read && read.already > 0) this.hasAlready = true;
		} catch (error) {
			if (signal.aborted) return;
			this.trouble = tableErrorText(error);
		}
		this.done = undefined;
	}

	/** Remembers how the file is read, for the next one with the same header. */
	remember(): void {
		const { table, plan } = this.look ?? {};
		if (table?.header)
			writeLocal(MEMORY, withRemembered(readLocal(MEMORY), rememberedPlan(table.header.cells, plan!)));
	}

	async #readFile(file: File, signal: AbortSignal): Promise<LogCsv | undefined> {
		await checkFile(file);
		const found = (this.#found ??= await findEncoding(file, signal));
		const { encoding = found.encoding, separator, header } = this.#choices;
		const memory = readRemembered(readLocal(MEMORY));
		const namesIn = (cells: readonly string[]) => {
			const key = headerKey(cells);
			if (memory.some((each) => each.header === key)) return Infinity;
			return Object.keys(columnsNamed(cells, fields)).length;
		};
		const onread = (bytes: number) => !signal.aborted && (this.done = bytes);
		const table = await openTable(file, { encoding, separator, header, namesIn }, onread, signal);
		signal.throwIfAborted();
		const plan = planLog(table, this.#choices, memory);
		this.look = { encoding, found, table, plan };
		const isReady = plan.missing.length === 0 && (!plan.hasOrder || plan.order !== undefined);
		return isReady ? readLogCsv(table, plan, this.#into()) : undefined;
	}

	#forgetFile(): void {
		this.look = undefined;
		this.levels = noLevels;
		this.hasAlready = false;
	}

	#forget(): void {
		this.#stop.abort();
		this.done = undefined;
		this.read = undefined;
		this.trouble = '';
	}
}
