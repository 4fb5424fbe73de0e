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

const itemsInAStep = 500;

const SPACE = 32;

/** An item as it is searched. */
interface Searched {
	name: string;
	rest: string;
}

const searched = ({ label, hint = '', keywords = [] }: PaletteItem): Searched => ({
	name: searchable(label),
	rest: [hint, ...keywords].map(searchable).join(' ')
});

/** What a word counts where a name begins with it; a name or a word later in it, less. */
const HIGHEST = 4;

function rank({ name, rest }: Searched, words: readonly string[]): number {
	let sum = 0;
	for (const word of words) {
		const at = name.indexOf(word);
		if (at === 0) sum += HIGHEST;
		else if (at > 0) sum += name.charCodeAt(at - 1) === SPACE || name.includes(` ${word}`, at) ? 3 : 2;
		else if (rest.includes(word)) sum += 1;
		else return 0;
	}
	return sum;
}

/** The search of a palette: there may be tens of thousands of items, and each key asks anew. */
export class PaletteSearch {
	readonly #groups: readonly PaletteGroup[];
	/** By group and place. */
	readonly #searched: Searched[][];

	constructor(groups: readonly PaletteGroup[]) {
		this.#groups = groups;
		this.#searched = groups.map(() => []);
	}

	/** Puts all texts into their searchable form before anybody searches, some hundreds in a step. */
	*prepare(): Generator<void, void> {
		for (const [group, { items }] of this.#groups.entries())
			for (const at of items.keys()) {
				this.#searchedAt(group, at);
				if (at % itemsInAStep === itemsInAStep - 1) yield;
			}
	}

	/**
	 * The items that hold every word of the query, the best of each group first; with no query, the first of each group.
	 * Cost: a look at each item, until there are enough of the best, whose texts are put into their searchable form once.
	 */
	find(query: string): PaletteGroup[] {
		const words = searchWords(query);
		return this.#groups
			.map(({ heading, items }, at) => ({
				heading,
				items: words.length === 0 ? items.slice(0, PER_GROUP) : this.#best(at, words)
			}))
			.filter(({ items }) => items.length > 0);
	}

	#best(group: number, words: readonly string[]): PaletteItem[] {
		const { items } = this.#groups[group]!;
		const byRank = Array.from({ length: HIGHEST * words.length + 1 }, (): PaletteItem[] => []);
		const best = byRank.at(-1)!;
		for (let at = 0; at < items.length && best.length < PER_GROUP; at++) {
			const ofRank = byRank[rank(this.#searchedAt(group, at), words)]!;
			if (ofRank.length < PER_GROUP) ofRank.push(items[at]!);
		}
		return byRank.slice(1).reverse().flat().slice(0, PER_GROUP);
	}

	#searchedAt(group: number, at: number): Searched {
		return (this.#searched[group]![at] ??= searched(this.#groups[group]!.items[at]!));
	}
}

/** The first groups, until there are so many items in them; all where there are fewer. */
export function groupsWithin(groups: readonly PaletteGroup[], most: number): readonly PaletteGroup[] {
	let count = 0;
	const last = groups.findIndex(({ items }) => (count += items.length) >= most);
	return last < 0 ? groups : groups.slice(0, last + 1);
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
