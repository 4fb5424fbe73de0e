import * as z from 'zod/mini';
import { dateOrders } from './moments';

/** How tables with a header were read last: it is asked once. */
const remembered = z.strictObject({
	header: z.string().check(z.maxLength(4_000)),
	columns: z.record(z.string(), z.int().check(z.gte(-1), z.lt(1_000))),
	order: z.optional(z.enum(dateOrders)),
	zone: z.string().check(z.maxLength(100)),
	/** What a table's own words stand for. */
	words: z.record(z.string(), z.string())
});
export type Remembered = z.infer<typeof remembered>;

const MOST = 20;
const LONGEST = 200_000;
const all = z.array(remembered).check(z.maxLength(MOST));

/** What was remembered, the newest first; nothing where the text is not what `withRemembered` wrote. */
export function readRemembered(text: string | null): Remembered[] {
	if (text === null || text.length > LONGEST) return [];
	try {
		return all.parse(JSON.parse(text));
	} catch {
		return [];
	}
}

/** The same with one more, as a text to keep. */
export function withRemembered(text: string | null, newest: Remembered): string {
	const others = readRemembered(text).filter(({ header }) => header !== newest.header);
	const kept = [newest, ...others].filter((each) => remembered.safeParse(each).success).slice(0, MOST);
	const written = JSON.stringify(kept);
	return written.length > LONGEST ? JSON.stringify(kept.slice(0, 1)) : written;
}
