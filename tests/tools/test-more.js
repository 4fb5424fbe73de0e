/**
 * `npm run test:more`: what repeats. Properties are tried eight times as often, and every Chromium test, also those that
 * `npm test` leaves out (`@more`), runs in the whole of Chromium, where `npm test` takes its headless shell. Authorization
 * engines are installed in a folder of their own, and asked what is exported for them. So are the
 * relay, by which browsers exchange entries, and what drives Firefox and WebKit.
 */
import { runAndTell } from './checks.js';
import { BUILDS, GENERATE, playwright, vitest } from './suite.js';

const MORE = { GRANTBOOK_MORE: '1' };

/** Their folder has no `engine-strict`, and this run's own is handed on: one of them asks for a newer Node than it needs. */
const ENGINES = {
	heading: 'Engines to ask',
	command: ['npm', 'ci', '--silent', '--engine-strict=false', '--prefix', 'tests/engines']
};

const RELAY = {
	heading: 'The relay',
	command: ['npm', 'ci', '--silent', '--engine-strict=false', '--prefix', 'scripts/relay']
};

const BROWSERS = [
	{ heading: 'Firefox and WebKit', command: ['node', 'tests/browsers/install.js'] },
	{ heading: 'What drives them', command: ['npm', 'ci', '--silent', '--prefix', 'tests/browsers'] }
];

await runAndTell([
	{ heading: 'The whole of Chromium', command: ['node', 'scripts/chromium.js'], env: MORE },
	GENERATE,
	vitest('Property tests, more seeds', ['related', 'tests/seeds.ts'], { GRANTBOOK_SEEDS: '8' }),
	ENGINES,
	{
		...vitest('Real engines', ['-c', 'tests/engines/vitest.config.ts']),
		after: [GENERATE.heading, ENGINES.heading]
	},
	RELAY,
	{
		...vitest('Real relays', ['-c', 'tests/relay/vitest.config.ts']),
		after: [GENERATE.heading, RELAY.heading]
	},
	...BUILDS,
	...BROWSERS,
	{
		...vitest('Tests in Firefox and WebKit', ['-c', 'tests/browsers/vitest.config.ts']),
		after: [...BUILDS, ...BROWSERS].map(({ heading }) => heading)
	},
	playwright('All Chromium tests, in the whole browser', MORE)
]);
