/** A set that mostly has one value, or none, and of which there are a great many: one is itself, none is null. */
export type Several<T extends object> = T | Set<T> | null;

/** The values. Not to be written. */
export const allOf = <T extends object>(several: Several<T>): Iterable<T> =>
	several instanceof Set ? several : several === null ? [] : [several];

/** With a value that it has not. A set is written: it must be the caller's own. */
export function withOne<T extends object>(several: Several<T>, value: T): Several<T> {
	if (several === null) return value;
	return several instanceof Set ? several.add(value) : new Set([several, value]);
}

/** Without a value. A set is written: it must be the caller's own. */
export function withoutOne<T extends object>(several: Several<T>, value: T): Several<T> {
	if (several instanceof Set) several.delete(value);
	return several === value || (several instanceof Set && several.size === 0) ? null : several;
}
