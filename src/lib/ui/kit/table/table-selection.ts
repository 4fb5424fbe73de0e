/** The keys after a press: one row more or less, or with shift every row between the last press and this one. */
export function pressed(
	selected: ReadonlySet<string>,
	keys: readonly string[],
	index: number,
	on: boolean,
	from: number | undefined
): ReadonlySet<string> {
	const [low, high] = from === undefined ? [index, index] : [Math.min(from, index), Math.max(from, index)];
	return allOrNone(selected, keys.slice(low, high + 1), on);
}

/** All of these keys, or none of them; what is selected beyond them (outside a filter) stays. */
export function allOrNone(
	selected: ReadonlySet<string>,
	keys: readonly string[],
	on: boolean
): ReadonlySet<string> {
	const next = new Set(selected);
	for (const key of keys) {
		if (on) next.add(key);
		else next.delete(key);
	}
	return next;
}
