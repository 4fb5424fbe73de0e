/** Some browsers do not tell when they are idle. */
export const whenIdle: (step: (deadline?: IdleDeadline) => void) => number =
	globalThis.requestIdleCallback ?? ((step: () => void) => setTimeout(step, 50) as unknown as number);
const cancel = globalThis.cancelIdleCallback ?? ((waiting: number) => clearTimeout(waiting));

/** A step that follows another has so long at least, in milliseconds. */
const ENOUGH = 8;

/**
 * By then the page shows what an act led to, in milliseconds; until then it is idle as often as it waits for a Worker, or,
 * while something is scrolled, for the next frame.
 */
const ANSWERED = 120;

const acts = ['pointerdown', 'click', 'keydown', 'input', 'scroll'] as const;
let lastAct = Number.NEGATIVE_INFINITY;
let isListening = false;

function listen() {
	if (isListening) return;
	isListening = true;
	for (const act of acts)
		addEventListener(act, () => (lastAct = performance.now()), { capture: true, passive: true });
}

/**
 * Takes one step after another whenever nothing else is to be done. Answers with what ends that.
 * @param rests whether it takes none for a moment after each act of a person
 */
export function takeWhenIdle(steps: Iterator<unknown>, { rests = false } = {}): () => void {
	if (rests) listen();
	let waiting = whenIdle(go);
	let timer: ReturnType<typeof setTimeout> | undefined;
	function go(deadline?: IdleDeadline) {
		const left = rests ? lastAct + ANSWERED - performance.now() : 0;
		if (left > 0) {
			timer = setTimeout(() => (waiting = whenIdle(go)), left);
			return;
		}
		do {
			if (steps.next().done) return;
		} while (deadline !== undefined && deadline.timeRemaining() > ENOUGH);
		waiting = whenIdle(go);
	}
	return () => {
		clearTimeout(timer);
		cancel(waiting);
	};
}
