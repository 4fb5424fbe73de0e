import type { Encoding } from './encoding-names';

/** A text in small pieces, in order, so that a long one is never in memory as a whole. */
export type TextPieces = AsyncIterable<string>;

const MAX_PIECE_LENGTH = 65_536;

/**
 * Decodes a file in pieces, without a byte order mark. `onread` is called with the bytes read so far. Yields to the page
 * between pieces. Undecodable bytes become U+FFFD.
 */
export async function* textOf(
	file: Blob,
	encoding: Encoding,
	onread: (bytes: number) => void,
	signal: AbortSignal
): TextPieces {
	const decoder = new TextDecoder(encoding);
	const reader = file.stream().getReader();
	let read = 0;
	try {
		for (;;) {
			const { done, value } = await reader.read();
			signal.throwIfAborted();
			read += value?.byteLength ?? 0;
			const text = done ? decoder.decode() : decoder.decode(value, { stream: true });
			for (let at = 0; at < text.length; at += MAX_PIECE_LENGTH) {
				yield text.slice(at, at + MAX_PIECE_LENGTH);
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
