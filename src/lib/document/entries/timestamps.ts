import { isMoment } from '$lib/domain/calendar';
import type { Entry } from '$lib/domain/entry';

/** The first of an entry's own moment and those of the log lines that it brings that is outside the calendar, if one is. */
export function invalidTimestamp({ at, facts }: Pick<Entry, 'at' | 'facts'>): number | undefined {
	const times = facts.flatMap((fact) => (fact.table === 'logs' ? fact.lines.map(({ time }) => time) : []));
	return [at, ...times].find((time) => !isMoment(time));
}
