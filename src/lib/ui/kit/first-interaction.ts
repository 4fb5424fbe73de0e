const signs = ['pointermove', 'pointerdown', 'keydown'] as const;

/** Calls back once, when a person first moves, presses or types. Answers with what ends the waiting. */
export function onFirstInteraction(then: () => void): () => void {
	const waiting = new AbortController();
	const seen = () => {
		waiting.abort();
		then();
	};
	for (const sign of signs) addEventListener(sign, seen, { signal: waiting.signal, capture: true });
	return () => waiting.abort();
}
