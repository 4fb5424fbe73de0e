const signs = ['pointermove', 'pointerdown', 'keydown'] as const;

/** Browsers tell a new page where the pointer rests: a move by nothing, which nobody made. */
const isMade = (event: Event) =>
	event.type !== 'pointermove' ||
	(event as PointerEvent).movementX !== 0 ||
	(event as PointerEvent).movementY !== 0;

/** Calls back once, when a person first moves, presses or types. Answers with what ends the waiting. */
export function onFirstInteraction(then: () => void): () => void {
	const waiting = new AbortController();
	const seen = (event: Event) => {
		if (!isMade(event)) return;
		waiting.abort();
		then();
	};
	for (const sign of signs) addEventListener(sign, seen, { signal: waiting.signal, capture: true });
	return () => waiting.abort();
}
