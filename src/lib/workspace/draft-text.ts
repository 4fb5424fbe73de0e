import * as z from 'zod/mini';
import { abortEarly } from '$lib/document/entries/abort-early';
import { workspaceId } from '$lib/document/entries/ids';
import { unfit, type Own, type Unread } from '../exchange/own-file';
import { type DraftRecord, draftSchema, stepsSchema } from './draft-schema';

const schema = z.strictObject({
	grantbook: z.literal('draft'),
	v: z.literal(1),
	workspace: workspaceId,
	name: draftSchema.shape.name,
	steps: stepsSchema
});

/** A draft that somebody handed over. */
export type DraftFile = z.infer<typeof schema>;

/** A draft as a text to hand to somebody who has the same workspace: its commands, and nothing that is signed. */
export const draftText = (workspace: string, { name, steps }: Pick<DraftRecord, 'name' | 'steps'>): string =>
	JSON.stringify({ grantbook: 'draft', v: 1, workspace, name, steps }, null, '\t');

/** Reads a draft, of this workspace or another, believing nothing about it. Never throws. */
export function readDraftText(own: Own | Unread): { file: DraftFile } | Unread {
	if ('problem' in own) return own;
	if (own.kind !== 'draft') return { problem: 'not-ours', detail: own.kind };
	const { data: file, error } = schema.safeParse(own.value, abortEarly);
	return file ? { file } : unfit(error.issues);
}
