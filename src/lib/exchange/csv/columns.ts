import { folded } from '$lib/domain/text/text';

/** A field that a table can have a column for. */
export interface CsvField<Key extends string = string> {
	key: Key;
	/** Usual column names in any language, the most likely first. */
	names: readonly string[];
}

/** The index of each field's column, from 0; NONE if a person chose none. */
export type Columns<Key extends string = string> = Partial<Record<Key, number>>;
export const NONE = -1;

/** Normalizes the name of a column for comparison: "Serial No." and "serial_no" are equal. */
const normalizedName = (name: string): string => folded(name).replace(/[\s_\-.,:：/\\()（）[\]#@*"']+/g, '');

/** Maps fields to the columns that a header names, one to one. */
export function columnsNamed<Key extends string>(
	header: readonly string[],
	fields: readonly CsvField<Key>[]
): Columns<Key> {
	const names = header.map(normalizedName);
	const found: Columns<Key> = {};
	const taken = new Set<number>();
	for (const { key, names: known } of fields) {
		const at = known
			.map((name) => names.findIndex((each, index) => each === normalizedName(name) && !taken.has(index)))
			.find((index) => index >= 0);
		if (at === undefined) continue;
		taken.add(at);
		found[key] = at;
	}
	return found;
}

/** The key under which a header is remembered, independent of the file's name. */
export const headerKey = (header: readonly string[]): string => JSON.stringify(header.map(normalizedName));
