/** Some browsers do not tell when they are idle. */
export const whenIdle: (step: (deadline?: IdleDeadline) => void) => number =
	globalThis.requestIdleCallback ?? ((step: () => void) => setTimeout(step, 50) as unknown as number);
const cancel = globalThis.cancelIdleCallback ?? clearTimeout;

/** A step that follows another has so long at least, in milliseconds. */
const ENOUGH = 8;

/**
 * While a component is on screen: does, whenever nothing else is to be done, what people are likely to ask for next, in
 * short steps; anew where what `steps` reads has changed. Call it while the component is made.
 */
export function whileIdle(steps: () => Iterator<unknown>): void {
	$effect(() => {
		const rest = steps();
		let waiting = whenIdle(go);
		function go(deadline?: IdleDeadline) {
			do {
				if (rest.next().done) return;
			} while (deadline !== undefined && deadline.timeRemaining() > ENOUGH);
			waiting = whenIdle(go);
		}
		return () => cancel(waiting);
	});
}
