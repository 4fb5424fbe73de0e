import * as z from 'zod/mini';
import { hash } from '$lib/document/entries/ids';
import type { Heads } from '$lib/gate/api';

const head = z.strictObject({
	seq: z.int().check(z.nonnegative()),
	count: z.int().check(z.nonnegative()),
	digest: z.string().check(z.maxLength(100))
});

const mostKeys = 100_000;

/** Heads as a file or this browser's own memory holds them: counted before they are looked at. */
export const headsSchema = z.pipe(
	z.custom<Record<string, unknown>>((heads) => Object.keys(Object(heads) as object).length <= mostKeys),
	z.record(hash, head)
) as z.ZodMiniType<Heads>;
