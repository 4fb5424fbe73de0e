import * as z from 'zod/mini';
import { rebuilt } from '$lib/document/entries/canonical';
import { permissions } from '$lib/domain/permissions/permissions';
import type { Guide } from '$lib/setup/setup';
import { mostGuideSteps, mostSigns } from '$lib/setup/bounds';
import { expectedSchema } from '../drafts/draft-schema';

/** A guide, and how many of its steps are done. */
export interface GuideState {
	/** Speaks of the workspace's ids. */
	guide: Guide;
	done: number;
	/** The text that it is of is kept beside it. */
	hasText: boolean;
}

const id = z.string().check(z.minLength(1), z.maxLength(80));
const text = z.string().check(z.maxLength(mostSigns));

const guideSchema = z.strictObject({
	title: text,
	story: text,
	steps: z
		.array(
			z.strictObject({
				do: text,
				who: z.nullable(id),
				when: z.enum(['holds', 'no longer']),
				sentence: z.strictObject({ product: id, permission: z.enum(permissions), expected: expectedSchema })
			})
		)
		.check(z.maxLength(mostGuideSteps))
}) satisfies z.ZodMiniType<Guide>;

const noteSchema = z.strictObject({
	v: z.literal(1),
	guide: guideSchema,
	done: z.int().check(z.minimum(0)),
	hasText: z.boolean()
});

/** A guide's state as it is kept. */
export const guideNote = (state: GuideState): unknown => ({ v: 1, ...state });

/** Reads what `guideNote` wrote; undefined for anything else, as an older, a newer or a broken app may have left it. */
export function readGuideNote(value: unknown): GuideState | undefined {
	try {
		const { data } = noteSchema.safeParse(rebuilt(value));
		if (!data || data.done > data.guide.steps.length) return undefined;
		const { guide, done, hasText } = data;
		return { guide, done, hasText };
	} catch {
		return undefined;
	}
}
