import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';

const collators = new Map<string | undefined, Intl.Collator>();

/**
 * How names are put in order: as the language does it, numbers in them by their size. Kept, for making one costs a
 * hundred comparisons, which is what `localeCompare` with options pays each time.
 * @param tag a language tag; the browser's own language without one
 */
export const collatorOf = (tag?: string): Intl.Collator =>
	getOrInsertComputed(collators, tag, () => new Intl.Collator(tag, { numeric: true }));

/** For sorting whatever has a name. */
export function byName(tag?: string): (one: { name: string }, other: { name: string }) => number {
	const { compare } = collatorOf(tag);
	return (one, other) => compare(one.name, other.name);
}
