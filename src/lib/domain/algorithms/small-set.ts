import { withLast } from './with-last';

/**
 * A set that mostly has one value, or none, and of which there are a great many: one is itself, none is null, and a few are a
 * list, which is never written.
 */
export type SmallSet<T extends object | string> = T | readonly T[] | Set<T> | null;

/** Up to so many are a list. */
const few = 8;

/** So many are a `Set` for the first time. */
export const fewest = few + 1;

/** Whether it is a `Set`, in which nothing is looked for one by one. */
export const isMany = <T extends object | string>(set: SmallSet<T>): set is Set<T> => set instanceof Set;

const isList = <T extends object | string>(set: SmallSet<T> | undefined): set is readonly T[] =>
	Array.isArray(set);

/** The values. Not to be written. */
export const allOf = <T extends object | string>(set: SmallSet<T> | undefined): Iterable<T> =>
	set instanceof Set || isList(set) ? set : set === null || set === undefined ? [] : [set];

/** Whether there is more than one value. */
export const hasSeveral = (set: SmallSet<object | string> | undefined): boolean =>
	set instanceof Set || isList(set);

/** With a value that it has not. A `Set` is written: it must be the caller's own. */
export function withOne<T extends object | string>(set: SmallSet<T>, value: T): SmallSet<T> {
	if (set === null) return value;
	if (set instanceof Set) return set.add(value);
	if (!isList(set)) return [set, value];
	return set.length < few ? withLast(set, value) : new Set([...set, value]);
}

/** Without a value. A `Set` is written: it must be the caller's own. */
export function withoutOne<T extends object | string>(set: SmallSet<T>, value: T): SmallSet<T> {
	if (set instanceof Set) set.delete(value);
	else if (!isList(set)) return set === value ? null : set;
	const left = set instanceof Set ? set : set.filter((each) => each !== value);
	if ((left instanceof Set ? left.size : left.length) > 1) return left;
	const [last] = left;
	return last ?? null;
}
