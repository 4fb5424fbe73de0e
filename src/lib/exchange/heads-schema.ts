import * as z from 'zod/mini';
import { hash } from '$lib/document/entries/ids';
import type { Heads } from '$lib/gate/api';

const head = z.strictObject({
	seq: z.int().check(z.nonnegative()),
	count: z.int().check(z.nonnegative()),
	digest: z.string().check(z.maxLength(100))
});

const maxKeys = 100_000;

/** Heads in a file or in this browser's storage: counted before they are parsed. */
export const headsSchema = z.pipe(
	z.custom<Record<string, unknown>>((heads) => Object.keys(Object(heads) as object).length <= maxKeys),
	z.record(hash, head)
) as z.ZodMiniType<Heads>;
