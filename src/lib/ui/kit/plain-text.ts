// Controls, and the marks that override the direction or hide: what could make one name look like another.
// The joiners U+200C and U+200D stay, emoji and several scripts need them.
const DANGEROUS = /[\p{Control}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

/**
 * A foreign text as it may be shown: line breaks become spaces, and characters that could reorder or hide what is
 * around them become the visible mark of a bad character.
 */
export const plainText = (text: string): string =>
	text
		.replace(/[\t\n\r]+/g, ' ')
		.replace(DANGEROUS, '\ufffd')
		.toWellFormed();

/** The first part of a text that is far too long for any place, with an ellipsis. */
export const cut = (text: string, length = 200): string =>
	text.length > length ? `${text.slice(0, length).toWellFormed()}…` : text;
