/** Making a format is dear; thousands of lines share one for each language. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** A moment to the second, in a language and the time of this computer. */
export function formatLogTime(time: number, tag: string): string {
	let format = formats.get(tag);
	if (!format)
		formats.set(tag, (format = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'medium' })));
	return format.format(time);
}
