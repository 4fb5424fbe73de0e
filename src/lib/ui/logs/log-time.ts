const LOCAL =
	/^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/**
 * The moment that a log's text names, in milliseconds since 1970; undefined where it names none. Read are ISO 8601
 * ("2026-03-01T09:30:00Z"), the same with a space or slashes, and seconds or milliseconds since 1970. Without a zone it
 * is the time of this computer.
 */
export function parseLogTime(text: string): number | undefined {
	const given = text.trim();
	if (/^\d{13}$/.test(given)) return Number(given);
	if (/^\d{10}$/.test(given)) return Number(given) * 1000;
	const parts = LOCAL.exec(given);
	if (!parts) return undefined;
	const [year, month, day, hour, minute, second] = parts
		.slice(1, 7)
		.map((part) => Number((part as string | undefined) ?? 0)) as [
		number,
		number,
		number,
		number,
		number,
		number
	];
	const milliseconds = Number((parts[7] ?? '').slice(0, 3).padEnd(3, '0'));
	if (hour > 23 || minute > 59 || second > 59 || !isDay(year, month, day)) return undefined;
	const zone = parts[8];
	if (zone === undefined) return new Date(year, month - 1, day, hour, minute, second, milliseconds).getTime();
	return Date.UTC(year, month - 1, day, hour, minute, second, milliseconds) - offsetOf(zone);
}

/** The thirtieth of February is not one. */
function isDay(year: number, month: number, day: number): boolean {
	const date = new Date(Date.UTC(year, month - 1, day));
	return year >= 1970 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** A zone's distance from UTC in milliseconds. */
function offsetOf(zone: string): number {
	if (zone.toUpperCase() === 'Z') return 0;
	const [, sign, hours, minutes] = /([+-])(\d{2}):?(\d{2})/.exec(zone)!;
	return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
