/**
 * Opens workspaces of three sizes in Chromium, in the app as it is built, and prints what that costs:
 * `npm run bench:browser -- --sizes S,M,L --runs 3 --build build`. With `--profile folder` the last opening of each size
 * leaves CPU profiles of page and Worker there. CPU counts are this machine's, so compare two builds in one go.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { chromium } from '@playwright/test';
import { createServer } from 'vite';
import { CHROMIUM_FLAGS, ensureChromium } from '../../scripts/chromium.js';
import { serve } from '../../scripts/serve.js';
import { openingOf } from '../bench/browser/opening.js';
import { store } from '../bench/browser/store.js';

const { values } = parseArgs({
	options: {
		sizes: { type: 'string', default: 'S,M,L' },
		runs: { type: 'string', default: '3' },
		build: { type: 'string', default: 'build' },
		profile: { type: 'string', default: '' }
	}
});

/**
 * The workspace of a size: made once, for signing takes a minute, and kept where temporary files are.
 * @param {import('../bench/browser/large-workspace').Size} size
 * @returns {Promise<import('../bench/browser/large-workspace').LargeWorkspace>}
 */
async function workspaceOf(size) {
	const folder = join(tmpdir(), 'grantbook-bench');
	const file = join(folder, `${size}-1`);
	if (existsSync(file))
		return /** @type {import('../bench/browser/large-workspace').LargeWorkspace} */ (
			deserialize(readFileSync(file))
		);
	const alias = { $lib: resolve('src/lib') };
	const server = await createServer({
		...{ configFile: false, logLevel: 'error', resolve: { alias } },
		server: { middlewareMode: true, watch: null }
	});
	const { largeWorkspace } = /** @type {typeof import('../bench/browser/large-workspace')} */ (
		await server.ssrLoadModule('/tests/bench/browser/large-workspace.ts')
	);
	const made = await largeWorkspace(size);
	await server.close();
	mkdirSync(folder, { recursive: true });
	writeFileSync(file, serialize(made));
	return made;
}

/** @param {import('../bench/browser/large-workspace').Size} size */
async function measure(size) {
	const made = await workspaceOf(size);
	const { port, close: free } = await serve(values.build, { port: 0 });
	free();
	const profile = mkdtempSync(join(tmpdir(), 'grantbook-bench-profile-'));
	const context = await chromium.launchPersistentContext(profile, {
		...{ executablePath: ensureChromium(), args: CHROMIUM_FLAGS },
		...{ viewport: { width: 1440, height: 900 }, locale: 'en-US', serviceWorkers: 'block' }
	});
	try {
		await store(context, port, made);
		const { url, close } = await serve(values.build, { port });
		const address = `${url}#/w/${made.workspace}/${made.organization}/products`;
		// The first opening is of a workspace that this browser has never seen: it notes what it has read.
		const options = { context, address };
		await openingOf(options);
		const runs = [];
		for (let run = 1; run <= Number(values.runs); run++) {
			const isProfiled = values.profile !== '' && run === Number(values.runs);
			runs.push(
				await openingOf({ ...options, profile: isProfiled ? join(values.profile, size) : undefined })
			);
		}
		close();
		return { entries: made.entries, runs };
	} finally {
		await context.close();
		rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
	}
}

/**
 * The middle one of some numbers.
 * @param {number[]} numbers
 */
const median = (numbers) => [...numbers].sort((one, other) => one - other)[numbers.length >> 1] ?? Number.NaN;

const sizes = /** @type {import('../bench/browser/large-workspace').Size[]} */ (values.sizes.split(','));
for (const size of sizes) {
	const { entries, runs } = await measure(size);
	/** @param {keyof (typeof runs)[number]} name */
	const of = (name) => median(runs.map((run) => run[name]));
	console.log(`${size}: ${entries.toLocaleString('en')} entries, the median of ${runs.length} openings`);
	console.log(`  CPU of the page ${of('page').toFixed(2)} s, of its Worker ${of('worker').toFixed(2)} s`);
	console.log(`  CPU of their process ${of('process').toFixed(2)} s`);
	console.log(`  rows on screen after ${of('rows').toFixed(2)} s, all done after ${of('done').toFixed(2)} s`);
	console.log(
		`  longest block ${of('block').toFixed(0)} ms, of that on the CPU ${of('blockCpu').toFixed(0)} ms`
	);
	console.log(
		`  heap of the page ${of('pageHeap').toFixed(0)} MB, of its Worker ${of('workerHeap').toFixed(0)} MB`
	);
}
