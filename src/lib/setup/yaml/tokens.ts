import { CST, Lexer, Parser } from 'yaml';
import { mostBytes } from '../bounds';
import type { Problems } from '../problem';

/** Maps and lists inside each other, the whole text being the first. */
const mostLevels = 16;
const mostAliases = 100;
/** Words, marks and gaps between them: a text of 20,000 grants has 730,000, and each costs 200 bytes while it is read. */
const usualMostTokens = 3_000_000;

const COLLECTIONS: ReadonlySet<string> = new Set(['block-map', 'block-seq', 'flow-collection']);
/** What the lexer says before a scalar. */
const SCALAR = '\u001f';

/** The tokens of the text's first document. */
export interface Tokens {
	tokens: CST.Token[];
	hasTags: boolean;
}

/**
 * Takes a text apart, token by token, before anything is built of it; stops where there is too much of it. Undefined: its
 * values are not to be looked at, and the problems say why. Cost: the text once, whatever is in it.
 */
export function tokensOf(
	source: string,
	problems: Problems,
	mostTokens = usualMostTokens
): Tokens | undefined {
	if (isOver(source, mostBytes)) {
		problems.add('too-big', { at: 0 });
		return undefined;
	}
	const parser = new Parser();
	const tokens: CST.Token[] = [];
	let [count, aliases, documents] = [0, 0, 0];
	let hasTags = false;
	let isReadable = true;
	let isScalar = false;

	const take = (more: Iterable<CST.Token>) => {
		for (const token of more) {
			if (token.type === 'document') {
				documents += 1;
				if (documents === 2) problems.add('several-documents', { at: token.offset });
			}
			if (documents < 2) tokens.push(token);
		}
	};
	for (const lexeme of new Lexer().lex(source)) {
		const at = parser.offset;
		count += 1;
		if (count > mostTokens) {
			problems.add('too-big', { at });
			return undefined;
		}
		const type = isScalar ? 'scalar' : CST.tokenType(lexeme);
		isScalar = lexeme === SCALAR;
		if (type === 'tag') {
			hasTags = true;
			problems.add('tag', { at }, { word: lexeme });
		} else if (type === 'directive-line') {
			isReadable = false;
			problems.add('directive', { at }, { word: lexeme });
		} else if (type === 'alias' && ++aliases > mostAliases) {
			problems.add('aliases', { at }, { word: lexeme });
			return undefined;
		}
		take(parser.next(lexeme));
		const tooDeep = deeperThan(parser.stack, mostLevels);
		if (!tooDeep) continue;
		problems.add('too-deep', { at: tooDeep.offset });
		return undefined;
	}
	take(parser.end());
	return isReadable ? { tokens, hasTags } : undefined;
}

/** The first collection below so many others, if there is one. */
function deeperThan(stack: readonly CST.Token[], levels: number): CST.Token | undefined {
	if (stack.length <= levels) return undefined;
	let depth = 0;
	for (const token of stack) {
		if (COLLECTIONS.has(token.type)) depth += 1;
		if (depth > levels) return token;
	}
	return undefined;
}

/** Whether the text has more bytes in UTF-8, without writing it. */
function isOver(source: string, bytes: number): boolean {
	if (source.length > bytes) return true;
	if (source.length * 3 <= bytes) return false;
	let count = 0;
	for (let at = 0; at < source.length; at++) {
		const unit = source.charCodeAt(at);
		count += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3;
	}
	return count > bytes;
}
