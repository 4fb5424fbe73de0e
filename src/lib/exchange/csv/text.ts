import type { Encoding } from './encoding-names';

/** What the rows are read from, so that a long text is never there twice: small pieces, as they stand in the file. */
export type Pieces = AsyncIterable<string>;

const LONGEST = 65_536;

/**
 * The text of a file in pieces, without a byte order mark. `onread` is told the bytes read so far. Between pieces the
 * page has time to breathe. What the encoding has no character for becomes U+FFFD.
 */
export async function* textOf(
	file: Blob,
	encoding: Encoding,
	onread: (bytes: number) => void,
	signal: AbortSignal
): Pieces {
	const decoder = new TextDecoder(encoding);
	const reader = file.stream().getReader();
	let read = 0;
	try {
		for (;;) {
			const { done, value } = await reader.read();
			signal.throwIfAborted();
			read += value?.byteLength ?? 0;
			const text = done ? decoder.decode() : decoder.decode(value, { stream: true });
			for (let at = 0; at < text.length; at += LONGEST) {
				yield text.slice(at, at + LONGEST);
				await new Promise((next) => setTimeout(next));
				signal.throwIfAborted();
			}
			onread(read);
			if (done) return;
		}
	} finally {
		await reader.cancel();
	}
}
