/**
 * A copy of a list with one more at its end, no longer than that: lists that are pushed to take room for more, and `concat` of
 * what is no list takes ten times as long.
 */
export function withLast<T>(list: readonly T[], last: T): T[] {
	const { length } = list;
	const longer = new Array<T>(length + 1);
	for (let at = 0; at < length; at++) longer[at] = list[at]!;
	longer[length] = last;
	return longer;
}
