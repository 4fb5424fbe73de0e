import { cut, plainText } from '../text/plain-text';

/** Longer than any sentence of the app with the names in it: what is longer is a foreign text, and cut. */
const LONGEST = 1_000;

/** Milliseconds in which a slow reader reads a character. */
const READING_MS = 70;

/** The text of a toast, and its duration in milliseconds: at least `least`, and long enough to read it. */
export function toastText(message: string, least: number): { text: string; duration: number } {
	const text = cut(plainText(message), LONGEST);
	return { text, duration: Math.max(least, text.length * READING_MS) };
}
