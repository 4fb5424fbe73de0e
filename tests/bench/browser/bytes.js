import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * What an address asks the host for until it is quiet: kB of 1,000 bytes, packed by gzip, and how many files.
 * @param {import('@playwright/test').BrowserContext} context
 * @param {string} address
 * @param {string} build the folder that is served
 * @returns {Promise<{ kB: number, requests: number }>}
 */
export async function askedFor(context, address, build) {
	const page = await context.newPage();
	/** @type {Set<string>} */
	const asked = new Set();
	page.on('response', (response) => asked.add(new URL(response.url()).pathname));
	await page.goto(address);
	await page.getByRole('heading', { level: 1 }).waitFor({ timeout: 180_000 });
	await page.waitForLoadState('networkidle');
	await page.close();
	const files = [...asked]
		.map((path) => join(build, path === '/' ? 'index.html' : path))
		.filter((file) => existsSync(file));
	const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
	return { kB: bytes / 1_000, requests: files.length };
}
