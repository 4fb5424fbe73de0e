import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';
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

/** Maps fields to the columns that a header names, one to one. Cost: the header and the names, once. */
export function columnsNamed<Key extends string>(
	header: readonly string[],
	fields: readonly CsvField<Key>[]
): Columns<Key> {
	const places = new Map<string, number[]>();
	for (const [at, name] of header.entries())
		getOrInsertComputed(places, normalizedName(name), (): number[] => []).push(at);
	const found: Columns<Key> = {};
	for (const { key, names } of fields) {
		const named = names.map(normalizedName).find((name) => places.get(name)?.length);
		// What is taken is there for no other field.
		if (named !== undefined) found[key] = places.get(named)!.shift()!;
	}
	return found;
}

/** The key under which a header is remembered, independent of the file's name. */
export const headerKey = (header: readonly string[]): string => JSON.stringify(header.map(normalizedName));
