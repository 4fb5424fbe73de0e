/** What the rows are read from, so that a long text is never there twice: small pieces, line breaks all alike. */
export type Pieces = AsyncIterable<string>;

const LONGEST = 65_536;

/**
 * The text of a file in pieces. It is read as UTF-8, and where it is not, as GB 18030, which is what spreadsheets write
 * in Chinese. `onread` is told the bytes read so far. Between pieces the page has time to breathe.
 */
export async function* textOf(file: Blob, onread: (bytes: number) => void, signal: AbortSignal): Pieces {
	const encoding = await encodingOf(file, signal);
	const decoder = new TextDecoder(encoding);
	const reader = file.stream().getReader();
	let read = 0;
	let endsWithReturn = false;
	try {
		for (;;) {
			const { done, value } = await reader.read();
			signal.throwIfAborted();
			read += value?.byteLength ?? 0;
			const text = done ? decoder.decode() : decoder.decode(value, { stream: true });
			for (let at = 0; at < text.length || (done && at === 0); at += LONGEST) {
				const piece: string = (endsWithReturn ? '\r' : '') + text.slice(at, at + LONGEST);
				endsWithReturn = piece.endsWith('\r') && !done;
				yield (endsWithReturn ? piece.slice(0, -1) : piece).replace(/\r\n?/g, '\n');
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

async function encodingOf(file: Blob, signal: AbortSignal): Promise<string> {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	const reader = file.stream().getReader();
	try {
		for (;;) {
			const { done, value } = await reader.read();
			signal.throwIfAborted();
			decoder.decode(value, { stream: !done });
			if (done) return 'utf-8';
		}
	} catch (error) {
		if (error instanceof TypeError) return 'gb18030';
		throw error;
	} finally {
		await reader.cancel();
	}
}
