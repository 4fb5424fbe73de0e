/** So few are put into a list, or taken out of it, one by one; for more, all of it is copied once. */
const few = 32;

/** So many lists can be joined in one call. */
const mostJoined = 20_000;

/** How many at the beginning of the list the condition holds for; it holds for none after them. */
export function countWhile<T>(list: readonly T[], holds: (each: T) => boolean, from = 0): number {
	let to = list.length;
	while (from < to) {
		const middle = (from + to) >> 1;
		if (holds(list[middle]!)) from = middle + 1;
		else to = middle;
	}
	return from;
}

/**
 * The first of a list as it would be sorted, without sorting the rest. Cost: a comparison for each item, and a search for
 * each that comes before what was found so far.
 */
export function firstSorted<T>(list: readonly T[], most: number, compare: (a: T, b: T) => number): T[] {
	const first: T[] = [];
	for (const item of list) {
		const last = first[most - 1];
		if (last !== undefined && compare(last, item) <= 0) continue;
		first.splice(
			countWhile(first, (each) => compare(each, item) <= 0),
			0,
			item
		);
		if (first.length > most) first.pop();
	}
	return first;
}

/**
 * A sorted list with more in it. The list itself may be changed, and is not to be used any more. Cost: a search for each
 * item, and moving the list.
 * @param items sorted
 */
export function withItems<T>(list: T[], items: readonly T[], compare: (a: T, b: T) => number): T[] {
	const [first] = items;
	const last = list.at(-1);
	if (first === undefined) return list;
	if (last === undefined || compare(last, first) < 0) {
		for (const item of items) list.push(item);
		return list;
	}
	let from = 0;
	const places = items.map((item) => (from = countWhile(list, (each) => compare(each, item) < 0, from)));
	if (items.length <= few) {
		for (const [index, item] of items.entries()) list.splice(places[index]! + index, 0, item);
		return list;
	}
	return joined([
		...items.flatMap((item, index) => [list.slice(places[index - 1] ?? 0, places[index]), [item]]),
		list.slice(places.at(-1))
	]);
}

/**
 * A sorted list without some of what is in it. The list itself may be changed, and is not to be used any more. Cost: as
 * that of `withItems`.
 * @param items sorted
 */
export function withoutItems<T>(list: T[], items: readonly T[], compare: (a: T, b: T) => number): T[] {
	let from = 0;
	const places = items.map((item) => (from = countWhile(list, (each) => compare(each, item) < 0, from)));
	if (items.length <= few) {
		for (const place of places.toReversed()) list.splice(place, 1);
		return list;
	}
	return joined(
		[0, ...places.map((place) => place + 1)].map((start, index) => list.slice(start, places[index]))
	);
}

const joined = <T>(lists: T[][]): T[] =>
	lists.length <= mostJoined ? ([] as T[]).concat(...lists) : lists.flat();
