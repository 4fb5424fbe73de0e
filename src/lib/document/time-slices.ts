/** How long a slice of long work may take, in milliseconds. */
const sliceLength = 12;

/**
 * Divides long work into slices: when one is `due` to end, `take` lets other work have its turn.
 * @param until `idle` for work that nobody waits for: in a page it goes on when nothing else is to do
 */
export function timeSlices(until: 'turn' | 'idle' = 'turn'): { due(): boolean; take(): Promise<void> } {
	let began = performance.now();
	return {
		due: () => performance.now() - began >= sliceLength,
		async take() {
			await (until === 'idle' ? untilIdle() : yieldToOthers());
			began = performance.now();
		}
	};
}

/** Takes one part after another, and lets other work have its turn in between wherever that is due. */
export async function inTurns<T>(parts: Iterable<T>, take: (part: T) => void): Promise<void> {
	const rest = timeSlices();
	for (const part of parts) {
		take(part);
		if (rest.due()) await rest.take();
	}
}

/** Unlike a timer, a message is not slowed down when it is used often. */
function yieldToOthers(): Promise<void> {
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => {
			port1.close();
			resolve();
		};
		port2.postMessage(null);
	});
}

/** A Worker has no idle time of its own: there, whatever came meanwhile goes first. */
const untilIdle = (): Promise<void> =>
	'requestIdleCallback' in globalThis
		? new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: 1_000 }))
		: yieldToOthers();
