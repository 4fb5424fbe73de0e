import { isolated } from '../kit/text/isolated';
import { plainText } from '../kit/text/plain-text';

/** A piece of a sentence: words of ours, or a name, which may lead somewhere. */
export interface Segment {
	text: string;
	/** Written by somebody: shown isolated, with its controls made visible. */
	foreign?: boolean;
	href?: string | undefined;
}

export const words = (text: string): Segment[] => [{ text }];
export const name = (text: string, href?: string): Segment[] => [{ text, foreign: true, href }];

/** A sentence as plain text, in which no name turns what is around it. */
export const sentenceText = (sentence: readonly Segment[]): string =>
	sentence.map(({ text, foreign }) => (foreign ? isolated(plainText(text)) : text)).join('');

// Private-use characters around a number are placeholders while the sentence is made: what a person wrote is put in
// afterwards, so that it cannot pass for one.
const OPEN = '\ue000';
const CLOSE = '\ue001';

/**
 * A message whose places hold pieces: the language decides their order, the pieces keep their links.
 * `sentence(m.history_say_revoked, { products, grantee, permissions })`
 */
export function sentence<Places extends Record<string, unknown>>(
	message: (places: Places) => string,
	places: { [Place in keyof Places]: Segment[] }
): Segment[] {
	const all = Object.values<Segment[]>(places);
	const marked = Object.fromEntries(Object.keys(places).map((place, at) => [place, `${OPEN}${at}${CLOSE}`]));
	const pieces = message(marked as Places)
		.split(OPEN)
		.flatMap((piece, at): Segment[] => {
			if (at === 0) return words(piece);
			const [place = '', rest = ''] = piece.split(CLOSE);
			return [...(all[Number(place)] ?? []), ...words(rest)];
		})
		.filter(({ text }) => text !== '');
	return pieces.map((piece, at) => (isCountAfter(pieces[at - 1], piece) ? apart(piece) : piece));
}

/** A number of ours stands apart from the Chinese before it, as in every message; a name does not. */
const isCountAfter = (before: Segment | undefined, { text, foreign }: Segment): boolean =>
	!foreign && /^\d/.test(text) && /\p{Script=Han}$/u.test(before?.text ?? '');

const apart = (piece: Segment): Segment => ({ ...piece, text: ` ${piece.text}` });
