import { readFileSync } from 'node:fs';
import adapter, { inlineScripts, scriptHash } from './scripts/adapter.js';

/** One HTML file that works from disk, instead of a folder of files for a web server. */
const single = process.env.GRANTBOOK_BUILD === 'single';

const ownScripts = inlineScripts(readFileSync(new URL('src/app.html', import.meta.url), 'utf8')).map(
	scriptHash
);

/** @type {import('@sveltejs/kit').Config} */
export default {
	kit: {
		adapter: adapter({ single }),
		// An address behind a hash keeps one build working on any host, under any path, and from disk.
		router: { type: 'hash' },
		paths: { relative: true },
		// One script to begin with; scripts/chunks.js says what is loaded later.
		output: { bundleStrategy: single ? 'inline' : 'single' },
		serviceWorker: { register: !single },
		typescript: {
			// Beside the app and its tests, scripts and settings are checked too.
			config: (config) => ({
				...config,
				include: [.../** @type {string[]} */ (config.include), '../scripts/**/*.js', '../*.config.js']
			})
		},
		csp: {
			mode: 'hash',
			directives: {
				'default-src': ['self'],
				'script-src': ['self', ...ownScripts],
				'style-src': ['self'],
				// Widgets place themselves by style attributes; no style sheet may come in this way.
				'style-src-attr': ['unsafe-inline'],
				'img-src': ['self', 'data:', 'blob:'],
				// Where the app is one file, it carries its font inside.
				'font-src': single ? ['data:'] : ['self'],
				// Sharing speaks to the signalling servers that a person lists.
				'connect-src': ['self', 'ws:', 'wss:'],
				// Where the app is one file, it carries its Workers inside.
				'worker-src': ['self', 'blob:'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'form-action': ['none']
			}
		}
	}
};
