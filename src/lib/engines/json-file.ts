import type { EngineFile } from './engine';
import type { z } from './zod';
import { Misread, linePlace } from './misread';

/** No engine's statement is deeper; a million lists in each other would cost more than they say. */
const deepest = 16;
/** Lists and records of 200,000 grants. */
const mostContainers = 20_000_000;

const [quote, backslash] = [0x22, 0x5c];
const [openList, closeList, openRecord, closeRecord] = [0x5b, 0x5d, 0x7b, 0x7d];

/** What a file holds as JSON. Throws `Misread` with the place where it is none, or is too deep. */
export function jsonIn({ name, text }: EngineFile): unknown {
	const beyond = beyondDepth(text);
	if (beyond >= 0) throw new Misread('too-deep', name, linePlace(text, beyond));
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new Misread('not-json', name, placeOf(String(error), text));
	}
}

/** The members of a list in a file, each of one shape. Throws `Misread` with the number of the first that is not. */
export function membersIn<T extends z.ZodMiniType>(file: EngineFile, list: unknown, shape: T): z.infer<T>[] {
	if (!Array.isArray(list)) throw new Misread('no-statement', file.name, { statement: 1 });
	return list.map((member, index) => {
		const read = shape.safeParse(member);
		if (!read.success) throw new Misread('no-statement', file.name, { statement: index + 1 });
		return read.data;
	});
}

/** Where lists and records lie too deep in each other, or are too many; -1 where they do not. */
function beyondDepth(text: string): number {
	let [depth, count] = [0, 0];
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === quote) {
			for (at += 1; at < text.length && text.charCodeAt(at) !== quote; at++)
				if (text.charCodeAt(at) === backslash) at += 1;
		} else if (code === openList || code === openRecord) {
			count += 1;
			depth += 1;
			if (depth > deepest || count > mostContainers) return at;
		} else if (code === closeList || code === closeRecord) depth -= 1;
	}
	return -1;
}

/** Browsers say the place in their message, each in its own words; where one says none, it is the end. */
function placeOf(message: string, text: string) {
	const [, line, column] = /line (\d+),? column (\d+)/.exec(message) ?? [];
	if (line !== undefined) return { line: Number(line), column: Number(column) };
	const at = /position (\d+)/.exec(message)?.[1];
	return linePlace(text, at === undefined ? text.trimEnd().length : Number(at));
}
