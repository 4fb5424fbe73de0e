import type { EntryId } from './facts';

/** One value that a changeable field was given, and the fact that gave it. */
export interface Version<T> {
	value: T;
	stamp: number;
	entry: EntryId;
	index: number;
	/** Milliseconds since 1970, as claimed. */
	at: number;
}

/** A changeable field: every value it was given, in rank order; the last one counts. Never reordered by arrival. */
export type Field<T> = Version<T>[];

/** By stamp, then entry id, then place in the entry: a total order that every replica shares. */
export function compareRank(a: Version<unknown>, b: Version<unknown>): number {
	if (a.stamp !== b.stamp) return a.stamp - b.stamp;
	if (a.entry !== b.entry) return a.entry < b.entry ? -1 : 1;
	return a.index - b.index;
}

/** Adds a version in its place. Versions mostly arrive in order, so the search starts at the end. */
export function addVersion<T>(field: Field<T>, version: Version<T>): void {
	let place = field.length;
	while (place > 0 && compareRank(field[place - 1]!, version) > 0) place--;
	field.splice(place, 0, version);
}

export const current = <T>(field: Field<T>): T | undefined => field.at(-1)?.value;

/** The value that would count had the entries in `undone` never been written; undefined where nothing is left. */
export const currentWithout = <T>(field: Field<T>, undone: ReadonlySet<EntryId>): T | undefined =>
	field.findLast((version) => !undone.has(version.entry))?.value;
