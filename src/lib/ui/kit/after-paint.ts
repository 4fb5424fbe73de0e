/** In milliseconds: a page that nobody sees has no frames to wait for. */
const LONGEST = 100;

/** Resolves once the page is painted as it is now. What is done then is not waited for. */
export const afterPaint = (): Promise<void> =>
	new Promise((resolve) => {
		requestAnimationFrame(() => setTimeout(resolve));
		setTimeout(resolve, LONGEST);
	});
