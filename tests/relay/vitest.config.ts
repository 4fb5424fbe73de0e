import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests that exchange entries by real relays: `npm run test:more` installs those in scripts/relay, and runs these. */
export default defineConfig({
	root: fileURLToPath(new URL('../..', import.meta.url)),
	resolve: { alias: { $lib: fileURLToPath(new URL('../../src/lib', import.meta.url)) } },
	test: {
		include: ['tests/relay/real/*.real.ts'],
		environment: 'node',
		pool: 'forks',
		// Where CI is set, one that fails is tried once more, as Chromium's are.
		retry: process.env.CI ? 1 : 0,
		testTimeout: 120_000,
		hookTimeout: 900_000
	}
});
