/** What is being typed, by the place where, for as long as the window is open: a detour loses none of it. */
const kept = new Map<string, object>();

/** As many places as anybody comes back to. */
const MOST = 50;

/** What was typed at the place so far, or a new beginning. */
export function keptInput<Typed extends object>(place: string, begin: () => Typed): Typed {
	const typed = (kept.get(place) as Typed | undefined) ?? begin();
	// The one looked at last is given up last.
	kept.delete(place);
	kept.set(place, typed);
	for (const oldest of [...kept.keys()].slice(0, -MOST)) kept.delete(oldest);
	return typed;
}

/** It was sent, or given up. */
export const forgetInput = (place: string): boolean => kept.delete(place);
