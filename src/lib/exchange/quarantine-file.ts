import * as z from 'zod/mini';
import { abortEarly } from '$lib/document/entries/abort-early';
import { workspaceId } from '$lib/document/entries/ids';
import { schemaProblem, type ParsedFile, type UnreadableFile } from './file-format';

const maxRows = 1_000_000;

const schema = z.strictObject({
	grantbook: z.literal('set-aside'),
	v: z.literal(1),
	workspace: workspaceId,
	rows: z
		.array(
			z.strictObject({
				row: z.number(),
				bytes: z.int(),
				reason: z.string(),
				at: z.int(),
				value: z.string()
			})
		)
		.check(z.maxLength(maxRows))
});

/** Quarantined rows, which could not be read from storage, for analysis: they cannot be opened. */
export type QuarantineFile = z.infer<typeof schema>;

/** Reads a quarantine file. Everything in it is untrusted. Never throws. */
export function readQuarantineFile(
	parsed: ParsedFile | UnreadableFile
): { file: QuarantineFile } | UnreadableFile {
	if ('problem' in parsed) return parsed;
	if (parsed.kind !== 'set-aside') return { problem: 'not-ours', detail: parsed.kind };
	const { data: file, error } = schema.safeParse(parsed.value, abortEarly);
	return file ? { file } : schemaProblem(error.issues);
}
