/**
 * Looks at setup texts without a browser, by the app's own code:
 * `node scripts/setup.js check FILE` tells which of its expectations hold, and ends with 1 where one is broken;
 * `node scripts/setup.js diff FILE FILE` tells what organizations hold otherwise, and ends with 1 where they do.
 * Either ends with 2 where a text has errors. The format is in docs/setup-text.md.
 */
import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const USAGE = 'node scripts/setup.js check FILE\nnode scripts/setup.js diff FILE FILE\n';
const ROOT = fileURLToPath(new URL('../', import.meta.url));
/** A file that is far beyond what may be read is not even opened. */
const MOST_BYTES = 100_000_000;

/** @param {string} name */
function file(name) {
	const { size } = statSync(name);
	return { name, bytes: size > MOST_BYTES ? new Uint8Array(MOST_BYTES) : readFileSync(name) };
}

/**
 * @param {string} command
 * @param {string[]} names
 * @returns {Promise<number>} how to end
 */
async function run(command, names) {
	const files = names.map(file);
	/** @type {{ module: typeof import('../src/lib/setup/command-line') }} */
	const { module } = await runnerImport('/src/lib/setup/command-line.ts', {
		...{ root: ROOT, configFile: false, logLevel: 'error' },
		resolve: { alias: { $lib: `${ROOT}src/lib` } }
	});
	const { lines, code } = command === 'check' ? module.checkSetup(files) : module.diffSetups(files);
	process.stdout.write(lines.map((line) => `${line}\n`).join(''));
	return code;
}

const [command = '', ...names] = process.argv.slice(2);
/** @type {Record<string, number>} */
const FILES = { check: 1, diff: 2 };
if (FILES[command] === names.length) {
	// What cannot be opened is told like a text with errors.
	process.exitCode = await run(command, names).catch((/** @type {Error} */ { message }) => {
		process.stderr.write(`${message}\n`);
		return 2;
	});
} else {
	process.stderr.write(USAGE);
	process.exitCode = 2;
}
