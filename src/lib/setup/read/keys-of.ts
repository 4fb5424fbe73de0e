import { whatIsWrongWithKey } from '../keys';
import { nearest } from '../nearest';
import type { ProblemCode, Problems } from '../problem';
import { mapEntries, type MapEntry, type Node, type TextNode, valueOf } from '../yaml/tree';

/** The entries of a section that has a key for each, by key. */
export function keyedIn(root: Node, section: string, problems: Problems): ReadonlyMap<string, MapEntry> {
	const entries = mapEntries(valueOf(root, section));
	for (const { key, keyIs } of entries) {
		const wrong = whatIsWrongWithKey(key);
		if (wrong) problems.add(wrong, keyIs, { word: key, of: section });
	}
	return new Map(entries.map((entry) => [entry.key, entry]));
}

/** The keys that there are, which others refer to. */
export interface Known {
	organizations: ReadonlyMap<string, MapEntry>;
	products: ReadonlyMap<string, MapEntry>;
}

const CODES: Record<keyof Known, ProblemCode> = {
	organizations: 'unknown-organization',
	products: 'unknown-product'
};

/** How many signs are compared in one text, each of a word with each of another, to tell which words were meant. */
const mostCompared = 30_000_000;

/** Looks up keys, and tells those that there are not. A word is looked for once, however often it is written. */
export class References {
	readonly #nearest = new Map<string, string | undefined>();
	#compared = 0;

	constructor(
		readonly known: Known,
		readonly problems: Problems
	) {}

	/** The key, where it is one; a value that is not even a text was reported already. */
	key(to: keyof Known, node: Node | undefined): string | undefined {
		if (node?.is !== 'text' || node.text === '') return undefined;
		return this.word(to, node.text, node);
	}

	word(to: keyof Known, word: string, written: Pick<TextNode, 'at' | 'original'>): string | undefined {
		if (this.known[to].has(word)) return word;
		const meant = this.#meant(to, word);
		this.problems.add(CODES[to], written, { word, ...(meant === undefined ? {} : { nearest: meant }) });
		return undefined;
	}

	#meant(to: keyof Known, word: string): string | undefined {
		const asked = `${to} ${word}`;
		if (this.#nearest.has(asked) || this.#compared > mostCompared) return this.#nearest.get(asked);
		this.#compared += this.known[to].size * word.length ** 2;
		const found = nearest(word, this.known[to].keys());
		this.#nearest.set(asked, found);
		return found;
	}
}
