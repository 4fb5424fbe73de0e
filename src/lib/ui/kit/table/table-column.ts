import type { Snippet } from 'svelte';

/** An organization in a cell: what an OrgChip is given. */
interface OrganizationCell {
	name: string;
	colour: string;
	account?: string;
	detail?: string | undefined;
	href?: string;
	size?: 'small' | 'medium';
	looksLikeAnother?: boolean;
}

/** A column of a DataTable. Its cells show a snippet of the row and the column's key, or one of the common kinds. */
export interface Column<Row> {
	key: string;
	header: string;
	cell?: Snippet<[row: Row, key: string]>;
	/** Text, cut where it does not fit. */
	text?: (row: Row) => string;
	/** Text with a button that copies it. */
	copy?: (row: Row) => string;
	/** A moment, as somebody claims it, in milliseconds since 1970; one that is later than now sorts as now. */
	time?: (row: Row) => number | null;
	/** A figure; null where there is none. */
	number?: (row: Row) => number | null;
	organization?: (row: Row) => OrganizationCell;
	/** Makes the column sortable by this value, or by what it shows; null sorts last. */
	sortBy?: true | ((row: Row) => string | number | null);
	/** The least width in rem (8 by default), and its share of what is left over (1 by default, 0 for none). */
	width?: number;
	grow?: number;
	align?: 'start' | 'end';
	/** The cell that names the row; the first column where none is marked. */
	rowHeader?: boolean;
	/** The header is for a screen reader only. */
	hideHeader?: boolean;
}

/** What a row is sorted by in a column that shows text, a moment, a figure or an organization. */
export function shownValue<Row>(column: Column<Row>, row: Row): string | number | null {
	const { text, copy, time, number, organization } = column;
	return (text ?? copy ?? time ?? number)?.(row) ?? organization?.(row).name ?? null;
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
