import type { JsonBounds } from './json-bounds';
import * as z from 'zod/mini';
import { type EntryForm, entryForms, newestForm } from '$lib/domain/entry';
import type { Fact } from '$lib/domain/facts';
import { count, entryId, facts as factsOf2, label, signature } from './schema-2';

/*
 * The forms of entries, by `v`. Every form is read for ever, as it was when it was the newest: what is stored is signed,
 * and nobody can write it anew. So a form is never changed. A form is added to by a new one:
 *
 * - `schema-3.ts`, with the facts of form 2 and its own tables or optional fields beside them. No fact changes what it
 *   means. Lists of words (permissions, kinds, tables) stand in the form that brought them, never in the domain.
 * - A line in the table below, and one in `entryForms` of the domain.
 * - An entry is written in the lowest form that can say it, so that older apps read what they can; a copy keeps the
 *   form of what it was made from. Entries of a newer form than the newest here are set aside until the app is updated.
 */
const factsOf = { 2: factsOf2 } satisfies Record<EntryForm, z.ZodMiniType<Fact[]>>;
const saidBy: Record<EntryForm, z.ZodMiniType<Fact[]>> = factsOf;

/**
 * Characters of the longest entry that is written or let in: 20,000 grants, with room to spare. What is longer
 * must be written as several.
 */
export const longestEntry = 4_000_000;

/** What its text may be made of: no entry that fits says more, in as few characters as can be. */
export const entryHolds: JsonBounds = { containers: longestEntry / 20, values: longestEntry / 4 };

/** Undoing names the act that it undoes, behind a word of its own. */
const command = z.string().check(z.minLength(1), z.maxLength(220));

const formOf = <V extends EntryForm>(v: V) =>
	z.strictObject({
		v: z.literal(v),
		workspace: label,
		organization: z.union([z.literal(''), entryId]),
		key: entryId,
		seq: count,
		previous: z.union([z.literal(''), entryId]),
		stamp: count,
		at: z.int(),
		action: label,
		command,
		facts: factsOf[v],
		signature
	});

/** An entry's fields as they are stored; its id is not among them, being their hash. Its form is chosen by `v`. */
export const entrySchema = z.discriminatedUnion('v', [formOf(2)]);

/** What the one door may hand over; checked before anything is signed. */
export const entryDraftSchema = z.strictObject({
	organization: z.nullable(entryId),
	stamp: count,
	at: z.int(),
	action: label,
	command,
	facts: factsOf[newestForm],
	as: z.optional(entryId)
});

/** The lowest form that can say the facts, of which the newest form can say all. */
export const lowestForm = (facts: readonly Fact[]): EntryForm =>
	entryForms.find((v) => v >= newestForm || saidBy[v].safeParse(facts).success)!;
