import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import adapterStatic from '@sveltejs/adapter-static';

/**
 * How a policy allows a script: `sha256-…`.
 * @param {string} script
 * @returns {`sha256-${string}`}
 */
export const scriptHash = (script) => `sha256-${createHash('sha256').update(script).digest('base64')}`;

/**
 * What stands in a page's script elements, in their order.
 * @param {string} html
 */
export const inlineScripts = (html) =>
	[...html.matchAll(/<script>([^]*?)<\/script>/g)].map(([, script = '']) => script);

/**
 * The page names its files from where it lies itself, so that the folder works under any path of any host.
 * Kit writes the one page of a hash-routed app with addresses from the host's root. Scripts in it change
 * with them, and so do the hashes that the page's policy allows.
 * @param {string} html
 */
export function relativePage(html) {
	const page = html.replace(/(["'])\/(?=[\w.])/g, '$1./');
	const moved = inlineScripts(page);
	return inlineScripts(html).reduce(
		(allowing, script, index) => allowing.replace(scriptHash(script), scriptHash(moved[index] ?? '')),
		page
	);
}

/**
 * The icon goes into the page; what only a server can give (the manifest) goes away.
 * @param {string} html
 * @param {(file: string) => string} read
 */
export function singlePage(html, read) {
	return html
		.replace(/\s*<link rel="manifest"[^>]*>/, '')
		.replace(/(?<=<link rel="icon" href=")\/[^"]+/, (file) => {
			return `data:image/svg+xml;base64,${Buffer.from(read(file)).toString('base64')}`;
		});
}

/**
 * Names what the first page has for itself: a script in the page fetches it where that is shown (src/app.html).
 * @param {string} html
 * @param {readonly string[]} files of the build, beside the page
 */
export function withFirstPage(html, files) {
	const links = files
		.filter((file) => /\/home\.[\w-]+\.(?:js|css)$/.test(file))
		.map((file) => {
			const rel = file.endsWith('.js') ? '"modulepreload"' : '"preload" as="style"';
			return `<link href="./${file}" data-first-page=${rel} crossorigin>\n`;
		});
	if (links.length === 0) throw new Error('The first page has nothing for itself.');
	return html.replace('</head>', `${links.join('')}$&`);
}

/**
 * adapter-static, and after it: a page that works under any path or, for the single build, one page alone.
 * @param {{ single: boolean }} options
 * @returns {import('@sveltejs/kit').Adapter}
 */
export default function adapter({ single }) {
	const folder = single ? 'build-single' : 'build';
	return {
		name: 'grantbook-static',
		async adapt(builder) {
			await adapterStatic({ pages: folder }).adapt(builder);
			const page = join(folder, 'index.html');
			const html = readFileSync(page, 'utf8');
			if (!single) {
				const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
				return writeFileSync(page, withFirstPage(relativePage(html), files));
			}
			writeFileSync(
				page,
				singlePage(html, (file) => readFileSync(join(folder, file), 'utf8'))
			);
			for (const name of readdirSync(folder)) {
				if (name !== 'index.html') rmSync(join(folder, name), { recursive: true });
			}
		}
	};
}
