/** Making a format is dear; all numbers share one for each language. */
const formats = new Map<string, Intl.NumberFormat>();

/** A number by the grouping of a language and region. */
export function numberText(value: number, tag: string): string {
	let format = formats.get(tag);
	if (!format) formats.set(tag, (format = new Intl.NumberFormat(tag)));
	return format.format(value);
}
