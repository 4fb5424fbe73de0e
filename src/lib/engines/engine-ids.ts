/*
 * Ids as every engine takes them: letters, digits, `_` and `-` as they are, each byte (UTF-8) of anything else as `+` and
 * two hexadecimal digits. `/` stands between the parts of a name, so it never is in one. No other sign is one that SpiceDB
 * and OpenFGA's validator both take, but `|`.
 */

const PLAIN = /^[A-Za-z0-9_-]+$/;
const WRITTEN = /^(?:[A-Za-z0-9_-]|\+[0-9A-F]{2})+$/;

const kept = new Map<string, string>();
const mostKept = 65_536;

/** The id, written with signs that every engine takes; `engineId` and `idFromEngine` are each other's inverse. */
export function engineId(id: string): string {
	let written = kept.get(id);
	if (written === undefined) {
		if (kept.size >= mostKept) kept.clear();
		kept.set(id, (written = PLAIN.test(id) ? id : encoded(id)));
	}
	return written;
}

const encoded = (id: string): string =>
	[...new TextEncoder().encode(id)]
		.map((byte) => {
			const sign = String.fromCharCode(byte);
			return PLAIN.test(sign) ? sign : `+${hexadecimal[byte >> 4]}${hexadecimal[byte & 15]}`;
		})
		.join('');

const hexadecimal = '0123456789ABCDEF';

/** The id that is written so; null for what this way of writing never makes. */
export function idFromEngine(written: string): string | null {
	if (PLAIN.test(written)) return written;
	if (!WRITTEN.test(written)) return null;
	const bytes: number[] = [];
	for (let at = 0; at < written.length; at++)
		if (written[at] === '+') bytes.push(Number.parseInt(written.slice(at + 1, (at += 2) + 1), 16));
		else bytes.push(written.charCodeAt(at));
	try {
		const id = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
		return encoded(id) === written ? id : null;
	} catch {
		return null;
	}
}

/** Several ids, or words, as one name. */
export const engineName = (...parts: string[]): string => parts.map(engineId).join('/');

/** The ids of a name, or null where one is none. */
export function partsOfName(name: string): string[] | null {
	const parts = name.split('/').map(idFromEngine);
	return parts.every((part) => part !== null) ? parts : null;
}
