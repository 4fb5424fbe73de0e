import type { Encoding } from './encoding-names';
import { guessEncoding } from './guess-encoding';

/** An encoding and how it was found: by a byte order mark, by proof, or by a guess. */
export interface FoundEncoding {
	encoding: Encoding;
	by: 'mark' | 'proof' | 'guess';
}

/** Bytes that a guess examines, from the first line that is not plain ASCII. */
const SAMPLE = 65_536;

/** Finds the encoding of a file. Reads it to its end, or to the first byte that is invalid UTF-8. */
export async function findEncoding(file: Blob, signal: AbortSignal): Promise<FoundEncoding> {
	const start = new Uint8Array(await file.slice(0, 4_096).arrayBuffer());
	const marked = byMark(start);
	if (marked) return { encoding: marked, by: 'mark' };
	const wide = byZeros(start);
	if (wide) return { encoding: wide, by: 'guess' };
	const bad = await firstNotUtf8(file, signal);
	if (bad === undefined) return { encoding: 'utf-8', by: 'proof' };
	const from = Math.max(0, bad - 4_096);
	const around = new Uint8Array(await file.slice(from, from + SAMPLE).arrayBuffer());
	// In none of these encodings does a character contain the byte of a line break.
	const line = from === 0 ? 0 : around.indexOf(0x0a) + 1;
	return { encoding: guessEncoding(around.subarray(line)), by: 'guess' };
}

function byMark([a, b, c]: Uint8Array): Encoding | undefined {
	if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
	if (a === 0xff && b === 0xfe) return 'utf-16le';
	if (a === 0xfe && b === 0xff) return 'utf-16be';
	return undefined;
}

/** In UTF-16, separators, digits and line breaks have a zero byte. */
function byZeros(bytes: Uint8Array): Encoding | undefined {
	const zeros = [0, 0];
	bytes.forEach((byte, at) => byte === 0 && zeros[at % 2]!++);
	const [even = 0, odd = 0] = zeros;
	const many = bytes.length / 20;
	if (odd > many && odd > 4 * even) return 'utf-16le';
	if (even > many && even > 4 * odd) return 'utf-16be';
	return undefined;
}

/** Where invalid UTF-8 begins in a file; undefined if all of it is valid. */
async function firstNotUtf8(file: Blob, signal: AbortSignal): Promise<number | undefined> {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	const reader = file.stream().getReader();
	let read = 0;
	try {
		for (;;) {
			const { done, value } = await reader.read();
			signal.throwIfAborted();
			try {
				decoder.decode(value, { stream: !done });
			} catch {
				return read + (value?.findIndex((byte) => byte > 0x7f) ?? 0);
			}
			if (done) return undefined;
			read += value.byteLength;
		}
	} finally {
		await reader.cancel();
	}
}
