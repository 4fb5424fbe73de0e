/**
 * `npm test`: every check, under a heading each, in one order whatever ends first. Checks that need no quiet machine
 * run two at a time. A failed check does not hide the later ones. The last line counts the tests, and each other check
 * that failed as one failure.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChecks } from './checks.js';

const results = mkdtempSync(join(tmpdir(), 'grantbook-test-'));
const unit = join(results, 'unit.json');
const browser = join(results, 'browser.json');

/**
 * What a test runner wrote down.
 * @param {string} file
 * @returns {unknown}
 */
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));

/**
 * A script of package.json.
 * @param {string} name
 * @param {string[]} args
 */
const script = (name, ...args) => ['npm', 'run', '--silent', name, ...args];

const total = await runChecks([
	{ heading: 'A browser', command: ['node', 'tests/tools/chromium.js'] },
	{ heading: 'Generated types and messages', command: script('prepare') },
	{ heading: 'Types', command: script('check'), after: ['Generated types and messages'] },
	{ heading: 'Lint', command: script('lint'), after: ['Generated types and messages'] },
	{ heading: 'Format', command: script('format:check') },
	{ heading: 'Dead code', command: script('unused'), after: ['Generated types and messages'] },
	{
		heading: 'Unit and property tests',
		command: ['vitest', 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${unit}`],
		after: ['Generated types and messages'],
		count: () => {
			const written = /** @type {{ numPassedTests: number, numFailedTests: number }} */ (read(unit));
			return { passed: written.numPassedTests, failed: written.numFailedTests };
		}
	},
	{ heading: 'Build', command: script('build'), after: ['Generated types and messages'] },
	{ heading: 'Build as a single file', command: script('build:single'), after: ['Build'] },
	{
		heading: 'Chromium tests',
		command: script('e2e', '--', '--reporter=dot,json'),
		env: { PLAYWRIGHT_JSON_OUTPUT_FILE: browser },
		alone: true,
		count: () => {
			const { stats } = /** @type {{ stats: Record<'expected' | 'unexpected' | 'flaky', number> }} */ (
				read(browser)
			);
			return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
		}
	}
]);

rmSync(results, { recursive: true, force: true });
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
