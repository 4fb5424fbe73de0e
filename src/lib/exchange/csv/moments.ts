import { isMoment } from '../../domain/calendar';
import { type WallClock, wallClock } from './wall-clock';

/** The order of the parts of a numeric date. A date that begins with four digits always begins with the year. */
export const dateOrders = ['ymd', 'dmy', 'mdy'] as const;
export type DateOrder = (typeof dateOrders)[number];

/** A parsed moment: milliseconds since 1970, or why the text is none. */
export type ParsedMoment =
	| { at: number; isDoubled?: true }
	/** Not a time; a date whose order is unknown; an hour skipped when summer time began. */
	| { trouble: 'time' | 'order' | 'gap' };

const YEAR_FIRST = /^(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?日?/;
const FIGURES = /^(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?!\d)/;
const DAY_NAMED =
	/^(?:[a-z]{3,9}\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[-/\s]([a-z]{3,9})\.?,?[-/\s](\d{4})(?!\d)/i;
/** Two digits are a year only after a dash, as spreadsheets write it: otherwise they may be the hour. */
const SHORT_YEAR = /^(\d{1,2})-([a-z]{3,9})-(\d{2})(?![\d:.])/i;
const NAME_FIRST = /^(?:[a-z]{3,9}\.?,?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)/i;
const CLOCK =
	/^[T\s,:]*(?:(am|pm|上午|下午|午前|午後|오전|오후)\s*)?(\d{1,2})\s?(?:[:：.]\s?(\d{1,2})(?:[:：.]\s?(\d{1,2})(?:[.,](\d{1,9}))?)?|[时時]\s?(\d{1,2})分\s?(?:(\d{1,2})秒)?)?\s*(a\.?m\.?|p\.?m\.?|上午|下午)?\s*((?:UTC|GMT)?[+-]\d{2}(?::?\d{2})?|Z|UTC|GMT)?(?:\s*\([^()]*\))?$/i;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** No moment is longer, in characters once spaces are folded. */
const LONGEST = 100;

const NO_TIME = { trouble: 'time' } as const;

/** The date in a text, and the rest of the text. */
interface Day {
	year: number;
	month: number;
	day: number;
	rest: string;
}

/** How the moments of a table are parsed. */
export interface MomentFormat {
	order?: DateOrder | undefined;
	/** The zone of times without one: `local` for this computer's, or a name such as `UTC` or `Asia/Shanghai`. */
	zone: string;
}

/**
 * Parses moments: ISO 8601, the same with a space, slashes or 年月日, numeric dates in the given order, dates with an
 * English month, each optionally with a 24-hour or 12-hour time and a zone; seconds, milli-, micro- or nanoseconds since
 * 1970; 100 characters at the most. Output of `csvMoment` parses in every format.
 */
export function momentReader({ order, zone }: MomentFormat): (text: string) => ParsedMoment {
	const clock = wallClock(zone);
	return (text) => {
		const given = withSpacesFolded(text);
		if (given.length > LONGEST) return NO_TIME;
		const since = epoch(given);
		if (since !== undefined) return isMoment(since) ? { at: since } : NO_TIME;
		const day = parseDay(given, order);
		if (day === undefined) return NO_TIME;
		if (day === 'order') return { trouble: 'order' };
		return isDay(day) ? momentOn(day, clock) : NO_TIME;
	};
}

/** Formats a moment: ISO 8601 if the year has four digits, otherwise milliseconds since 1970. */
export const csvMoment = (at: number): string =>
	at >= 0 && at < Date.UTC(10_000, 0) ? new Date(at).toISOString() : `${at} ms`;

/** Whether a text's moment depends on the zone of the table. */
export const needsZone = (text: string): boolean => {
	const given = withSpacesFolded(text);
	return (
		given.length <= LONGEST &&
		epoch(given) === undefined &&
		!/(Z|UTC|GMT|[+-]\d{2}:?\d{2}|:\d\d\s*[+-]\d{2})(\s*\([^()]*\))?$/i.test(given)
	);
};

/**
 * Detects the order of numeric dates from values that cannot be a month or a day. `needed` is whether there is any such
 * date; `order` is missing if several orders are possible, or none.
 */
export function detectDateOrder(texts: Iterable<string>): { needed: boolean; order?: DateOrder } {
	let needed = false;
	const possible = new Set<DateOrder>(dateOrders);
	for (const text of texts) {
		const found = FIGURES.exec(withSpacesFolded(text));
		if (!found) continue;
		needed = true;
		const [a, b, c] = [Number(found[1]), Number(found[3]), Number(found[4])];
		if (b > 12 || c > 31) possible.delete('ymd');
		if (b > 12 || a > 31) possible.delete('dmy');
		if (a > 12) possible.delete('mdy');
	}
	const [order] = possible;
	return needed && order && possible.size === 1 ? { needed, order } : { needed };
}

/** One space for each run of them: from here on, no expression looks at more than one. */
const withSpacesFolded = (text: string): string => text.trim().replace(/\s+/g, ' ');

/** A plain number is time since 1970; without a unit, the number of digits tells it. */
function epoch(text: string): number | undefined {
	const named = /^([+-]?\d{1,16}) ?(m?s)$/i.exec(text);
	if (named) return Number(named[1]) * (named[2]!.toLowerCase() === 's' ? 1_000 : 1);
	const found = /^(\d{9,19})(?:[.,](\d{1,9}))?$/.exec(text);
	if (!found) return undefined;
	const figures = found[1]!;
	const unit = figures.length < 12 ? 1_000 : figures.length < 15 ? 1 : figures.length < 18 ? 1e-3 : 1e-6;
	return Math.floor(Number(`${figures}.${found[2] ?? 0}`) * unit);
}

function parseDay(text: string, order: DateOrder | undefined): Day | 'order' | undefined {
	let found = YEAR_FIRST.exec(text);
	if (found) return day(text, found, found[1], found[2], found[3]);
	found = FIGURES.exec(text);
	if (found) {
		if (order === undefined) return 'order';
		const parts = { ymd: [1, 3, 4], dmy: [4, 3, 1], mdy: [4, 1, 3] }[order].map((part) => found![part]);
		return day(text, found, parts[0], parts[1], parts[2]);
	}
	found = DAY_NAMED.exec(text) ?? SHORT_YEAR.exec(text);
	if (found) return day(text, found, found[3], monthNamed(found[2]), found[1]);
	found = NAME_FIRST.exec(text);
	if (found) return day(text, found, found[3], monthNamed(found[1]), found[2]);
	return undefined;
}

function day(text: string, found: RegExpExecArray, ...parts: (string | number | undefined)[]): Day {
	const [year = 0, month = 0, of = 0] = parts.map(Number);
	// Two digits are a year of this century, or of the last one from 70 on.
	const whole = String(parts[0]).length > 2 ? year : year + (year < 70 ? 2000 : 1900);
	return { year: whole, month, day: of, rest: text.slice(found[0].length) };
}

const monthNamed = (name = ''): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;

/** Whether the date exists in the calendar. */
function isDay({ year, month, day }: Day): boolean {
	const date = new Date(Date.UTC(year, month - 1, day));
	return year >= 1970 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function momentOn({ year, month, day, rest }: Day, clock: WallClock): ParsedMoment {
	const midnight = Date.UTC(year, month - 1, day);
	if (rest === '') return clock(midnight);
	const found = CLOCK.exec(rest) as (string | undefined)[] | null;
	if (!found) return NO_TIME;
	const [, before, hours, ...others] = found;
	const [minute, second] = [Number(others[0] ?? others[3] ?? 0), Number(others[1] ?? others[4] ?? 0)];
	const hour = hourOf(Number(hours), before ?? others[5]);
	if (hour === undefined || hour > 23 || minute > 59 || second > 59) return NO_TIME;
	const milliseconds = Number((others[2] ?? '').slice(0, 3).padEnd(3, '0'));
	const wall = midnight + ((hour * 60 + minute) * 60 + second) * 1_000 + milliseconds;
	const zone = others[6];
	return zone === undefined ? clock(wall) : { at: wall - offsetOf(zone) };
}

/** On a clock of twelve hours, twelve comes before one. */
function hourOf(hour: number, half: string | undefined): number | undefined {
	if (half === undefined) return hour;
	if (hour < 1 || hour > 12) return undefined;
	return (hour % 12) + (/^(p|下午|午後|오후)/i.test(half) ? 12 : 0);
}

/** A zone's offset from UTC in milliseconds. */
function offsetOf(zone: string): number {
	const [, sign, hours, minutes = 0] = /([+-])(\d{2}):?(\d{2})?/.exec(zone) ?? [];
	return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes)) * 60_000;
}
