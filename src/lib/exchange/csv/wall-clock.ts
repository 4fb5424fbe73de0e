/**
 * The moment at which a zone's clocks show a time. `wall` is that time as if it were UTC. When clocks are put back, an
 * hour occurs twice, and the first is returned. When they are put forward, the skipped hour is a gap.
 */
export type WallClock = (wall: number) => { at: number; isDoubled?: true } | { trouble: 'gap' };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const GAP = { trouble: 'gap' } as const;

/** `local` is this computer's zone. Throws a `RangeError` for an unknown zone. */
export function wallClock(zone: string): WallClock {
	const offsetAt = zone === 'local' ? localOffset : zoneOffset(zone);
	/** The offset from UTC by day, for days that have only one. */
	const offsets = new Map<number, number | undefined>();

	function offsetOn(day: number): number | undefined {
		if (!offsets.has(day)) {
			const start = day * DAY;
			const [before, after] = [offsetAt(start - 15 * HOUR), offsetAt(start + DAY + 15 * HOUR)];
			offsets.set(day, before === after ? before : undefined);
		}
		return offsets.get(day);
	}

	return (wall) => {
		const offset = offsetOn(Math.floor(wall / DAY));
		if (offset !== undefined) return { at: wall - offset };
		const [first, second] = [wall - offsetAt(wall - DAY), wall - offsetAt(wall + DAY)]
			.filter((at) => at + offsetAt(at) === wall)
			.sort((a, b) => a - b);
		if (first === undefined) return GAP;
		return second === undefined || second === first ? { at: first } : { at: first, isDoubled: true };
	};
}

/** Whether `wallClock` supports a zone. */
export function isZone(zone: string): boolean {
	if (zone === 'local' || zone === 'UTC') return true;
	try {
		Intl.DateTimeFormat('en-US', { timeZone: zone });
		return true;
	} catch {
		return false;
	}
}

const localOffset = (at: number): number => -new Date(at).getTimezoneOffset() * 60_000;

function zoneOffset(zone: string): (at: number) => number {
	if (zone === 'UTC') return () => 0;
	const format = new Intl.DateTimeFormat('en-US', {
		...{ timeZone: zone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23' },
		...{ year: 'numeric', month: 'numeric', day: 'numeric' },
		...{ hour: 'numeric', minute: 'numeric', second: 'numeric' }
	});
	return (at) => {
		const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
		const [year, month, day] = [parts.get('year'), parts.get('month'), parts.get('day')];
		const [hour, minute, second] = [parts.get('hour'), parts.get('minute'), parts.get('second')];
		const wall = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
		return wall - Math.floor(at / 1_000) * 1_000;
	};
}
