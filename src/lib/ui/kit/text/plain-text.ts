import { closed } from './isolated';

// Controls, and the marks that override the direction or hide: what could make one name look like another.
// The joiners U+200C and U+200D stay, emoji and several scripts need them; so do isolates that are closed, which our
// sentences put around names.
const DANGEROUS =
	/[\u034f\u17b4\u17b5\p{Control}\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2067\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]/gu;

/**
 * A foreign text as it may be shown: line breaks become spaces, and characters that could reorder or hide what is
 * around them become the visible mark of a bad character.
 */
export const plainText = (text: string): string =>
	closed(
		text
			.replace(/[\t\n\r]+/g, ' ')
			.replace(DANGEROUS, '\ufffd')
			.toWellFormed()
	);

/** The first part of a text that is far too long for any place, with an ellipsis. */
export const cut = (text: string, length = 200): string =>
	text.length > length ? `${text.slice(0, length).toWellFormed()}…` : text;
