/** Input that was not sent yet, by its place, for as long as the window is open: leaving the page loses none of it. */
const kept = new Map<string, object>();

/** How many places are remembered. */
const MOST = 50;

/** The input at a place, or a new one. */
export function keptInput<Typed extends object>(place: string, begin: () => Typed): Typed {
	const typed = (kept.get(place) as Typed | undefined) ?? begin();
	// The least recently used is dropped first.
	kept.delete(place);
	kept.set(place, typed);
	for (const oldest of [...kept.keys()].slice(0, -MOST)) kept.delete(oldest);
	return typed;
}

/** Forgets the input at a place, once it was sent or discarded. */
export const forgetInput = (place: string): boolean => kept.delete(place);
