import * as z from 'zod/mini';
import type { OrganizationId } from '../domain/facts';

/** What the list of workspaces knows about one, without opening it. All of it is local to this browser. */
export interface WorkspaceRecord {
	id: string;
	name: string;
	/** In milliseconds since 1970. */
	createdAt: number;
	changedAt: number;
	entries: number;
	organizations: number;
	lastActing: OrganizationId | null;
	/** The scenario that it was made from, opened before its first authorization or finished. */
	scenario: { id: string; finished: boolean } | null;
}

const schema = z.strictObject({
	id: z.string().check(z.minLength(1), z.maxLength(200)),
	name: z.string(),
	createdAt: z.number(),
	changedAt: z.number(),
	entries: z.int().check(z.nonnegative()),
	organizations: z.int().check(z.nonnegative()),
	lastActing: z.nullable(z.string()),
	scenario: z.nullable(z.strictObject({ id: z.string(), finished: z.boolean() }))
});

/** The record, or null for what an older, a newer or a broken app may have left there. */
export function readRecord(value: unknown): WorkspaceRecord | null {
	const { data } = schema.safeParse(value);
	return data ?? null;
}
