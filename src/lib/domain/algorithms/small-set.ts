/** A set that mostly has one value, or none, and of which there are a great many: one is itself, none is null. */
export type SmallSet<T extends object> = T | Set<T> | null;

/** The values. Not to be written. */
export const allOf = <T extends object>(set: SmallSet<T>): Iterable<T> =>
	set instanceof Set ? set : set === null ? [] : [set];

/** With a value that it has not. A set is written: it must be the caller's own. */
export function withOne<T extends object>(set: SmallSet<T>, value: T): SmallSet<T> {
	if (set === null) return value;
	return set instanceof Set ? set.add(value) : new Set([set, value]);
}

/** Without a value. A set is written: it must be the caller's own. */
export function withoutOne<T extends object>(set: SmallSet<T>, value: T): SmallSet<T> {
	if (set instanceof Set) set.delete(value);
	return set === value || (set instanceof Set && set.size === 0) ? null : set;
}
