import type { TextOffset } from '../problem';

/** A text as it is written, outer spaces taken off. */
export interface TextNode extends TextOffset {
	is: 'text';
	text: string;
	/** Where each sign of it is: it begins here and is written as it reads. Undefined with escapes, folded, or by an alias. */
	begins?: number;
	/** Nothing is written, not even quotes. */
	isNothing: boolean;
}

export interface MapEntry {
	key: string;
	keyIs: TextOffset;
	value: Node;
}

/** Entries in the order of the text, each key once. */
export interface MapNode extends TextOffset {
	is: 'map';
	entries: ReadonlyMap<string, MapEntry>;
	/** What lacks a key may have it where nothing is looked up: a merge key, or one that is no text. */
	isPartial: boolean;
}

export interface ListNode extends TextOffset {
	is: 'list';
	items: readonly Node[];
}

/** A value of the text, aliases resolved. */
export type Node = TextNode | MapNode | ListNode;

export const valueOf = (node: Node | undefined, key: string): Node | undefined =>
	node?.is === 'map' ? node.entries.get(key)?.value : undefined;

/** The text of a node that is one and says something. */
export const writtenText = (node: Node | undefined): string | undefined =>
	node?.is === 'text' && node.text !== '' ? node.text : undefined;

export const itemsOf = (node: Node | undefined): readonly Node[] => (node?.is === 'list' ? node.items : []);

export const mapEntries = (node: Node | undefined): readonly MapEntry[] =>
	node?.is === 'map' ? [...node.entries.values()] : [];

/** The items that are texts and say something. */
export const textsIn = (node: Node | undefined): readonly TextNode[] =>
	itemsOf(node).filter((item): item is TextNode => writtenText(item) !== undefined);

/** The value as it is: texts, arrays and objects, which have no prototype, so that no key means anything. */
export function plainOf(node: Node): unknown {
	if (node.is === 'text') return node.text;
	if (node.is === 'list') return node.items.map(plainOf);
	const plain = Object.create(null) as Record<string, unknown>;
	for (const { key, value } of node.entries.values()) plain[key] = plainOf(value);
	return plain;
}

/** The value that is at the path, keys and places of lists. */
export function nodeAt(root: Node, path: readonly PropertyKey[]): Node | undefined {
	let node: Node | undefined = root;
	for (const step of path)
		node = node?.is === 'list' ? node.items[Number(step)] : valueOf(node, String(step));
	return node;
}
