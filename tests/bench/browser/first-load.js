import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** A slow phone in a fair network: processor, megabits a second, milliseconds. */
const CPU = 4;
const MEGABITS = 10;
const LATENCY = 40;

/** The floor: what the same heading takes where it is all there is. */
const PLAIN =
	'<!doctype html><html lang="en"><meta charset="utf-8"><title>Plain</title><h1>Heading</h1></html>';

/** @type {Record<string, string>} */
const TYPES = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.svg': 'image/svg+xml',
	'.json': 'application/json',
	'.webmanifest': 'application/manifest+json'
};

/**
 * Gives out a build as hosts do, packed, and a plain page beside it.
 * @param {string} folder
 * @returns {Promise<{ url: string, close: () => void }>}
 */
function host(folder) {
	/** @type {Map<string, Buffer>} */
	const packed = new Map([['/plain.html', gzipSync(PLAIN)]]);
	const server = createServer(({ url = '/' }, response) => {
		const path = url === '/' ? '/index.html' : url;
		try {
			const body = packed.get(path) ?? gzipSync(readFileSync(join(folder, path)));
			packed.set(path, body);
			response.writeHead(200, {
				'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
				'content-encoding': 'gzip'
			});
			response.end(body);
		} catch {
			response.writeHead(404).end();
		}
	});
	return new Promise((resolve) => {
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			const port = typeof address === 'object' && address !== null ? address.port : 0;
			resolve({ url: `http://localhost:${port}`, close: () => void server.close().closeAllConnections() });
		});
	});
}

/** Runs in the page: notes when its heading is on screen. */
function noteHeading() {
	const observer = new MutationObserver(() => {
		if (!document.querySelector('h1')) return;
		observer.disconnect();
		requestAnimationFrame(() =>
			setTimeout(() => Object.assign(globalThis, { headingAt: performance.now() }))
		);
	});
	observer.observe(document, { subtree: true, childList: true });
}

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {string} address
 * @returns {Promise<number>} milliseconds until the heading is on screen, for a browser that has nothing of it
 */
async function headingOf(browser, address) {
	const context = await browser.newContext({ locale: 'en-US', serviceWorkers: 'block' });
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	await page.addInitScript(noteHeading);
	await session.send('Network.enable');
	const bytes = (MEGABITS * 1_000_000) / 8;
	await session.send('Network.emulateNetworkConditions', {
		...{ offline: false, latency: LATENCY },
		...{ downloadThroughput: bytes, uploadThroughput: bytes }
	});
	await session.send('Emulation.setCPUThrottlingRate', { rate: CPU });
	await page.goto(address);
	await page.waitForFunction(() => 'headingAt' in globalThis, null, { timeout: 120_000 });
	const at = Number(await page.evaluate('headingAt'));
	await context.close();
	return at;
}

/**
 * Milliseconds until the first page's heading is on screen, and until a plain page's is, each as often as said, in turns.
 * @param {{ browser: import('@playwright/test').Browser, build: string, runs: number }} options
 * @returns {Promise<{ first: number[], plain: number[] }>}
 */
export async function firstLoads({ browser, build, runs }) {
	const { url, close } = await host(build);
	const first = [];
	const plain = [];
	for (let run = 0; run < runs; run++) {
		plain.push(await headingOf(browser, `${url}/plain.html`));
		first.push(await headingOf(browser, `${url}/`));
	}
	close();
	return { first, plain };
}
