import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { inlineScripts, relativePage, singlePage, withFirstPage } from '../../scripts/adapter.js';

const allowing = (script: string) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

test('a page names its files from where it lies, and its policy still allows its script', () => {
	const script = `import("/_app/start.js"); const worker = '/service-worker.js'; const home = new URL('.', location);`;
	const moved = `import("./_app/start.js"); const worker = './service-worker.js'; const home = new URL('.', location);`;
	const page = (policy: string, link: string, inline: string) =>
		`<meta content="script-src 'self' ${policy}"><link href="${link}"><a href="//else.where"></a><script>${inline}</script>`;

	expect(relativePage(page(allowing(script), '/icon.svg', script))).toBe(
		page(allowing(moved), './icon.svg', moved)
	);
});

test('of several scripts, the policy still allows each', () => {
	const page = (first: string, last: string) =>
		`<meta content="script-src ${allowing(first)} ${allowing(last)}"><script>${first}</script><script>${last}</script>`;
	const [old, app, moved] = ['var old = 1;', `import("/app.js");`, `import("./app.js");`];
	expect(relativePage(page(old, app))).toBe(page(old, moved));
	expect(inlineScripts(page(old, app))).toEqual([old, app]);
});

test('what the first page has for itself is named in the page, and not fetched by it', () => {
	const files = [
		'chunks/home.A-b_1.js',
		'chunks/home.A-b_1.en.js',
		'assets/home.C2.css',
		'chunks/first.D3.js'
	];
	expect(withFirstPage('<head></head>', files)).toBe(
		`<head><link href="./chunks/home.A-b_1.js" data-first-page="modulepreload" crossorigin>
<link href="./assets/home.C2.css" data-first-page="preload" as="style" crossorigin>
</head>`
	);
	expect(() => withFirstPage('<head></head>', [])).toThrow();
});

test('the single page carries its icon and asks for no manifest', () => {
	const page =
		'<link rel="icon" href="/icon.svg" type="image/svg+xml" />\n\t<link rel="manifest" href="/m" />';
	const single = singlePage(page, (file) => `<svg>${file}</svg>`);
	expect(single).toBe(
		`<link rel="icon" href="data:image/svg+xml;base64,${btoa('<svg>/icon.svg</svg>')}" type="image/svg+xml" />`
	);
});
