/**
 * What opening the app costs a line: bytes over http, packed by gzip, against budgets that bind later work too. What a
 * browser keeps for use without a network it fetches afterwards: that is only told.
 */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Page, Response } from '@playwright/test';
import { expect, test } from './fixtures';
import { upstream } from './starts';

/** In kB of 1,000 bytes. */
const FIRST_PAGE = { kB: 114, requests: 12 };
const WORKSPACE = 324;
/** What places may ask for that are opened most, and those that draw, connect, or hold something of everything. */
const PLACES: Record<string, number> = {
	...{ authorization: 254, products: 258, purchase: 256, organizations: 259 },
	...{ ask: 297, expectations: 297, advice: 297 },
	...{ chains: 328, share: 327, settings: 313 }
};

interface File {
	name: string;
	kB: number;
}

const inAll = (files: readonly File[]) => Math.round(files.reduce((sum, { kB }) => sum + kB, 0));
const packed = (bytes: Buffer) => gzipSync(bytes).length / 1_000;
const line = (name: string, kB: number) => `${kB.toFixed(1).padStart(7)} kB  ${name}`;

/** Everything that an address asks the host for when nothing of it is there yet, the largest first. */
async function asksFor(page: Page, address: string): Promise<File[]> {
	const asked = new Set<string>();
	const note = (response: Response) => asked.add(response.url());
	page.on('response', note);
	await page.goto('about:blank');
	await page.goto(address);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(page.getByRole('progressbar')).toHaveCount(0);
	await page.waitForLoadState('networkidle');
	page.off('response', note);
	// What was served is read from where it lies: of a font that Chromium keeps it tells no bytes a second time.
	return [...asked]
		.map((url) => new URL(url).pathname)
		.map((path) => ({
			name: path.replace('/_app/immutable/', ''),
			kB: packed(readFileSync(path === '/' ? 'build/index.html' : `build${path}`))
		}))
		.sort((one, other) => other.kB - one.kB);
}

/** The largest files, and what the largest chunks are made of: packed, as far as that can be told of a part. */
function told(files: readonly File[]): string {
	const parts = JSON.parse(readFileSync('.svelte-kit/chunks.json', 'utf8')) as Record<
		string,
		[part: string, bytes: number][]
	>;
	return files
		.slice(0, 10)
		.flatMap(({ name, kB }, index) => {
			const made = index < 3 ? (parts[`_app/immutable/${name}`] ?? []) : [];
			const whole = made.reduce((sum, [, bytes]) => sum + bytes, 0);
			return [
				line(name, kB),
				...made.slice(0, 8).map(([part, bytes]) => `         ${line(part, (kB * bytes) / whole)}`)
			];
		})
		.join('\n');
}

// Its cache is switched off.
test.use({ ownContext: true });

test('what the first page and a workspace ask the host for is within their budgets', async ({
	page,
	context,
	begin,
	home
}) => {
	const session = await context.newCDPSession(page);
	const first = await asksFor(page, home);
	console.log(`first page: ${inAll(first)} kB in ${first.length} requests\n${told(first)}`);
	expect(inAll(first), `the first page has grown:\n${told(first)}`).toBeLessThanOrEqual(FIRST_PAGE.kB);
	expect(first.length).toBeLessThanOrEqual(FIRST_PAGE.requests);

	await begin(upstream);
	const places = await page
		.getByRole('navigation', { name: 'Places' })
		.getByRole('link')
		.evaluateAll((links: HTMLAnchorElement[]) => links.map(({ href }) => href));
	expect(places.length).toBeGreaterThan(4);
	await session.send('Network.setCacheDisabled', { cacheDisabled: true });
	for (const place of places) {
		const files = await asksFor(page, place);
		const name = place.split('/').at(-1)!;
		expect(files.some((file) => file.name.includes('workspace.worker'))).toBe(true);
		// Who only looks needs no Yjs, and checks no signature.
		expect(files.filter(({ name }) => /\/(?:document|signature)\./.test(name))).toEqual([]);
		console.log(`${name}: ${inAll(files)} kB in ${files.length} requests`);
		if (place === places[0]) console.log(told(files));
		const budget = PLACES[name] ?? WORKSPACE;
		expect.soft(inAll(files), `${name} has grown:\n${told(files)}`).toBeLessThanOrEqual(budget);
	}

	const worker = readFileSync('build/service-worker.js', 'utf8');
	const kept = [...worker.matchAll(/_app\/[\w./~-]+/g)].map(([file]) =>
		packed(readFileSync(`build/${file}`))
	);
	console.log(
		`kept for use without a network: ${Math.round(kept.reduce((sum, kB) => sum + kB, 0))} kB in ${kept.length} files`
	);
});
