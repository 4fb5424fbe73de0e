import { deflateSync, Inflate } from 'fflate';
import { fromBase64Url, toBase64Url } from '$lib/document/entries/base64url';

/** How many bytes are inflated before it is looked at how much there is already: each is a thousand at most. */
const STEP = 1_024;

/** A text compressed: base64url of raw DEFLATE of its UTF-8. Cost: the text, once. */
export const packed = (text: string): string =>
	toBase64Url(deflateSync(new TextEncoder().encode(text), { level: 9 }));

/**
 * The text of what was packed, or why there is none. Inflating stops once there is more than allowed, whatever else would
 * come. Never throws.
 * @param most bytes of UTF-8
 */
export function unpacked(body: string, most: number): { text: string } | { problem: 'broken' | 'too-large' } {
	const pieces: Uint8Array[] = [];
	let length = 0;
	const inflate = new Inflate((piece) => {
		pieces.push(piece);
		length += piece.length;
	});
	try {
		const bytes = fromBase64Url(body);
		for (let at = 0; at < bytes.length && length <= most; at += STEP)
			inflate.push(bytes.subarray(at, at + STEP), at + STEP >= bytes.length);
		if (length > most) return { problem: 'too-large' };
		return {
			text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(joined(pieces, length))
		};
	} catch {
		return { problem: 'broken' };
	}
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
	const whole = new Uint8Array(length);
	let at = 0;
	for (const piece of pieces) {
		whole.set(piece, at);
		at += piece.length;
	}
	return whole;
}
