import { type Column, shownValue } from './table-column';

export interface Sort {
	key: string;
	descending: boolean;
}

/** Reads `name` or `-changed`; null where it names no sortable column, for an address can say anything. */
export function parseSort<Row>(text: string, columns: readonly Column<Row>[]): Sort | null {
	const descending = text.startsWith('-');
	const key = descending ? text.slice(1) : text;
	return columns.some((column) => column.key === key && column.sortBy) ? { key, descending } : null;
}

export const formatSort = ({ key, descending }: Sort): string => (descending ? `-${key}` : key);

/** Sorting by a column again turns it around. */
export const nextSort = (now: Sort | null, key: string): Sort => ({
	key,
	descending: now?.key === key ? !now.descending : false
});

/**
 * The rows in order; texts by the language's own collation, numbers by size, moments that are later than `now` as now,
 * rows without a value last. Stable.
 */
export function sortRows<Row>(
	rows: readonly Row[],
	columns: readonly Column<Row>[],
	sort: Sort | null,
	collator: Intl.Collator,
	now: number
): readonly Row[] {
	const column = sort && columns.find(({ key }) => key === sort.key);
	if (!sort || !column?.sortBy) return rows;
	const { sortBy, time } = column;
	const by = (row: Row) => {
		const value = sortBy === true ? shownValue(column, row) : sortBy(row);
		return time && typeof value === 'number' ? Math.min(value, now) : value;
	};
	const sign = sort.descending ? -1 : 1;
	return rows
		.map((row) => ({ row, value: by(row) }))
		.sort((a, b) => {
			if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
			return typeof a.value === 'number' && typeof b.value === 'number'
				? sign * (a.value - b.value)
				: sign * collator.compare(String(a.value), String(b.value));
		})
		.map(({ row }) => row);
}
