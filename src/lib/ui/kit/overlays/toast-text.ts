import { cut, plainText } from '../text/plain-text';

/** More than any sentence of ours with the names in it: what is longer is somebody's text, and cut. */
const LONGEST = 1_000;

/** Milliseconds in which a slow reader reads a sign. */
const READING_MS = 70;

/** What a toast says, whole, and for how long: in milliseconds, at least `least`, and long enough to read it. */
export function toastText(message: string, least: number): { text: string; duration: number } {
	const text = cut(plainText(message), LONGEST);
	return { text, duration: Math.max(least, text.length * READING_MS) };
}
