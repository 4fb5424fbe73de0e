/** A copy of an array of numbers, with zeros behind it: half as long again as it has to be. */
export function grownArray(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
	const wide = new Int32Array(length + (length >> 1) + 4);
	wide.set(array);
	return wide;
}
