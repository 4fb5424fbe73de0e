import type { TableStart } from '$lib/exchange/csv/table-start';
import { m } from '$lib/paraglide/messages';
import { shownName } from '../kit/text/shown-name';

/** What a column is called: by its header, else by its place. */
export const columnName = ({ header }: Pick<TableStart, 'header'>, at: number): string => {
	const name = header?.cells[at]?.trim() ?? '';
	return name === '' ? m.csv_column({ number: at + 1 }) : shownName(name);
};
