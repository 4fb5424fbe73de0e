import { defineConfig } from '@playwright/test';
import { CHROMIUM_FLAGS, ensureChromium } from '../../scripts/chromium.js';
import type { Opened } from './fixtures';
import { LOOKS } from './looks';

/** The browser is looked for once; workers read this file again and take what was found. */
process.env.GRANTBOOK_CHROMIUM ||= ensureChromium();

/** What repeats is tagged `@more`, and left to `npm run test:more`. */
const more = Boolean(process.env.GRANTBOOK_MORE);

export default defineConfig<Opened>({
	testDir: '.',
	testMatch: '**/*.e2e.ts',
	outputDir: '../../test-results',
	fullyParallel: true,
	workers: 2,
	// Where nobody watches, what fails once is tried once more, and told as flaky.
	retries: process.env.CI === undefined ? 0 : 1,
	// Patient enough for a machine that is shared: a limit is for what hangs, not for what is slow.
	timeout: 300_000,
	expect: { timeout: 30_000 },
	forbidOnly: process.env.CI !== undefined,
	reporter: 'list',
	// Any free port: the tests read the addresses from what the servers print.
	webServer: [
		{
			command: 'node scripts/serve.js build 0',
			wait: { stdout: /Grantbook is at (?<grantbook_url>\S+)/ }
		},
		{ command: 'node tests/tools/harness.js', wait: { stdout: /Harnesses are at (?<grantbook_harness>\S+)/ } }
	].map((server) => ({
		...server,
		cwd: '../..',
		gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 1_000 }
	})),
	use: {
		launchOptions: { executablePath: process.env.GRANTBOOK_CHROMIUM, args: CHROMIUM_FLAGS },
		...LOOKS,
		actionTimeout: 30_000,
		screenshot: 'only-on-failure',
		trace: 'off'
	},
	projects: [
		// Over http every test, from disk (the single file) those that say so: { tag: '@file' }; `@file-only` nowhere else,
		// and `@file-more` what a disk does not break by itself.
		{ name: 'http', use: { from: 'http' }, grepInvert: more ? /@file-only/ : /@file-only|@more/ },
		{ name: 'file', use: { from: 'file' }, grep: /@file/, grepInvert: more ? [] : /@more|@file-more/ }
	]
});
