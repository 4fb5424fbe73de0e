import type { Encoding } from '$lib/exchange/csv/encoding-names';
import { findEncoding, type FoundEncoding } from '$lib/exchange/csv/encodings';
import { readRemembered, withRemembered } from '$lib/exchange/csv/remembered';
import type { Separator } from '$lib/exchange/csv/separator';
import { checkFile, type CsvTable, openTable } from '$lib/exchange/csv/table';
import { m } from '$lib/paraglide/messages';
import { tableErrorText } from '../csv/table-error-text';
import { localNames, readLocal, writeLocal } from '../kit/local-choice';
import {
	mapTable,
	mostTableBytes,
	mostTableLines,
	knownNames,
	readTableRows,
	type ReadRow,
	rememberedMapping,
	type TableColumns,
	type TableMapping,
	type TableTopic,
	TooManyLines
} from './table-rows';

const MEMORY = localNames.tableColumns;
const WEB_PAGE = /^\s*<(?:!doctype|html|head|body|table|meta|\?xml)\b/i;

/** What a person chose for a file; the rest is guessed. */
interface Choices {
	encoding?: Encoding;
	separator?: Separator;
	header?: number;
	columns: TableColumns;
}

/** How a file begins, and how it is read. */
interface FileLook extends TableMapping {
	encoding: Encoding;
	found: FoundEncoding;
	table: CsvTable;
}

/** A table being read for one topic: how it begins, how far it is, its rows, and a way to stop it. */
export class FileReading {
	/** Bytes read; undefined while nothing is. */
	done = $state<number>();
	look = $state.raw<FileLook>();
	/** The rows, once all are there and every needed column is known. */
	rows = $state.raw<readonly ReadRow[]>();
	/** Why the file was not read. */
	trouble = $state('');
	file = $state.raw<File>();
	#choices: Choices = { columns: {} };
	#stop = new AbortController();
	readonly #topic: () => TableTopic;

	constructor(topic: () => TableTopic) {
		this.#topic = topic;
	}

	/** Stops, and forgets what was read. */
	readonly cancel = (): void => {
		this.#forget();
		this.file = this.look = undefined;
	};

	/** Reads another file. */
	run(file: File): Promise<void> {
		this.file = file;
		this.#choices = { columns: {} };
		this.look = undefined;
		return this.again();
	}

	/** Reads anew with what a person says of the file. */
	choose(choices: Partial<Choices>): Promise<void> {
		this.#choices = { ...this.#choices, ...choices };
		return this.again();
	}

	chooseColumns(columns: TableColumns): Promise<void> {
		return this.choose({ columns: { ...this.#choices.columns, ...columns } });
	}

	/** Another topic, separator or header makes other columns. */
	chooseLayout(choices: Pick<Choices, 'separator' | 'header'> = {}): Promise<void> {
		return this.choose({ ...choices, columns: {} });
	}

	/** Reads anew; what was under way before is stopped. */
	async again(): Promise<void> {
		this.#forget();
		const { signal } = (this.#stop = new AbortController());
		if (!this.file) return;
		this.done = 0;
		try {
			const rows = await this.#read(this.file, signal);
			if (signal.aborted) return;
			this.rows = rows;
		} catch (error) {
			if (signal.aborted) return;
			this.look = undefined;
			this.trouble =
				error instanceof TooManyLines
					? m.tables_too_many_lines({ line: error.line, count: mostTableLines })
					: tableErrorText(error);
		}
		this.done = undefined;
	}

	/** Remembers how the file is read, for the next one with the same header. */
	remember(): void {
		const { table, columns } = this.look ?? {};
		if (!table?.header) return;
		const all = rememberedMapping(this.#topic(), table.header.cells, columns!);
		writeLocal(MEMORY, all.reduce(withRemembered, readLocal(MEMORY) ?? ''));
	}

	async #read(file: File, signal: AbortSignal): Promise<ReadRow[] | undefined> {
		if (file.size > mostTableBytes) {
			this.trouble = m.tables_too_large({ count: mostTableBytes / 1024 / 1024 });
			return undefined;
		}
		await checkFile(file);
		const found = await findEncoding(file, signal);
		const { encoding = found.encoding, separator, header } = this.#choices;
		const memory = readRemembered(readLocal(MEMORY));
		const names = knownNames(this.#topic(), memory);
		const onread = (bytes: number) => !signal.aborted && (this.done = bytes);
		const open = (line: number | undefined) =>
			openTable(file, { encoding, separator, header: line, namesIn: names }, onread, signal);
		let table = await open(header);
		// What looks like a header and names nothing that is known is a line like the others.
		if (header === undefined && table.header && names(table.header.cells) === 0) table = await open(0);
		signal.throwIfAborted();
		const [first] = table.rows;
		if (!first || WEB_PAGE.test(first.cells[0] ?? '')) {
			this.trouble = first ? m.tables_web_page({ line: first.line }) : m.tables_empty();
			return undefined;
		}
		const mapping = mapTable(this.#topic(), table, this.#choices.columns, memory);
		this.look = { ...mapping, encoding, found, table };
		return mapping.missing.length > 0 ? undefined : readTableRows(table);
	}

	#forget(): void {
		this.#stop.abort();
		this.done = undefined;
		this.rows = undefined;
		this.trouble = '';
	}
}
