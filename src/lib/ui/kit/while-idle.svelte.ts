/** Some browsers do not tell when they are idle. */
export const whenIdle = globalThis.requestIdleCallback ?? ((step: () => void) => setTimeout(step, 50));
const cancel = globalThis.cancelIdleCallback ?? clearTimeout;

/**
 * While a component is on screen: does, whenever nothing else is to be done, what people are likely to ask for next, step
 * by step; anew where what `steps` reads has changed. Call it while the component is made.
 */
export function whileIdle(steps: () => Iterator<unknown>): void {
	$effect(() => {
		const rest = steps();
		let waiting = whenIdle(step);
		function step() {
			if (!rest.next().done) waiting = whenIdle(step);
		}
		return () => cancel(waiting);
	});
}
