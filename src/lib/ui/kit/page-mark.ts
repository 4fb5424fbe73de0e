import type { Attachment } from 'svelte/attachments';

const there = new Map<string, number>();

function change(mark: string, by: 1 | -1) {
	const count = (there.get(mark) ?? 0) + by;
	there.set(mark, count);
	document.documentElement.toggleAttribute(`data-with-${mark}`, count > 0);
}

/** Marks the page's root until the function that this answers with is called: see `marksPage`. */
export function markPage(mark: 'drawer' | 'strip'): () => void {
	change(mark, 1);
	return () => change(mark, -1);
}

/**
 * While an element is there, the page's root says so, as `data-with-drawer`, for styles elsewhere. `:has()` would say it too, but
 * has the browser look again at every element that comes or goes anywhere in the page.
 */
export const marksPage =
	(mark: 'drawer' | 'strip'): Attachment =>
	() =>
		markPage(mark);
