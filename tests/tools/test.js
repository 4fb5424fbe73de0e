/**
 * `npm test`: everything that an ordinary change can break, each check under a heading, in one order whatever ends
 * first. Checks that need no quiet machine run two at a time. A failed check does not hide the later ones.
 */
import { runAndTell } from './checks.js';
import { BUILDS, GENERATE, playwright, script, vitest } from './suite.js';

const after = [GENERATE.heading];

await runAndTell([
	{ heading: 'A browser', command: ['node', 'scripts/chromium.js'] },
	GENERATE,
	{ heading: 'Types', command: script('check'), after },
	{ heading: 'Lint', command: script('lint'), after },
	{ heading: 'Format', command: script('format:check') },
	{ heading: 'Dead code', command: script('unused'), after },
	vitest('Unit and property tests', []),
	...BUILDS,
	playwright('Chromium tests')
]);
