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
		testTimeout: 120_000,
		hookTimeout: 900_000
	}
});
