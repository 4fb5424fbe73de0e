import { isMoment } from '$lib/domain/calendar';
import { apart } from '../kit/text/chinese-spacing';

/** Making a format is dear; thousands of lines share one for each language. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** A moment to the second, in a language and the time of this computer; a dash for what is none (a foreign claim). */
export function formatLogTime(time: number, tag: string): string {
	let format = formats.get(tag);
	if (!format)
		formats.set(tag, (format = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'medium' })));
	return isMoment(time) ? apart(format.format(time)) : '—';
}
