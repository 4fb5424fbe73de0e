/** In milliseconds: a page that nobody sees has no frames to wait for. */
const LONGEST = 100;

/** Resolves once the page is painted as it is now. What is done then is not waited for. */
export const afterPaint = (): Promise<void> =>
	new Promise((resolve) => {
		requestAnimationFrame(() => setTimeout(resolve));
		setTimeout(resolve, LONGEST);
	});

/**
 * Runs something behind the next frame, in a task of its own, so that the frame does not wait for it. A page that nobody sees
 * has none.
 * @returns what keeps it from running
 */
export function behindFrame(run: () => void): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const frame = requestAnimationFrame(() => (timer = setTimeout(run)));
	return () => {
		cancelAnimationFrame(frame);
		clearTimeout(timer);
	};
}
