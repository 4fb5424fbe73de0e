import type { Snippet } from 'svelte';

/** A column of a DataTable. A cell is a snippet of the row and the column's key, or plain text (cut where it does not fit). */
export interface Column<Row> {
	key: string;
	header: string;
	cell?: Snippet<[row: Row, key: string]>;
	text?: (row: Row) => string;
	/** Makes the column sortable by this value; null sorts last. */
	sortBy?: (row: Row) => string | number | null;
	/** What it sorts by is a moment, as somebody claims it: one that is later than now sorts as now. */
	isTime?: boolean;
	/** The least width in rem (8 by default), and its share of what is left over (1 by default, 0 for none). */
	width?: number;
	grow?: number;
	align?: 'start' | 'end';
	/** The cell that names the row; the first column where none is marked. */
	rowHeader?: boolean;
	/** The header is for a screen reader only. */
	hideHeader?: boolean;
}

const least = <Row>(column: Column<Row>) => column.width ?? 8;

/** The tracks of every row. They depend on no content, so that rows line up without knowing each other. */
export const tracksOf = <Row>(columns: readonly Column<Row>[], selectable: boolean): string =>
	[
		...(selectable ? ['2.5rem'] : []),
		...columns.map((column) =>
			column.grow === 0 ? `${least(column)}rem` : `minmax(${least(column)}rem, ${column.grow ?? 1}fr)`
		)
	].join(' ');

/** The width in rem below which the columns no longer fit side by side. */
export const neededWidth = <Row>(columns: readonly Column<Row>[], selectable: boolean): number =>
	columns.reduce((sum, column) => sum + least(column), selectable ? 2.5 : 0);
