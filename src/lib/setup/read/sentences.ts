import type { TextPosition } from '../problem';
import { parseSentence, sentenceWords } from '../sentence';
import type { Guide, Sentence, SetupExpectation } from '../setup';
import { itemsOf, type Node, type TextNode, writtenText, valueOf } from '../yaml/tree';
import type { References } from './keys-of';

/** Reads one sentence; undefined where it is none, or names what is not there: that is reported at its word. */
function readSentence(node: Node | undefined, references: References): Sentence | undefined {
	if (node?.is !== 'text' || node.text === '') return undefined;
	const { organization, product, sentence, problems } = parseSentence(sentenceWords(node.text));
	for (const { code, at, details } of problems) references.problems.add(code, wordAt(node, at), details);
	const isKnown = [
		organization && references.word('organizations', organization.key, wordAt(node, organization.at)),
		product && references.word('products', product.key, wordAt(node, product.at))
	];
	const isThere = product && isKnown[1] !== undefined && (!organization || isKnown[0] !== undefined);
	return isThere ? sentence : undefined;
}

/** Where a word of the text stands; where signs are written otherwise than they read, the whole text. */
function wordAt(node: TextNode, index: number): Pick<TextNode, 'at' | 'original'> {
	if (node.begins === undefined) return node;
	const words = node.text.matchAll(/\S+/gu);
	let place = 0;
	for (const word of words) if (place++ === index) return { at: node.begins + word.index };
	return node;
}

/** Reads the expectations: each sentence once. */
export function readExpectations(
	section: Node | undefined,
	references: References,
	placeOf: (offset: number) => TextPosition
): SetupExpectation[] {
	const seen = new Set<string>();
	return itemsOf(section).flatMap((node) => {
		const sentence = readSentence(node, references);
		if (!sentence) return [];
		const written = JSON.stringify(sentence);
		if (seen.has(written)) references.problems.add('said-twice', node, { word: writtenText(node) ?? '' });
		seen.add(written);
		return [{ ...placeOf(node.at), sentence }];
	});
}

/** Reads the guide, if there is one. */
export function readGuide(section: Node | undefined, references: References): Guide | null {
	if (section?.is !== 'map') return null;
	return {
		title: (writtenText(valueOf(section, 'title')) ?? '').toWellFormed(),
		story: (writtenText(valueOf(section, 'story')) ?? '').toWellFormed().replaceAll(/\r\n?/gu, '\n'),
		steps: itemsOf(valueOf(section, 'steps')).flatMap((item) => readStep(item, references))
	};
}

function readStep(item: Node, references: References): Guide['steps'] {
	if (item.is !== 'map') return [];
	const who = references.key('organizations', valueOf(item, 'who'));
	const ends = [...item.entries.values()].filter(({ key }) => key === 'done when' || key === 'no longer');
	const [end, second] = ends;
	if (second) references.problems.add('done-twice', second.keyIs, { word: second.key });
	if (!end) {
		if (!item.isPartial) references.problems.add('missing-key', item, { word: 'done when', in: 'steps' });
		return [];
	}
	const sentences = ends.map(({ value }) => readSentence(value, references));
	const [sentence] = sentences;
	if (!sentence) return [];
	return [
		{
			do: (writtenText(valueOf(item, 'do')) ?? '').toWellFormed(),
			who: who ?? null,
			...{ when: end.key === 'done when' ? 'holds' : 'no longer', sentence }
		}
	];
}
