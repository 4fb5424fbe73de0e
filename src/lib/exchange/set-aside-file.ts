import * as z from 'zod/mini';
import { abortEarly } from '$lib/document/entries/abort-early';
import { workspaceId } from '$lib/document/entries/ids';
import { unfit, type Own, type Unread } from './own-file';

const mostRows = 1_000_000;

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
		.check(z.maxLength(mostRows))
});

/** Stored rows that could not be read, for somebody who looks into them: nothing in them can be opened. */
export type SetAsideFile = z.infer<typeof schema>;

/** Reads what was set aside, believing nothing about it. Never throws. */
export function readSetAsideFile(own: Own | Unread): { file: SetAsideFile } | Unread {
	if ('problem' in own) return own;
	if (own.kind !== 'set-aside') return { problem: 'not-ours', detail: own.kind };
	const { data: file, error } = schema.safeParse(own.value, abortEarly);
	return file ? { file } : unfit(error.issues);
}
