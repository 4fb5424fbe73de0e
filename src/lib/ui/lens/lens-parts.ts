import { LazyPart } from '../kit/lazy-part.svelte';

/** The slider through all moments: it stands on History, and wherever the past is looked at. */
export const momentSlider = new LazyPart(async () => (await import('./MomentSlider.svelte')).default);

/** The lens of a draft. */
export const draftLens = new LazyPart(
	async () => (await import('$lib/workspace/drafts/draft-workspace')).DraftWorkspace
);
