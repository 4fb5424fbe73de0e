import * as z from 'zod/mini';
import type { OrganizationId } from '$lib/domain/facts';

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
	/** How it is shared; null until somebody thought of sharing it. */
	sharing: SharingRecord | null;
}

/** A STUN or TURN server, by which two browsers find a way to each other. */
export interface IceServer {
	urls: string[];
	username?: string | undefined;
	credential?: string | undefined;
}

/** Where a workspace is shared, and by which servers that is found. */
export interface SharedRoom {
	room: string;
	secret: string;
	signalling: string[];
	ice: IceServer[];
	/** The address of a relay, by which those exchange entries who are seldom there together. */
	relay?: string | undefined;
}

/** What this browser knows about sharing one workspace. */
export interface SharingRecord extends SharedRoom {
	/** Shared now, and again after a reload. */
	on: boolean;
	/** The room that an invitation led out of, to go back to. */
	before?: SharedRoom | undefined;
	/** What this browser asked for and was not given yet: to act for an organization, under a name of its own. */
	asks: { organization: OrganizationId; name: string }[];
}

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
