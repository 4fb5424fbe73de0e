import { Composer, type Document, isAlias, isMap, isScalar, isSeq, type Node as YamlNode } from 'yaml';
import { mostBytes } from '../bounds';
import type { Problems } from '../problem';
import { tokensOf } from './tokens';
import type { ListNode, MapEntry, MapNode, Node, TextNode } from './tree';

/** How many values all aliases together may repeat, and characters of their texts: as many as a text may have. */
const mostRepeated = { values: 100_000, characters: mostBytes };

/** What a tag does to a value is ignored: the tag is reported, and every value is a text. */
const OF_TAGS = new Set(['TAG_RESOLVE_FAILED', 'BAD_COLLECTION_TYPE']);

/** Reads a text as YAML; undefined where it is none, and the problems say why. */
export function treeOf(source: string, problems: Problems): Node | undefined {
	const read = tokensOf(source, problems);
	if (!read) return undefined;
	const composer = new Composer({ schema: 'failsafe', uniqueKeys: false, logLevel: 'silent' });
	const [document] = composer.compose(read.tokens, true, source.length);
	if (!document || hasErrors(document, read.hasTags, problems)) return undefined;
	const aliases = new Aliases(problems);
	const root = new Reading(source, problems, aliases).node(document.contents, 0);
	return aliases.areGood ? root : undefined;
}

/** Tells the errors of the library: one at each place, and none behind one that makes the rest senseless. */
function hasErrors(document: Document, hasTags: boolean, problems: Problems): boolean {
	const errors = document.errors.filter(({ code }) => !(hasTags && OF_TAGS.has(code)));
	const reported = new Set<number>();
	for (const { pos, code, message } of errors) {
		if (!reported.has(pos[0])) problems.add('yaml', { at: pos[0] }, { word: message });
		reported.add(pos[0]);
		if (code === 'UNEXPECTED_TOKEN') break;
	}
	return errors.length > 0;
}

/** How many values there are, and characters in their texts and keys. */
interface Size {
	values: number;
	characters: number;
}

/** What has an anchor, so far, and what an alias may stand for. */
class Aliases {
	areGood = true;
	readonly #anchors = new Map<string, { node: Node; size: Size }>();
	readonly #repeated: Size = { values: 0, characters: 0 };
	#isTold = false;
	/** How many anchors the value that is read is inside of. */
	inside = 0;

	constructor(readonly problems: Problems) {}

	anchor(name: string, node: Node, size: Size): void {
		this.#anchors.set(name, { node, size });
	}

	/** The value of an alias, as though it were written there. */
	resolve(name: string, at: number): Node {
		const target = this.#anchors.get(name);
		if (target && this.inside === 0 && this.#mayRepeat(target.size)) return repeated(target.node, at);
		// One mistake: what is behind it in what has the anchor is the same, and so is what is too much.
		const isTold = target ? this.#isTold : this.inside > 0 && !this.areGood;
		if (!isTold) this.problems.add('aliases', { at }, { word: name });
		if (target) this.#isTold = true;
		this.areGood = false;
		return nothing(at);
	}

	#mayRepeat({ values, characters }: Size): boolean {
		const all = this.#repeated;
		all.values += values;
		all.characters += characters;
		return all.values <= mostRepeated.values && all.characters <= mostRepeated.characters;
	}
}

function repeated(node: Node, at: number): Node {
	const written = { at, original: node.original ?? node.at };
	if (node.is === 'list')
		return { ...written, is: 'list', items: node.items.map((item) => repeated(item, at)) };
	if (node.is === 'map') {
		const entries = [...node.entries].map(([key, { keyIs, value }]): [string, MapEntry] => [
			key,
			{ key, keyIs: { at, original: keyIs.original ?? keyIs.at }, value: repeated(value, at) }
		]);
		return { ...written, is: 'map', entries: new Map(entries), isPartial: node.isPartial };
	}
	return { ...written, is: 'text', text: node.text, isNothing: node.isNothing };
}

const nothing = (at: number): TextNode => ({ is: 'text', at, text: '', isNothing: true });

/** Makes the tree of a document: it is at most 16 levels deep. */
class Reading {
	/** How much was read so far. */
	readonly #read: Size = { values: 0, characters: 0 };

	constructor(
		readonly source: string,
		readonly problems: Problems,
		readonly aliases: Aliases
	) {}

	/** @param at where it would be, if nothing is written */
	node(yaml: unknown, at: number): Node {
		this.#read.values += 1;
		if (isAlias(yaml)) return this.aliases.resolve(yaml.source, yaml.range?.[0] ?? at);
		const anchor = (isScalar(yaml) || isMap(yaml) || isSeq(yaml)) && yaml.anchor;
		if (!anchor) return this.#value(yaml, at);
		const before = { ...this.#read };
		this.aliases.inside += 1;
		const node = this.#value(yaml, at);
		this.aliases.inside -= 1;
		const { values, characters } = this.#read;
		this.aliases.anchor(anchor, node, {
			values: values - before.values + 1,
			characters: characters - before.characters
		});
		return node;
	}

	#value(yaml: unknown, at: number): Node {
		const begin = startOf(yaml, at);
		if (isMap(yaml)) return this.#map(yaml.items, begin);
		if (isSeq(yaml)) {
			const items = yaml.items.map((item) => this.node(item, begin));
			return { is: 'list', at: begin, items } satisfies ListNode;
		}
		return isScalar(yaml) ? this.#text(yaml.value, yaml.range ?? [begin, begin], begin) : nothing(begin);
	}

	#text(value: unknown, [from, to]: readonly number[], at: number): TextNode {
		const written = this.source.slice(from, to);
		const text = typeof value === 'string' ? value.trim() : '';
		this.#read.characters += text.length;
		const inner = /^(["']).*\1$/su.test(written) ? written.slice(1, -1) : written;
		return {
			...{ is: 'text', at, text, isNothing: written === '' },
			...(text !== '' && inner.trim() === text && { begins: from! + written.indexOf(text) })
		};
	}

	#map(pairs: readonly { key: unknown; value: unknown }[], at: number): MapNode {
		const entries = new Map<string, MapEntry>();
		let isPartial = false;
		for (const pair of pairs) {
			const key = this.node(pair.key, at);
			const value = this.node(pair.value, endOf(pair.key, key.at));
			if (key.is !== 'text') {
				this.problems.add('not-a-text', key, { of: 'key' });
				isPartial = true;
			} else if (key.text === '<<' && this.source.startsWith('<<', key.at)) {
				this.problems.add('merge-key', key, { word: key.text });
				isPartial = true;
			} else if (entries.has(key.text)) {
				this.problems.add('duplicate-key', key, { word: key.text });
			} else {
				const { text, is: _, isNothing: __, begins: ___, ...keyIs } = key;
				entries.set(text, { key: text, keyIs, value });
			}
		}
		return { is: 'map', at, entries, isPartial };
	}
}

const startOf = (yaml: unknown, otherwise: number): number =>
	(yaml as YamlNode | null)?.range?.[0] ?? otherwise;

const endOf = (yaml: unknown, otherwise: number): number =>
	(yaml as YamlNode | null)?.range?.[1] ?? otherwise;
