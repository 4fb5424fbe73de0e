/**
 * `npm run check`: types everywhere, and in components what only types can tell, a promise that nobody waits for. The
 * linter of types reads no components, so it reads the TypeScript that svelte-check makes of them.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const MAKING = '.svelte-kit/.svelte-check';
const MADE = `${MAKING}/svelte`;

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, ...args) {
	const { status, stdout } = spawnSync(command, args, {
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'inherit'],
		shell: process.platform === 'win32'
	});
	// The component itself, not what is made of it.
	process.stdout.write(stdout.replaceAll(`${MADE}/`, '').replaceAll(/\+\+([^/\s]+\.svelte)\.[jt]s\b/g, '$1'));
	return status === 0;
}

// What was made of a component that is gone stays there otherwise.
rmSync(MAKING, { recursive: true, force: true });
const typed = run('svelte-check', '--tsgo', '--fail-on-warnings', '--output', 'human');
const workerTyped = run('tsc', '-p', 'tests/tools/tsconfig.worker.json');

/** @param {string} folder */
const files = (folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' });
const written = [...files('src'), ...files('tests')].filter((name) => name.endsWith('.svelte'));
const made = files(MADE).filter((name) => /\+\+[^/\\]+\.svelte\.[jt]s$/.test(name));
if (made.length !== written.length) {
	console.error(
		`There are ${written.length} components, and svelte-check has made ${made.length} of them into TypeScript.`
	);
}
const config = 'tests/tools/oxlint.components.json';
const linted = run(
	'oxlint',
	'-c',
	config,
	'--no-ignore',
	'-f',
	'unix',
	...made.map((name) => join(MADE, name))
);

process.exitCode = typed && workerTyped && linted && made.length === written.length ? 0 : 1;
