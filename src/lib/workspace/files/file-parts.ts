import { pushAll } from '$lib/domain/algorithms/push-all';
import type { AppFile, UnreadableFile } from './app-file';

/**
 * What a thread that reads a file says: that it is there, what the file is, without its list, the list in parts, and that
 * this was all; or why it could not be read. Texts cross as one, since a browser copies one large text once, and many small
 * ones again whenever it looks for room.
 */
export type FileWord =
	| 'ready'
	| { read: AppFile | UnreadableFile }
	| { texts: string; lengths: number[] }
	| { items: unknown[] }
	| 'end'
	| { failed: string };

/** How much crosses at once, unless one text is longer: taking over what crosses is one piece of work for the page. */
const mostAtOnce = { characters: 500_000, items: 2_000 };

/** A file as it crosses to another thread. Its list is taken out of it. */
export function* fileInParts(read: AppFile | UnreadableFile): Generator<FileWord, void> {
	const list = listIn(read).splice(0);
	yield { read };
	let [part, characters]: [unknown[], number] = [[], 0];
	for (const item of list) {
		const length = lengthOf(item);
		const isFull = part.length === mostAtOnce.items || characters + length > mostAtOnce.characters;
		if (isFull && part.length > 0) {
			yield wordOf(part);
			[part, characters] = [[], 0];
		}
		part.push(item);
		characters += length;
	}
	if (part.length > 0) yield wordOf(part);
	yield 'end';
}

const lengthOf = (item: unknown): number =>
	typeof item === 'string' ? item.length : JSON.stringify(item).length;

const areTexts = (part: unknown[]): part is string[] => part.every((item) => typeof item === 'string');

const wordOf = (part: unknown[]): FileWord =>
	areTexts(part) ? { texts: part.join(''), lengths: part.map(lengthOf) } : { items: part };

/** Puts the words of `fileInParts` together; undefined until the last. */
export class JoinedFile {
	#read: AppFile | UnreadableFile | undefined;
	#list: unknown[] = [];

	add(word: Exclude<FileWord, { failed: string }>): AppFile | UnreadableFile | undefined {
		if (word === 'ready') return undefined;
		if (word === 'end') return this.#read;
		if ('read' in word) {
			this.#read = word.read;
			this.#list = listIn(word.read);
		} else if ('items' in word) pushAll(this.#list, word.items);
		else {
			let at = 0;
			for (const length of word.lengths) this.#list.push(word.texts.slice(at, (at += length)));
		}
		return undefined;
	}
}

/** What there can be many of in a file. */
function listIn(read: AppFile | UnreadableFile): unknown[] {
	if ('problem' in read) return [];
	switch (read.kind) {
		case 'workspace':
		case 'partner':
		case 'proof':
			return read.file.entries;
		case 'draft':
			return read.file.steps;
		case 'set-aside':
			return read.file.rows;
		default:
			return [];
	}
}
