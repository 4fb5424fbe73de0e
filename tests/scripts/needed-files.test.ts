import type { Rolldown } from 'vite';
import { expect, test } from 'vitest';
import { withShortLists } from '../../scripts/needed-files.js';

const chunk = (name: string, imports: string[], css: string[], code = '') => ({
	type: 'chunk',
	fileName: `_app/chunks/${name}.js`,
	imports: imports.map((each) => `_app/chunks/${each}.js`),
	viteMetadata: { importedCss: new Set(css.map((each) => `_app/${each}`)) },
	code
});

const listing = (table: string[], lists: string) =>
	`const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=${JSON.stringify(table)})))=>i.map(i=>d[i]);\n${lists}`;

test('a list names neither what is there with its chunk, nor a file beside another one', () => {
	const page = chunk(
		'page',
		['first'],
		['assets/page.css'],
		listing(
			[
				...['./part.js', './first.js', '../assets/first.css', './first.en.js', './first.zh.js'],
				...['./part.en.js', './part.zh.js', '../assets/part.css', '../assets/page.css', './plain.js']
			],
			'load(a,__vite__mapDeps([0,1,2,3,4,5,6,7,8]));load(b,__vite__mapDeps([9,7]));load(c,__vite__mapDeps([1]));'
		)
	);
	const first = chunk('first', [], ['assets/first.css', 'chunks/first.en.js', 'chunks/first.zh.js']);
	const bundle = Object.fromEntries([page, first].map((each) => [each.fileName, each]));
	const short = withShortLists(
		page as unknown as Rolldown.OutputChunk,
		bundle as unknown as Rolldown.OutputBundle
	);
	expect(short).toBe(
		listing(
			['./part', '../assets/part.css', './plain.js'],
			'load(a,__vite__mapDeps([0,1]));load(b,__vite__mapDeps([2,1]));load(c,__vite__mapDeps([]));'
		)
	);
});
