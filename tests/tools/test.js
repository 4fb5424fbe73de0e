/**
 * `npm test`: every check, one after the other, under a heading each. A failed check does not hide the later
 * ones. The last line counts the tests, and each other check that failed as one failure.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './chromium.js';

const results = mkdtempSync(join(tmpdir(), 'grantbook-test-'));
const unit = join(results, 'unit.json');
const browser = join(results, 'browser.json');
const total = { passed: 0, failed: 0 };

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, ...args) {
	return spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' }).status === 0;
}

/**
 * A script of package.json.
 * @param {string} name
 * @param {string[]} args
 */
const script = (name, ...args) => run('npm', 'run', '--silent', name, ...args);

/**
 * @param {string} heading
 * @param {() => boolean} check
 * @param {() => { passed: number, failed: number }} [count] for a check that counts its tests
 */
function step(heading, check, count) {
	const started = Date.now();
	console.log(`\n━━ ${heading}`);
	let good = false;
	try {
		good = check();
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
	}
	const { passed, failed } = counted(count);
	total.passed += passed;
	total.failed += failed;
	if (!good && failed === 0) total.failed += 1;
	console.log(`${good ? '✓' : '✗ FAILED:'} ${heading} (${((Date.now() - started) / 1000).toFixed(0)} s)`);
}

/** @param {(() => { passed: number, failed: number }) | undefined} count */
function counted(count) {
	try {
		return count?.() ?? { passed: 0, failed: 0 };
	} catch {
		return { passed: 0, failed: 0 }; // it ended before it could write down anything
	}
}

/**
 * What a test runner wrote down.
 * @param {string} file
 * @returns {unknown}
 */
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));

step('Generated types and messages', () => script('prepare'));
step('Types', () => script('check'));
step('Lint', () => script('lint'));
step('Format', () => script('format:check'));
step('Dead code', () => script('unused'));
step(
	'Unit and property tests',
	() => run('vitest', 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${unit}`),
	() => {
		const written = /** @type {{ numPassedTests: number, numFailedTests: number }} */ (read(unit));
		return { passed: written.numPassedTests, failed: written.numFailedTests };
	}
);
step('Build', () => script('build'));
step('Build as a single file', () => script('build:single'));
step('A browser', () => {
	process.env.GRANTBOOK_CHROMIUM = ensureChromium();
	console.log(process.env.GRANTBOOK_CHROMIUM);
	return true;
});
step(
	'Chromium tests',
	() => {
		process.env.PLAYWRIGHT_JSON_OUTPUT_FILE = browser;
		return script('e2e', '--', '--reporter=dot,json');
	},
	() => {
		const { stats } = /** @type {{ stats: Record<'expected' | 'unexpected' | 'flaky', number> }} */ (
			read(browser)
		);
		return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
	}
);

rmSync(results, { recursive: true, force: true });
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
