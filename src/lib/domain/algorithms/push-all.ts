/** Puts more at the end of a list, one by one: a call takes some tens of thousands of arguments, and there may be more. */
export function pushAll<T>(list: T[], more: Iterable<T>): void {
	for (const each of more) list.push(each);
}
