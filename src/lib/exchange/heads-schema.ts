import * as z from 'zod/mini';
import type { Heads } from '../gate/port';

const key = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));
const head = z.strictObject({
	seq: z.int().check(z.nonnegative()),
	count: z.int().check(z.nonnegative()),
	digest: z.string().check(z.maxLength(100))
});

const mostKeys = 100_000;

/** Heads as a file or this browser's own memory holds them. */
export const headsSchema: z.ZodMiniType<Heads> = z
	.record(key, head)
	.check(z.refine((heads) => Object.keys(heads).length <= mostKeys));
