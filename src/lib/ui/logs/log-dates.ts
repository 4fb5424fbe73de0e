const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The day that a date field names begins then, in the time of this computer; undefined where it names none. */
export function startOfDay(text: string, daysLater = 0): number | undefined {
	const parts = DAY.exec(text);
	if (!parts) return undefined;
	const time = new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]) + daysLater).getTime();
	return Number.isNaN(time) ? undefined : time;
}
