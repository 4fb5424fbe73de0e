/** What README and the documents name is there: links, their headings, files, folders and scripts. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const documents = ['README.md', ...readdirSync('docs').map((name) => `docs/${name}`)].filter((file) =>
	file.endsWith('.md')
);
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

/** Named, and there only once it is built. */
const BUILT = new Set(['build/', 'build/grantbook.html', 'build-single/index.html']);

const FILE = /^(?:[\w.@+[\]-]+\/)*[\w.@+[\]-]+\.(?:ts|js|svelte|json|md|css|html|png)$/;
const FOLDER = /^(?:[\w.@+[\]-]+\/)+$/;

/** A heading as a link names it. */
const anchorOf = (heading: string) =>
	heading
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{N} _-]/gu, '')
		.replaceAll(' ', '-');

const anchorsIn = (markdown: string) =>
	[...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

/** A file is named from the root, or, shorter, from `src/lib`. */
const isThere = (name: string) =>
	BUILT.has(name) || ['.', 'src/lib'].some((from) => existsSync(join(from, name)));

function isLinkGood(target: string, file: string, markdown: string) {
	const [path = '', anchor] = target.split('#');
	const to = join(dirname(file), path);
	if (path !== '' && !existsSync(to)) return false;
	return (
		anchor === undefined || anchorsIn(path === '' ? markdown : readFileSync(to, 'utf8')).includes(anchor)
	);
}

/** Whatever a document names that is not there. */
function missingIn(file: string, markdown: string) {
	const prose = markdown.replaceAll(/^```[^]*?^```$/gm, '');
	const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
	const named = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
	const run = [...markdown.matchAll(/\bnpm (?:run )?(test:?\w*|start|(?<=run )[\w:]+)/g)];
	return [
		...links.filter((target) => !/^\w+:/.test(target) && !isLinkGood(target, file, markdown)),
		...named.filter((name) => (FILE.test(name) || FOLDER.test(name)) && !isThere(name)),
		...run.map(([, name = '']) => name).filter((name) => !(name in scripts))
	];
}

test.each(documents)('%s names nothing that is not there', (file) => {
	expect(missingIn(file, readFileSync(file, 'utf8'))).toEqual([]);
});

test('what is named and not there is found, in every way of naming it', () => {
	const markdown = [
		'# One: the first, and `second`',
		'[good](../README.md) [good](rules.md) [here](#one-the-first-and-second) [web](https://example.com/gone.md)',
		'[gone](gone.md) ![gone](gone.png) [gone](rules.md#no-such-heading) [gone](#two)',
		'`domain/deletion/deletion.ts` `src/lib/domain/` `package.json` `npm run dev`, `npm test`, `y-protocols/sync`',
		'`domain/gone.ts` `src/gone/` `gone.json` `npm run gone:too`',
		'```',
		'`domain/drawn.ts` [drawn](drawn.md)',
		'npm run drawn',
		'```'
	].join('\n');
	expect(missingIn('docs/sample.md', markdown)).toEqual([
		...['gone.md', 'gone.png', 'rules.md#no-such-heading', '#two'],
		...['domain/gone.ts', 'src/gone/', 'gone.json'],
		...['gone:too', 'drawn']
	]);
});
