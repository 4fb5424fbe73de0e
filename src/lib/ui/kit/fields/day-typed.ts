const APART = /^(\d{4})[-/.年 ](\d{1,2})[-/.月 ](\d{1,2})日?$/;
const TOGETHER = /^(\d{4})(\d{2})(\d{2})$/;

/** The day of a typed text as ISO 8601 has it, '' where nothing is typed, undefined where it is no day of the calendar. */
export function dayTyped(text: string): string | undefined {
	const trimmed = text.normalize('NFKC').trim();
	if (trimmed === '') return '';
	const [, year = '', month = '', day = ''] = APART.exec(trimmed) ?? TOGETHER.exec(trimmed) ?? [];
	const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	const date = new Date(`${iso}T00:00Z`);
	return Number.isNaN(date.getTime()) || !date.toISOString().startsWith(iso) ? undefined : iso;
}
