import type { DraftStep } from '$lib/views/draft';

/** The text of a draft as it was typed, and what the draft was before and with it. */
export interface TypedText {
	text: string;
	before: readonly DraftStep[];
	steps: readonly DraftStep[];
}

/** Comments and keys that a workspace does not keep: while this page lives, a draft's text has them still. By the draft's id. */
export const keptTexts = new Map<string, TypedText>();
