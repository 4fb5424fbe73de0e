import type * as z from 'zod/mini';

/**
 * Tells a schema to stop at the first thing in a list or a record that is wrong: of a list of a hundred thousand wrong
 * things each would be described.
 */
export const abortEarly = { abortEarly: true } as z.core.ParseContext<z.core.$ZodIssue>;
