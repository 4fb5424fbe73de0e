/** Why no code is taken out of a picture. */
export type PictureProblem =
	/** It is whole, and carries none. */
	| 'no-setup'
	/** It ends too early, or what it carries was changed. */
	| 'broken'
	| 'too-large';

/** A setup's code in a picture, not looked into; or why there is none. */
export type CodeInPicture = { code: string } | { problem: PictureProblem };

/** Larger than any picture of this app, in bytes. */
const largest = 64_000_000;
/** Of the chunk: the code of the longest setup is shorter. */
const longestChunk = 16_000_000;

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const TYPE = 'iTXt';
/** The keyword, then: not compressed (the code is already), no language, no translated keyword. */
const HEAD = 'grantbook-setup\0\0\0\0\0';
/** The length and the type before a chunk's data, and the checksum behind it, in bytes. */
const FRAME = 12;

const latin = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0));

/** Whether bytes begin as those of a PNG. */
export const isPng = (bytes: Uint8Array): boolean => SIGNATURE.every((byte, at) => bytes[at] === byte);

/** A whole PNG with a code in a chunk of text, before its last chunk; what it shows stays the same. */
export function pngWithCode(png: Uint8Array, code: string): Uint8Array<ArrayBuffer> {
	const data = latin(TYPE + HEAD + code);
	const chunk = new Uint8Array(data.length + 8);
	const view = new DataView(chunk.buffer);
	view.setUint32(0, data.length - TYPE.length);
	chunk.set(data, 4);
	view.setUint32(chunk.length - 4, crcOf(data));
	const end = png.length - FRAME;
	const whole = new Uint8Array(png.length + chunk.length);
	whole.set(png.subarray(0, end));
	whole.set(chunk, end);
	whole.set(png.subarray(end), end + chunk.length);
	return whole;
}

/**
 * The code in a PNG. Chunks are gone through by their lengths, and only the code's own is looked into; the code has a checksum of
 * its own. Cost: the chunks.
 */
export function codeInPng(png: Uint8Array): CodeInPicture {
	if (png.length > largest) return { problem: 'too-large' };
	const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
	for (let at = SIGNATURE.length; at + FRAME <= png.length;) {
		const length = view.getUint32(at);
		const end = at + FRAME + length;
		if (end > png.length) break;
		const type = textOf(png, at + 4, 4);
		if (type === TYPE && textOf(png, at + 8, Math.min(length, HEAD.length)) === HEAD) {
			if (length > longestChunk) return { problem: 'too-large' };
			return { code: textOf(png, at + 8 + HEAD.length, length - HEAD.length) };
		}
		if (type === 'IEND') return { problem: 'no-setup' };
		at = end;
	}
	return { problem: 'broken' };
}

const textOf = (bytes: Uint8Array, from: number, length: number): string =>
	new TextDecoder('latin1').decode(bytes.subarray(from, from + length));

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
	let rest = byte;
	for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
	return rest;
});

/** CRC-32 as PNG has it. */
function crcOf(bytes: Uint8Array): number {
	let rest = 0xffffffff;
	for (const byte of bytes) rest = crcTable[(rest ^ byte) & 0xff]! ^ (rest >>> 8);
	return (rest ^ 0xffffffff) >>> 0;
}
