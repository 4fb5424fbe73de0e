import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { TARGETS } from './scripts/browser-versions.js';
import { INTERPOLATED, MESSAGES } from './scripts/messages.js';
import { messageTexts } from './scripts/message-texts.js';
import { loadedWhenUsed } from './scripts/chunks.js';
import { neededFiles } from './scripts/needed-files.js';
import { plainIcons } from './scripts/plain-icons.js';
import { escapeForThePage } from './scripts/page-script.js';
import { LargeLast } from './tests/bench/large-last.js';

/** One HTML file that works from disk, see svelte.config.js. */
const single = process.env.GRANTBOOK_BUILD === 'single';

const PLAIN_LOGGING = fileURLToPath(new URL('node_modules/lib0/logging.node.js', import.meta.url));

const PAGES = fileURLToPath(new URL('src/routes/', import.meta.url));

const escapeChunks: Plugin = {
	name: 'escape-for-the-page',
	generateBundle(_, bundle) {
		for (const file of Object.values(bundle)) {
			if (file.type === 'chunk') file.code = escapeForThePage(file.code);
		}
	}
};

/** Pages are rendered in the browser only: what the build has of them for a server is empty. */
const emptyOnServer: Plugin = {
	name: 'empty-on-server',
	enforce: 'pre',
	apply: 'build',
	load(id) {
		return this.environment.name === 'ssr' && id.startsWith(PAGES) && id.endsWith('.svelte') ? '' : null;
	}
};

export default defineConfig({
	plugins: [
		...[
			paraglideVitePlugin(MESSAGES),
			INTERPOLATED,
			...(single ? [] : [messageTexts()]),
			emptyOnServer,
			plainIcons
		],
		...[sveltekit(), ...(single ? [escapeChunks] : [loadedWhenUsed(), neededFiles])]
	],
	// What Yjs uses of it is one warning; for browsers it brings all it takes to colour a console.
	resolve: { alias: { 'lib0/logging': PLAIN_LOGGING } },
	build: {
		target: TARGETS,
		...(single && { assetsInlineLimit: Number.POSITIVE_INFINITY }),
		// What the app may weigh, a test says.
		chunkSizeWarningLimit: 4_096,
		// One script in a page has no address of its own, and asks for none.
		rolldownOptions: { checks: { emptyImportMeta: !single, pluginTimings: false } }
	},
	test: {
		include: ['tests/**/*.test.ts'],
		environment: 'node',
		// They end what hangs; no test is to fail for a busy machine.
		testTimeout: 900_000,
		hookTimeout: 900_000,
		// Loading every module anew for each file took half as long as all the tests.
		isolate: false,
		setupFiles: ['tests/tools/leave-clean.ts'],
		// It has one room of a name in a page: loaded anew, it is another page.
		server: { deps: { inline: ['y-webrtc'] } },
		benchmark: { include: ['tests/bench/**/*.bench.ts'] },
		...(process.argv.includes('bench') && { sequence: { sequencer: LargeLast }, fileParallelism: false })
	}
});
