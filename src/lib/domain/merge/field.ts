import type { Entry } from '../entry';
import type { EntryId } from '../facts';

/** One value that a changeable field was given, and the fact that gave it. */
export interface Version<T> {
	value: T;
	stamp: number;
	entry: EntryId;
	index: number;
	/** Milliseconds since 1970, as claimed. */
	at: number;
}

/** A version as it is kept: what its entry says is asked of that. */
export class Stated<T> implements Version<T> {
	constructor(
		readonly value: T,
		readonly source: Pick<Entry, 'id' | 'stamp' | 'at'>,
		readonly index: number
	) {}

	get entry(): EntryId {
		return this.source.id;
	}

	get stamp(): number {
		return this.source.stamp;
	}

	get at(): number {
		return this.source.at;
	}
}

/**
 * A changeable field: the values it was given, in rank order; the last one counts. Never reordered by arrival. Of one
 * entry only its first, which may be what the record began with, and its last: what is between them never counts, as an
 * entry counts as a whole, and it could be twenty thousand.
 */
export type Field<T> = Version<T>[];

type Rank = Pick<Version<unknown>, 'stamp' | 'entry' | 'index'>;

/**
 * Orders versions by stamp, then entry id, then place in the entry: the same on every replica (docs/rules.md, After a
 * merge).
 */
export function compareRank(a: Rank, b: Rank): number {
	if (a.stamp !== b.stamp) return a.stamp - b.stamp;
	if (a.entry !== b.entry) return a.entry < b.entry ? -1 : 1;
	return a.index - b.index;
}

/** How many versions rank below this one. */
export function placeIn(field: Field<unknown>, rank: Rank): number {
	let [from, to] = [0, field.length];
	// Versions mostly arrive in order: the last one is looked at first.
	for (let middle = to - 1; from < to; middle = (from + to) >> 1) {
		if (compareRank(field[middle]!, rank) < 0) from = middle + 1;
		else to = middle;
	}
	return from;
}

/** Adds a version in its place. Of one entry only the first and the last are kept. */
export function addVersion<T>(field: Field<T>, version: Version<T>): void {
	const place = placeIn(field, version);
	const isOfEntry = (at: number) => field[at]?.entry === version.entry;
	if (isOfEntry(place - 1) && isOfEntry(place)) return;
	if (isOfEntry(place - 2)) field[place - 1] = version;
	else if (isOfEntry(place + 1)) field[place] = version;
	else if (place === field.length) field.push(version);
	else field.splice(place, 0, version);
}

/** The versions with another one in its place, in a list no longer than they are: a great many have one, or two. */
export function withVersion<T>(field: Field<T>, version: Version<T>): Field<T> {
	if (field.length === 0) return [version];
	addVersion(field, version);
	return field.length < few ? field.slice() : field;
}

/** A list with more versions grows as lists do. */
const few = 8;

/** Removes every version that the entry gave. */
export function dropVersions(field: Field<unknown>, { stamp, entry }: Pick<Rank, 'stamp' | 'entry'>): void {
	const from = placeIn(field, { stamp, entry, index: 0 });
	let to = from;
	while (field[to]?.entry === entry) to += 1;
	field.splice(from, to - from);
}

/** The value that counts: of the highest version; undefined where there is none. */
export const current = <T>(field: Field<T>): T | undefined => field.at(-1)?.value;

/** The value that would count had the entries in `undone` never been written; undefined where none is left. */
export const currentWithout = <T>(field: Field<T>, undone: ReadonlySet<EntryId>): T | undefined =>
	field.findLast((version) => !undone.has(version.entry))?.value;
