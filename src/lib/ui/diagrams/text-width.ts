/** About how wide a text is, in pixels, where nothing can be measured: Chinese letters are squares, others about half of one. */
export function roughWidth(text: string, size: number): number {
	let width = 0;
	for (const letter of text) width += letter > '\u2e7f' ? size : size * 0.58;
	return width;
}
