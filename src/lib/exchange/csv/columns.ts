import { folded } from '$lib/domain/text/text';

/** Something that a table may hold in a column of its own. */
export interface Field<Key extends string = string> {
	key: Key;
	/** What its column is called in tables of others, in whatever language; the likeliest first. */
	names: readonly string[];
}

/** A column by its place, the first is 0; NONE where a person said that there is none. */
export type Columns<Key extends string = string> = Partial<Record<Key, number>>;
export const NONE = -1;

/** The name of a column as it is compared: "Serial No." and "serial_no" are one. */
const compared = (name: string): string => folded(name).replace(/[\s_\-.,:：/\\()（）[\]#@*"']+/g, '');

/** The columns that a header names, each for one field and each field in one column. */
export function columnsNamed<Key extends string>(
	header: readonly string[],
	fields: readonly Field<Key>[]
): Columns<Key> {
	const names = header.map(compared);
	const found: Columns<Key> = {};
	const taken = new Set<number>();
	for (const { key, names: known } of fields) {
		const at = known
			.map((name) => names.findIndex((each, index) => each === compared(name) && !taken.has(index)))
			.find((index) => index >= 0);
		if (at === undefined) continue;
		taken.add(at);
		found[key] = at;
	}
	return found;
}

/** What a header is remembered by, whatever its file is called. */
export const headerKey = (header: readonly string[]): string => JSON.stringify(header.map(compared));
