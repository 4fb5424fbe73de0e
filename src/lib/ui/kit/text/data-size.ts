/** So many bytes as a person reads them, by the habits of a language: "45 MB". */
export function dataSize(bytes: number, tag: string): string {
	const [unit, divisor] =
		bytes < 1e6 ? ['kilobyte', 1e3] : bytes < 1e9 ? ['megabyte', 1e6] : ['gigabyte', 1e9];
	const format = new Intl.NumberFormat(tag, { style: 'unit', unit: String(unit), maximumFractionDigits: 0 });
	return format.format(bytes === 0 ? 0 : Math.max(1, bytes / Number(divisor)));
}
