import type { Snippet } from 'svelte';
import { isMoment } from '$lib/domain/calendar';
import { minute } from '../minute.svelte';
import { locale } from '../text/locale.svelte';
import { numberText } from '../text/number-text';
import { cut, plainText } from '../text/plain-text';
import { whenRelative } from '../text/when';

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

/**
 * What its cells show: one of the common kinds, or a snippet of the row and the column's key with what that says, in words
 * alone, while its row passes by in a quick scroll. What is done with a row is buttons, which say nothing then.
 */
type Shown<Row> =
	| { key: string; cell?: never; passing?: never }
	| { key: string; cell: Snippet<[row: Row, key: string]>; passing: (row: Row) => string }
	| { key: 'operation'; cell: Snippet<[row: Row, key: string]>; passing?: never; rowHeader?: false };

/** A column of a DataTable. */
export type Column<Row> = Shown<Row> & {
	header: string;
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
	/** Figures, moments and what can be done end under their heads; everything else begins there. */
	align?: 'start' | 'end';
	/** The cell that names the row; the first column where none is marked. */
	rowHeader?: boolean;
	/** The header is for a screen reader only. */
	hideHeader?: boolean;
	/** Where not all have room, those with the lowest number give way first; one without never does. */
	gives?: number;
};

/** Where the cells of a column stand. */
export const alignOf = <Row>({ key, align, number, time }: Column<Row>): 'start' | 'end' =>
	align ?? (number || time || key === 'operation' ? 'end' : 'start');

/** The columns that one may do without: not what names the row, nor what is done with it. */
export const optionalColumns = <Row>(columns: readonly Column<Row>[]): readonly Column<Row>[] =>
	columns.filter((column, at) => {
		const names = columns.some(({ rowHeader }) => rowHeader) ? column.rowHeader : at === 0;
		return !names && !column.hideHeader && column.key !== 'operation';
	});

/** What a column gives way by: moments go first, then what is copied, unless it says otherwise. */
const givesOf = <Row>({ gives, time, copy }: Column<Row>): number | undefined =>
	gives ?? (time ? 1 : copy ? 2 : undefined);

/** Below this, in rem, rows are cards whatever fits; and so they are where columns need so much more than there is. */
const NARROW = 30;
const MORE = 1.3;

/**
 * How a table stands in its width: side by side, without the columns that give way and closer together where they hardly
 * fit, or as cards, each with all of them.
 * @param width in rem
 * @param narrow the width in rem under which rows are cards, were there room or not
 * @param kept keys of columns that somebody chose to see: they give no way; undefined where none does
 */
export function layOut<Row>(
	columns: readonly Column<Row>[],
	width: number,
	selectable: boolean,
	kept: readonly string[] | undefined,
	narrow = NARROW
): { columns: readonly Column<Row>[]; cards: boolean; tight: boolean } {
	const fit = kept ? fitting(columns, width, selectable, kept) : columns;
	const cards = width < narrow || neededWidth(fit, selectable) > width * MORE;
	return { columns: cards ? columns : fit, cards, tight: neededWidth(fit, selectable) * 1.15 > width };
}

/** The columns that have room side by side: while they are too wide, those that give way leave, one after another. */
function fitting<Row>(
	columns: readonly Column<Row>[],
	width: number,
	selectable: boolean,
	kept: readonly string[]
): readonly Column<Row>[] {
	const giving = optionalColumns(columns)
		.filter((column) => givesOf(column) !== undefined && !kept.includes(column.key))
		.sort((one, other) => givesOf(one)! - givesOf(other)!);
	const gone = new Set<Column<Row>>();
	const fits = () =>
		neededWidth(
			columns.filter((column) => !gone.has(column)),
			selectable
		) <= width;
	for (const given of giving) if (!fits()) gone.add(given);
	// A wide one may have left room for a narrower that went before it.
	for (const given of giving.toReversed()) if (gone.delete(given) && !fits()) gone.add(given);
	// The same list where all fit: rows are not drawn anew because the table was measured.
	return gone.size === 0 ? columns : columns.filter((column) => !gone.has(column));
}

/** What a row is sorted by in a column that shows text, a moment, a figure or an organization. */
export function shownValue<Row>(column: Column<Row>, row: Row): string | number | null {
	const { text, copy, time, number, organization } = column;
	return (text ?? copy ?? time ?? number)?.(row) ?? organization?.(row).name ?? null;
}

/** An organization in words alone: with its account where another's name looks the same. */
export const passingName = ({ name, account, looksLikeAnother }: OrganizationCell): string =>
	plainText(looksLikeAnother && account ? `${name} ${account}` : name);

/** What a cell says while its row passes by. */
export function passingText<Row>(column: Column<Row>, row: Row): string {
	const { passing, cell, text, copy, time, number, organization } = column;
	const written = passing ?? text ?? copy;
	if (written) return cut(plainText(written(row)));
	if (cell) return '';
	if (organization) return passingName(organization(row));
	const figure = number?.(row) ?? time?.(row);
	if (figure == null || (time && !isMoment(figure))) return '—';
	return time ? whenRelative(figure, minute.now, locale.tag) : numberText(figure, locale.tag);
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
