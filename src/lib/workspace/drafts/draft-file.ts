import * as z from 'zod/mini';
import { abortEarly } from '$lib/document/entries/abort-early';
import { workspaceId } from '$lib/document/entries/ids';
import { schemaProblem, type ParsedFile, type UnreadableFile } from '$lib/exchange/file-format';
import { type DraftRecord, draftSchema, stepsSchema } from './draft-schema';

const schema = z.strictObject({
	grantbook: z.literal('draft'),
	v: z.literal(1),
	workspace: workspaceId,
	name: draftSchema.shape.name,
	steps: stepsSchema
});

/** A draft in a file. */
export type DraftFile = z.infer<typeof schema>;

/** Writes a draft as a text for somebody with the same workspace: its commands, with nothing signed. */
export const writeDraftFile = (
	workspace: string,
	{ name, steps }: Pick<DraftRecord, 'name' | 'steps'>
): string => JSON.stringify({ grantbook: 'draft', v: 1, workspace, name, steps }, null, '\t');

/** Reads a draft of this workspace or another. Everything in it is untrusted. Never throws. */
export function readDraftFile(parsed: ParsedFile | UnreadableFile): { file: DraftFile } | UnreadableFile {
	if ('problem' in parsed) return parsed;
	if (parsed.kind !== 'draft') return { problem: 'not-ours', detail: parsed.kind };
	const { data: file, error } = schema.safeParse(parsed.value, abortEarly);
	return file ? { file } : schemaProblem(error.issues);
}
