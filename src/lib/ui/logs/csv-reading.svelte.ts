import type { LogType } from '$lib/domain/facts';
import { columnsNamed, headerKey } from '$lib/exchange/csv/columns';
import type { Encoding } from '$lib/exchange/csv/encoding-names';
import { findEncoding, type FoundEncoding } from '$lib/exchange/csv/encodings';
import { readRemembered, withRemembered } from '$lib/exchange/csv/remembered';
import type { Separator } from '$lib/exchange/csv/separator';
import { checkFile, openTable, type CsvTable } from '$lib/exchange/csv/table';
import { tableErrorText } from '../csv/table-error-text';
import { localNames, readLocal, writeLocal } from '../kit/local-choice';
import { type Into, type LevelSeen, type LogCsv, readLogCsv } from './log-csv';
import { fields } from './log-fields';
import { withLevel } from './log-levels';
import { type LogPlan, type LogSaid, planLog, rememberedPlan } from './log-plan';

const MEMORY = localNames.logColumns;

/** What a person said of a file; what is missing is found. */
interface Said extends LogSaid {
	encoding?: Encoding;
	separator?: Separator;
	header?: number;
}

const NOTHING: Said = { columns: {}, levels: new Map() };
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
	/** Stays while the file is read anew: what a person says of it is asked beside it. */
	look = $state.raw<Look>();
	read = $state.raw<LogCsv>();
	/** The levels in the file, as it was last read to its end: they stay while it is read anew. */
	levels = $state.raw<ReadonlyMap<string, LevelSeen>>(noLevels);
	/** Whether it had lines that the logs have, when it was last read to its end without them. */
	hasAlready = $state(false);
	/** Why the file was not read. */
	trouble = $state('');
	#file: File | undefined;
	#found: FoundEncoding | undefined;
	#said = NOTHING;
	#stop = new AbortController();
	readonly #into: () => Into;

	constructor(into: () => Into) {
		this.#into = into;
	}

	/** Stops, and forgets what was read. */
	readonly cancel = (): void => {
		this.#forget();
		this.#forgetFile();
	};

	/** Reads another file. */
	run(file: File): Promise<void> {
		this.#file = file;
		this.#found = undefined;
		this.#said = NOTHING;
		this.#forgetFile();
		return this.again();
	}

	/** Reads anew with what a person says of the file. */
	say(said: Partial<Said>): Promise<void> {
		this.#said = { ...this.#said, ...said };
		return this.again();
	}

	/** Another separator or header makes other columns. */
	sayLayout(said: Pick<Said, 'separator' | 'header'>): Promise<void> {
		return this.say({ ...said, columns: {} });
	}

	sayColumns(columns: LogSaid['columns']): Promise<void> {
		return this.say({ columns: { ...this.#said.columns, ...columns } });
	}

	sayLevel(level: string, type: LogType): Promise<void> {
		return this.say({ levels: withLevel(this.#said.levels, level, type) });
	}

	/** Reads anew; what was under way before is stopped. */
	async again(): Promise<void> {
		this.#forget();
		const { signal } = (this.#stop = new AbortController());
		if (!this.#file) return;
		this.done = 0;
		try {
			const read = await this.#readFile(this.#file, signal);
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
		const { encoding = found.encoding, separator, header } = this.#said;
		const memory = readRemembered(readLocal(MEMORY));
		const namesIn = (cells: readonly string[]) =>
			memory.some((each) => each.header === headerKey(cells))
				? Infinity
				: Object.keys(columnsNamed(cells, fields)).length;
		const onread = (bytes: number) => !signal.aborted && (this.done = bytes);
		const table = await openTable(file, { encoding, separator, header, namesIn }, onread, signal);
		signal.throwIfAborted();
		const plan = planLog(table, this.#said, memory);
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
