import * as z from 'zod/mini';
import { rebuilt } from '../document/canonical';
import { type DraftRecord, draftSchema, stepsSchema } from './draft-schema';

const format = 'grantbook-draft';

const schema = z.strictObject({
	format: z.literal(format),
	v: z.literal(1),
	workspace: z.string().check(z.maxLength(200)),
	name: draftSchema.shape.name,
	steps: stepsSchema
});

/** A draft as a text to hand to somebody who has the same workspace: its commands, and nothing that is signed. */
export const draftText = (workspace: string, { name, steps }: DraftRecord): string =>
	JSON.stringify({ format, v: 1, workspace, name, steps }, null, '\t');

/** What a text holds: a draft, of this workspace or another, or nothing that can be read. */
export function readDraftText(text: string): z.infer<typeof schema> | null {
	try {
		return schema.safeParse(rebuilt(JSON.parse(text))).data ?? null;
	} catch {
		return null;
	}
}
