import { searchable, searchWords } from '$lib/domain/text/text';
import type { Icon } from '../icon';

/** One item of the command palette: a place to go to, or something to do. */
export interface PaletteItem {
	/** Unique among all items. */
	id: string;
	label: string;
	/** A quieter text beside it: an account, a PID. Searched too. */
	hint?: string | undefined;
	keywords?: readonly string[];
	icon?: Icon;
	/** An organization's avatar instead of an icon. */
	organization?: { name: string; colour: string };
	/** Keys that do the same, for display. */
	keys?: string | undefined;
	run: () => void;
}

export interface PaletteGroup {
	heading: string;
	items: readonly PaletteItem[];
}

/** How many items of a group are offered: the rest is found by typing more. */
const PER_GROUP = 8;

function rank({ label, hint = '', keywords = [] }: PaletteItem, words: readonly string[]): number {
	const name = searchable(label);
	const rest = [hint, ...keywords].map(searchable).join(' ');
	let sum = 0;
	for (const word of words) {
		if (name.startsWith(word)) sum += 4;
		else if (name.includes(` ${word}`)) sum += 3;
		else if (name.includes(word)) sum += 2;
		else if (rest.includes(word)) sum += 1;
		else return 0;
	}
	return sum;
}

/** The items that hold every word of the query, the best of each group first; with no query, the first of each group. */
export function searchPalette(groups: readonly PaletteGroup[], query: string): PaletteGroup[] {
	const words = searchWords(query);
	return groups
		.map(({ heading, items }) => ({
			heading,
			items: (words.length === 0
				? items
				: items
						.map((item) => ({ item, rank: rank(item, words) }))
						.filter((each) => each.rank > 0)
						.sort((a, b) => b.rank - a.rank)
						.map((each) => each.item)
			).slice(0, PER_GROUP)
		}))
		.filter((group) => group.items.length > 0);
}

/**
 * The item that a key goes to from the chosen one: the next, around the ends; with Alt the first of the next group; with
 * ⌘, or by Home and End, the first and the last. Undefined for other keys, and where there is nothing to go to.
 */
export function idByKey(
	groups: readonly PaletteGroup[],
	chosen: string,
	{ key, altKey, metaKey }: Pick<KeyboardEvent, 'key' | 'altKey' | 'metaKey'>
): string | undefined {
	const ids = groups.flatMap(({ items }) => items.map(({ id }) => id));
	const step = { ArrowDown: 1, ArrowUp: -1 }[key];
	if (key === 'Home' || (metaKey && step === -1)) return ids[0];
	if (key === 'End' || (metaKey && step === 1)) return ids.at(-1);
	if (step === undefined) return undefined;
	const group = groups.findIndex(({ items }) => items.some(({ id }) => id === chosen));
	const beyond = altKey ? groups[group + step]?.items[0]?.id : undefined;
	return beyond ?? ids.at((ids.indexOf(chosen) + step) % ids.length);
}
