import type { Entry } from '$lib/domain/entry';
import type { Moments } from '$lib/workspace/moments';

/** Some browsers do not tell when they are idle. */
const whenIdle = globalThis.requestIdleCallback ?? ((step: () => void) => setTimeout(step, 50));
const cancel = globalThis.cancelIdleCallback ?? clearTimeout;

/**
 * While a component is on screen from which people go to past moments: walks through the history whenever nothing else
 * is to be done, so that any moment is there at once when it is asked for. Call it while the component is made.
 */
export function walkAhead(moments: Moments, order: () => readonly Entry[]): void {
	$effect(() => {
		moments.follow(order());
		const steps = moments.spreadOut();
		let waiting = whenIdle(step);
		function step() {
			if (!steps.next().done) waiting = whenIdle(step);
		}
		return () => cancel(waiting);
	});
}
