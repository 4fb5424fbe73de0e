import type { Encoding } from '$lib/exchange/csv/encoding-names';
import { findEncoding } from '$lib/exchange/csv/encodings';
import { RowReader } from '$lib/exchange/csv/rows';
import type { Separator } from '$lib/exchange/csv/separator';
import { openTable, type TableOptions } from '$lib/exchange/csv/table';

export const never = new AbortController().signal;

/** A file of these bytes, or of a text as the app saves one. */
export const file = (content: string | Uint8Array<ArrayBuffer>): Blob =>
	new Blob(typeof content === 'string' ? ['\ufeff', content] : [content]);

export const open = (content: string | Uint8Array<ArrayBuffer>, asked: Partial<TableOptions> = {}) =>
	openTable(file(content), { encoding: 'utf-8', namesIn: () => 0, ...asked }, () => undefined, never);

/** The rows of a table's body, and what was found around it. */
export async function bodyOf(content: string | Uint8Array<ArrayBuffer>, asked: Partial<TableOptions> = {}) {
	const table = await open(content, asked);
	const rows = [];
	for await (const some of table.body()) rows.push(...some);
	return { ...table, rows, cells: rows.map(({ cells }) => cells) };
}

/** The rows of a text that comes in pieces of so many characters. */
export function rowsIn(text: string, separator: Separator = ',', size = 1_000) {
	const reader = new RowReader(separator);
	const rows = [];
	for (let at = 0; at < text.length; at += size) rows.push(...reader.take(text.slice(at, at + size)));
	return [...rows, ...reader.end()];
}

/** A text in an encoding that `TextEncoder` has not: what reads so is looked up. */
export function encoded(text: string, encoding: Encoding): Uint8Array<ArrayBuffer> {
	const known = (written[encoding] ??= bytesIn(encoding));
	return new Uint8Array([...text].flatMap((character) => known.get(character) ?? []));
}

const written: Partial<Record<Encoding, Map<string, number[]>>> = {};

function bytesIn(encoding: Encoding): Map<string, number[]> {
	const found = new Map<string, number[]>();
	const decoder = new TextDecoder(encoding);
	for (let lead = 0; lead <= 0xff; lead++) {
		const single = decoder.decode(new Uint8Array([lead]));
		if (single.length === 1 && single !== '\ufffd') found.set(single, [lead]);
		else if (lead > 0x80)
			for (let trail = 0x40; trail < 0xff; trail++) {
				const pair = decoder.decode(new Uint8Array([lead, trail]));
				if (pair.length === 1 && !found.has(pair)) found.set(pair, [lead, trail]);
			}
	}
	return found;
}

export const foundIn = (bytes: Uint8Array<ArrayBuffer>) => findEncoding(file(bytes), never);
