import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { escapeForThePage } from '../../scripts/page-script.js';

const SOURCES = [
	`'<!-- <script> </script>'`,
	'`<!-- ${1 + 1} <SCRIPT>`',
	`/<!--(.*)-->/u.exec('<!--x-->')?.[1]`,
	`'worker: "a <!-- b" + \\'</script>\\''`,
	`((script) => 1 <script)(2)`
];

test.each(SOURCES)('%s says the same after the escape, and nothing to the page', (source) => {
	const escaped = escapeForThePage(source);
	expect(escaped).not.toMatch(/<!--|<\/script/i);
	expect(run(escaped)).toEqual(run(source));
});

/** Runs source text as a page runs a script. */
function run(expression: string): unknown {
	return runInNewContext(expression);
}
