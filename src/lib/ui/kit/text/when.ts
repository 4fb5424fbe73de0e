import { isMoment } from '$lib/domain/calendar';
import { m } from '$lib/paraglide/messages';
import { apart } from './chinese-spacing';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Making a formatter costs a hundred times what using it does, and a table shows many moments. */
function kept<Kept>(make: (tag: string) => Kept): (tag: string) => Kept {
	const made = new Map<string, Kept>();
	return (tag) => {
		const found = made.get(tag) ?? make(tag);
		made.set(tag, found);
		return found;
	};
}

const dayOfYear = kept((tag) => new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short' }));
const dayAndYear = kept(
	(tag) => new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', year: 'numeric' })
);
const relative = kept((tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }));
const whole = kept((tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' }));

/** A moment as people say it: "3 minutes ago" within a week, its date after that. `tag` is a language for `Intl`. */
export function whenRelative(time: number, now: number, tag: string): string {
	const ago = now - time;
	if (Math.abs(ago) >= 7 * DAY) {
		const sameYear = new Date(time).getFullYear() === new Date(now).getFullYear();
		return apart((sameYear ? dayOfYear : dayAndYear)(tag).format(time));
	}
	// `Intl` says “this minute”, which nobody does.
	if (Math.abs(ago) < MINUTE) return m.common_just_now();
	const [unit, length] =
		Math.abs(ago) >= DAY
			? (['day', DAY] as const)
			: Math.abs(ago) >= HOUR
				? (['hour', HOUR] as const)
				: (['minute', MINUTE] as const);
	return apart(relative(tag).format(-Math.trunc(ago / length), unit));
}

/** A moment in full, to the minute, in the time of this computer; a dash for what is no moment (a foreign claim). */
export const whenAbsolute = (time: number, tag: string): string =>
	isMoment(time) ? apart(whole(tag).format(time)) : '—';

/** Whether a claim is of a moment that is still to come. Clocks that differ by less than a minute are no claim. */
export const isLater = (time: number, now: number): boolean => time - now >= MINUTE;
