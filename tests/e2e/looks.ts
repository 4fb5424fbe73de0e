/** How the browser of every test looks that asks for nothing else. */
export const LOOKS = {
	viewport: { width: 1280, height: 800 },
	locale: 'en-US',
	colorScheme: 'light',
	reducedMotion: 'reduce',
	// Keeping every file for use offline doubles the work of a first visit: smoke.e2e.ts looks at that.
	serviceWorkers: 'block'
} as const;
