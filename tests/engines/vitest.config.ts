import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests that ask real engines: `npm run test:more` installs those in this folder, and runs these. */
export default defineConfig({
	root: fileURLToPath(new URL('../..', import.meta.url)),
	resolve: { alias: { $lib: fileURLToPath(new URL('../../src/lib', import.meta.url)) } },
	test: {
		include: ['tests/engines/real/*.real.ts'],
		environment: 'node',
		// A native library is in one of them: each has a process of its own.
		pool: 'forks',
		testTimeout: 900_000,
		hookTimeout: 900_000
	}
});
