import * as z from 'zod/mini';
import { dateOrders } from './moments';

/** How tables with this header were mapped last, so that a person is asked only once. */
const remembered = z.strictObject({
	header: z.string().check(z.maxLength(4_000)),
	columns: z.record(z.string(), z.int().check(z.gte(-1), z.lt(1_000))),
	order: z.optional(z.enum(dateOrders)),
	zone: z.string().check(z.maxLength(100)),
	/** The meanings of a table's own words. */
	words: z.record(z.string(), z.string())
});
export type RememberedTable = z.infer<typeof remembered>;

const MAX_REMEMBERED = 20;
const MAX_LENGTH = 200_000;
const all = z.array(remembered).check(z.maxLength(MAX_REMEMBERED));

/** The remembered tables, newest first; empty if the text was not written by `withRemembered`. */
export function readRemembered(text: string | null): RememberedTable[] {
	if (text === null || text.length > MAX_LENGTH) return [];
	try {
		return all.parse(JSON.parse(text));
	} catch {
		return [];
	}
}

/** Adds a remembered table, and returns the text to store. */
export function withRemembered(text: string | null, newest: RememberedTable): string {
	const others = readRemembered(text).filter(({ header }) => header !== newest.header);
	const kept = [newest, ...others]
		.filter((each) => remembered.safeParse(each).success)
		.slice(0, MAX_REMEMBERED);
	const written = JSON.stringify(kept);
	return written.length > MAX_LENGTH ? JSON.stringify(kept.slice(0, 1)) : written;
}
