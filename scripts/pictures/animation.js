/// <reference path="./gifenc.d.ts" />
import gifenc from 'gifenc';
import { PNG } from 'pngjs';

/**
 * @typedef {object} Moment what is seen, and for how long
 * @property {Uint8Array} png
 * @property {number} milliseconds
 */

/**
 * Pictures of one size, one after the other, as a GIF that goes round.
 * @param {Moment[]} moments
 * @returns {Uint8Array}
 */
export function animation(moments) {
	const gif = gifenc.GIFEncoder();
	for (const { png, milliseconds } of moments) {
		const { data, width, height } = PNG.sync.read(Buffer.from(png));
		const palette = gifenc.quantize(data, 128);
		gif.writeFrame(gifenc.applyPalette(data, palette), width, height, { palette, delay: milliseconds });
	}
	gif.finish();
	return gif.bytes();
}
