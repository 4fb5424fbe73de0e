/** A set that mostly has one value, or none, and of which there are a great many: one is itself, none is null. */
export type SmallSet<T extends object | string> = T | Set<T> | null;

/** The values. Not to be written. */
export const allOf = <T extends object | string>(set: SmallSet<T> | undefined): Iterable<T> =>
	set instanceof Set ? set : set === null || set === undefined ? [] : [set];

/** Whether there is more than one value. */
export const hasSeveral = (set: SmallSet<object | string> | undefined): boolean => set instanceof Set;

/** With a value that it has not. A set is written: it must be the caller's own. */
export function withOne<T extends object | string>(set: SmallSet<T>, value: T): SmallSet<T> {
	if (set === null) return value;
	return set instanceof Set ? set.add(value) : new Set([set, value]);
}

/** Without a value. A set is written: it must be the caller's own. */
export function withoutOne<T extends object | string>(set: SmallSet<T>, value: T): SmallSet<T> {
	if (!(set instanceof Set)) return set === value ? null : set;
	set.delete(value);
	if (set.size > 1) return set;
	const [left] = set;
	return left ?? null;
}
