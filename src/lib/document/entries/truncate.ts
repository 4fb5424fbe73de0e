/**
 * The beginning of a text, of at most so many characters, to be kept: engines keep the whole of a text for as long as
 * somebody has a part of it, however large it was.
 */
export const truncated = (text: string, most: number): string =>
	text.length <= most ? text : (JSON.parse(JSON.stringify(text.slice(0, most))) as string);
