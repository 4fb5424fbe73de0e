/**
 * `npm run test:more`: what repeats. Properties are tried eight times as often, and every Chromium test, also those that
 * `npm test` leaves out (`@more`), runs in the whole of Chromium, where `npm test` takes its headless shell.
 */
import { runAndTell } from './checks.js';
import { BUILDS, GENERATE, playwright, vitest } from './suite.js';

const MORE = { GRANTBOOK_MORE: '1' };

await runAndTell([
	{ heading: 'The whole of Chromium', command: ['node', 'scripts/chromium.js'], env: MORE },
	GENERATE,
	vitest('Property tests, more seeds', ['related', 'tests/seeds.ts'], { GRANTBOOK_SEEDS: '8' }),
	...BUILDS,
	playwright('All Chromium tests, in the whole browser', MORE)
]);
