/**
 * Loads the first page on a slow phone, then opens workspaces of three sizes in Chromium, in the app as it is built, and
 * prints what that costs:
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
import { merged, mergeFile, openFile, withoutLast } from '../bench/browser/blocks.js';
import { askedFor } from '../bench/browser/bytes.js';
import { firstLoads } from '../bench/browser/first-load.js';
import { openingOf } from '../bench/browser/opening.js';
import { edits } from '../bench/browser/edits.js';
import { keys, scrolls, visits, visited } from '../bench/browser/pages.js';
import { goals } from '../bench/browser/goals.js';
import { store } from '../bench/browser/store.js';
import { press, traced } from '../bench/browser/trace.js';

/** How often each edit is done, and each page visited; and what many products are found by, and how often. */
const EDITS = 10;
const VISITS = 11;
const SEARCHES = 3;
const SEARCHED = 'lamp m';

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
	const file = join(folder, `${size}-2`);
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

/** @param {{ kB: number, requests: number }} asked */
const shownBytes = ({ kB, requests }) => `${kB.toFixed(0)} kB in ${requests} requests`;

/** @param {import('../bench/browser/large-workspace').Size} size */
async function measure(size) {
	const made = await workspaceOf(size);
	return inBrowser(async (context, port) => {
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
		const worked = await work(context, address, `#/w/${made.workspace}/${made.organization}`);
		const bytes = await askedFor(context, address, values.build);
		close();
		return { entries: made.entries, runs, bytes, ...worked };
	});
}

/**
 * The page's tasks while a file brings entries: into a workspace that lacks the last of them, and as one that is new here.
 * @param {import('../bench/browser/large-workspace').Size} size
 */
async function bring(size) {
	const made = await workspaceOf(size);
	const { part, file } = withoutLast(made);
	const merging = await inBrowser(async (context, port) => {
		await store(context, port, part);
		const { url, close } = await serve(values.build, { port });
		const page = await context.newPage();
		await page.goto(`${url}#/w/${made.workspace}/${made.organization}/products`);
		await page.locator('main [role="row"] a').first().waitFor({ timeout: 180_000 });
		const tasks = await mergeFile(page, file);
		close();
		return tasks;
	});
	const opening = await inBrowser(async (context, port) => {
		const { url, close } = await serve(values.build, { port });
		const page = await context.newPage();
		await page.goto(url);
		await page.locator('main h1').waitFor();
		const tasks = await openFile(page, file);
		close();
		return tasks;
	});
	return { merging, opening };
}

/**
 * In a browser of its own, with a port that nobody serves yet.
 * @template T
 * @param {(context: import('@playwright/test').BrowserContext, port: number) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function inBrowser(work) {
	const { port, close: free } = await serve(values.build, { port: 0 });
	free();
	const profile = mkdtempSync(join(tmpdir(), 'grantbook-bench-profile-'));
	const context = await chromium.launchPersistentContext(profile, {
		...{ executablePath: ensureChromium(), args: CHROMIUM_FLAGS },
		...{ viewport: { width: 1440, height: 900 }, locale: 'en-US', serviceWorkers: 'block' }
	});
	try {
		return await work(context, port);
	} finally {
		await context.close();
		rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
	}
}

/**
 * Edits, pages, a search and a long scroll, in one tab.
 * @param {import('@playwright/test').BrowserContext} context
 * @param {string} address
 * @param {string} base
 */
async function work(context, address, base) {
	const page = await context.newPage();
	await page.goto(address);
	await page.locator('main [role="row"] a').first().waitFor({ timeout: 180_000 });
	const edited = await traced(page, () => edits(page, base, EDITS));
	const seen = await traced(page, async () => {
		await visits(page, base, VISITS);
		for (let n = 0; n < SEARCHES; n++) await keys(page, SEARCHED);
	});
	await press(page, 'History', { go: `${base}/history`, shows: 'main:has([role=row]) h1|History' });
	const scrolled = await scrolls(page);
	await page.close();
	return { done: new Map([...edited, ...seen]), scrolled };
}

/**
 * What 19 of 20 do not exceed.
 * @param {number[]} numbers
 */
const p95 = (numbers) =>
	[...numbers].sort((one, other) => one - other)[Math.ceil(numbers.length * 0.95) - 1] ?? Number.NaN;

/**
 * The middle one of some numbers.
 * @param {number[]} numbers
 */
const median = (numbers) => [...numbers].sort((one, other) => one - other)[numbers.length >> 1] ?? Number.NaN;

/**
 * Prints a row: what was reached, beside what it was and what it is to be.
 * @param {string} what
 * @param {string} reached
 * @param {string} [size] where a goal is for one size
 */
function tell(what, reached, size = '') {
	const goal = goals[`${what} ${size}`.trim()];
	const beside = goal ? `  (was ${goal.was}, to reach ${goal.reach})` : '';
	console.log(`  ${what.padEnd(34)} ${reached}${beside}`);
}

const browser = await chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_FLAGS });
const { first, plain } = await firstLoads({ browser, build: values.build, runs: Number(values.runs) });
const { url, close } = await serve(values.build, { port: 0 });
const firstPage = await askedFor(await browser.newContext({ serviceWorkers: 'block' }), url, values.build);
close();
await browser.close();
console.log('First page, with a quarter of the processor, 10 Mbit/s and 40 ms');
tell(
	'heading',
	`${median(first).toFixed(0)} ms, ${(median(first) / median(plain)).toFixed(1)} × a plain page`
);
tell('first page, gzip', shownBytes(firstPage));

const sizes = /** @type {import('../bench/browser/large-workspace').Size[]} */ (
	values.sizes.split(',').filter(Boolean)
);
for (const size of sizes) {
	const { entries, runs, bytes, done, scrolled } = await measure(size);
	/** @param {keyof (typeof runs)[number]} name */
	const of = (name) => median(runs.map((run) => run[name]));
	console.log(`${size}: ${entries.toLocaleString('en')} entries, the median of ${runs.length} openings`);
	const seconds = (/** @type {number} */ number) => `${number.toFixed(2)} s`;
	tell('CPU of page and Worker', `${seconds(of('page'))} + ${seconds(of('worker'))}`, size);
	tell('CPU of their process', seconds(of('process')));
	tell('rows on screen', seconds(of('rows')), size);
	tell('all done', seconds(of('done')), size);
	tell('longest block', `${of('block').toFixed(0)} ms, ${of('blockCpu').toFixed(0)} on the CPU`, size);
	tell('heap of page and Worker', `${of('pageHeap').toFixed(0)} + ${of('workerHeap').toFixed(0)} MB`, size);
	tell('a workspace, gzip', shownBytes(bytes));
	console.log('  main thread, from the press to the painted frame, p95 of so many:');
	for (const name of ['authorize', 'revoke', 'undo', 'key']) {
		const times = done.get(name) ?? [];
		const [work, wall] = [p95(times.map((each) => each.work)), p95(times.map((each) => each.wall))];
		tell(name, `${work.toFixed(0)} ms, ${wall.toFixed(0)} on the clock, of ${times.length}`, size);
	}
	console.log('  and to the content of a page, p95 of so many after the first visit, which loads the page:');
	for (const name of visited) {
		const [first = Number.NaN, ...times] = (done.get(name) ?? []).map((each) => each.work);
		const warm = `${p95(times).toFixed(0)} ms, median ${median(times).toFixed(0)}, of ${times.length}`;
		tell(name, `${warm}, first ${first.toFixed(0)}`, size);
	}
	const { table, plain, blank } = scrolled;
	const works = [table, plain].map((all) => p95(all.map(({ work }) => work)));
	const walls = [table, plain].map((all) => p95(all.map(({ wall }) => wall)));
	// A frame is as long as the display's, or as what is done in it.
	const [longer = 0, shorter = 0] = works.map((work) => Math.max(work, 1_000 / 60));
	const times = `${(longer / shorter).toFixed(1)} × a plain list`;
	const [work, wall] = [works, walls].map((both) => both.map((each) => each.toFixed(1)).join(' and '));
	const longest = Math.max(...table.map(({ block }) => block)).toFixed(0);
	tell(
		'scroll of the history',
		`${times} at 60 a second: ${work} ms a frame, ${wall} on the clock, ${blank} of ${table.length} blank, longest ${longest} ms`,
		size
	);
	if (entries <= merged || size === 'L') continue;
	const { merging, opening } = await bring(size);
	/** @param {typeof merging} tasks */
	const longestOf = (tasks) => {
		const [walls, cpus] = [tasks.map(({ wall }) => wall), tasks.map(({ cpu }) => cpu)];
		const long = cpus.filter((cpu) => cpu > 50).length;
		return `${Math.max(...walls).toFixed(0)} ms, ${Math.max(...cpus).toFixed(0)} on the CPU, ${long} over 50`;
	};
	tell(`longest block, merging ${merged.toLocaleString('en')}`, longestOf(merging), size);
	tell('longest block, opening a file', longestOf(opening), size);
}
