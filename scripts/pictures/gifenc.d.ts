/** What of gifenc is used: it comes without types. */
declare module 'gifenc' {
	type Palette = number[][];
	interface Encoder {
		/** @param options how long the picture stands, in milliseconds */
		writeFrame(
			index: Uint8Array,
			width: number,
			height: number,
			options: { palette: Palette; delay: number }
		): void;
		finish(): void;
		bytes(): Uint8Array;
	}
	const gifenc: {
		GIFEncoder: () => Encoder;
		quantize: (rgba: Uint8Array, most: number) => Palette;
		applyPalette: (rgba: Uint8Array, palette: Palette) => Uint8Array;
	};
	export default gifenc;
}
