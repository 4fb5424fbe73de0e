/** What the lists of checks are made of: test.js, test-more.js and test-long.js. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const results = mkdtempSync(join(tmpdir(), 'grantbook-test-'));
process.on('exit', () => rmSync(results, { recursive: true, force: true }));

/**
 * @typedef {import('./checks.js').Check} Check
 * @typedef {Pick<Check, 'env' | 'after'>} More
 */

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
export const script = (name, ...args) => ['npm', 'run', '--silent', name, ...args];

/** What checks need that read the code: the types and the messages are made from it. */
export const GENERATE = { heading: 'Generated types and messages', command: script('prepare') };

/** The app as a folder and as one file, which lies in that folder too. */
export const BUILDS = [{ heading: 'Build', command: script('build'), after: [GENERATE.heading] }];

/**
 * @param {string} heading
 * @param {string[]} args for Vitest
 * @param {Record<string, string>} [env]
 * @returns {Check}
 */
export function vitest(heading, args, env = {}) {
	const file = join(results, `${heading}.json`);
	return {
		heading,
		command: ['vitest', ...args, '--run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`],
		env,
		after: [GENERATE.heading],
		count: () => {
			const written = /** @type {{ numPassedTests: number, numFailedTests: number }} */ (read(file));
			return { passed: written.numPassedTests, failed: written.numFailedTests };
		}
	};
}

/**
 * @param {string} heading
 * @param {Record<string, string>} [env]
 * @returns {Check}
 */
export function playwright(heading, env = {}) {
	const file = join(results, `${heading}.json`);
	return {
		heading,
		command: script('e2e', '--', '--reporter=dot,json'),
		env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
		alone: true,
		count: () => {
			const { stats } = /** @type {{ stats: Record<'expected' | 'unexpected' | 'flaky', number> }} */ (
				read(file)
			);
			return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
		}
	};
}
