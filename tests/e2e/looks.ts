/** What only a whole browser context can be given. */
export const CONTEXT_LOOKS = {
	locale: 'en-US',
	reducedMotion: 'reduce',
	// Keeping every file for use offline doubles the work of a first visit: smoke.e2e.ts looks at that.
	serviceWorkers: 'block'
} as const;

/** How the browser of every test looks that asks for nothing else. */
export const LOOKS = {
	...CONTEXT_LOOKS,
	viewport: { width: 1280, height: 800 },
	colorScheme: 'light'
} as const;
