import * as z from 'zod/mini';
import type { WorkspaceRecord } from './workspace-record';

const url = z.string().check(z.maxLength(500));
const text = z.string().check(z.maxLength(1_000));

const room = {
	room: text,
	secret: text,
	signalling: z.array(url).check(z.maxLength(20)),
	ice: z
		.array(
			z.strictObject({
				urls: z.array(url).check(z.maxLength(20)),
				username: z.optional(text),
				credential: z.optional(text)
			})
		)
		.check(z.maxLength(20)),
	relay: z.optional(url)
};

const sharingSchema = z.strictObject({
	on: z.boolean(),
	...room,
	before: z.optional(z.strictObject(room)),
	asks: z.array(z.strictObject({ organization: text, name: text })).check(z.maxLength(1_000))
});

const schema = z.strictObject({
	id: z.string().check(z.minLength(1), z.maxLength(200)),
	name: z.string(),
	createdAt: z.number(),
	changedAt: z.number(),
	entries: z.int().check(z.nonnegative()),
	organizations: z.int().check(z.nonnegative()),
	lastActing: z.nullable(z.string()),
	scenario: z.nullable(z.strictObject({ id: z.string(), finished: z.boolean() })),
	// Records from before there was sharing say nothing of it.
	sharing: z._default(z.nullable(sharingSchema), null)
});

/** The record, or null for what an older, a newer or a broken app may have left there. */
export function readRecord(value: unknown): WorkspaceRecord | null {
	const { data } = schema.safeParse(value);
	return data ?? null;
}
