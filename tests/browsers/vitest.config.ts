import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests in Firefox and WebKit: `npm run test:more` installs what drives them in this folder, and runs these. */
export default defineConfig({
	root: fileURLToPath(new URL('../..', import.meta.url)),
	resolve: { alias: { $lib: fileURLToPath(new URL('../../src/lib', import.meta.url)) } },
	test: {
		include: ['tests/browsers/*.real.ts'],
		environment: 'node',
		testTimeout: 300_000,
		hookTimeout: 300_000
	}
});
