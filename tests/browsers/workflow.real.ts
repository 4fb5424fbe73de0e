import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve } from '../../scripts/serve.js';
import { signal } from '../../scripts/signal.js';
import { type Browser, Person } from './browser';
import { chromium, firefox } from './puppeteer';
import * as app from './steps';
import { webkit } from './webkit';

type Start = (folder: string) => Promise<Browser>;

const engines: { engine: string; start: Start }[] = [
	{ engine: 'Firefox', start: firefox },
	{ engine: 'WebKit', start: webkit }
];
const onDisk = pathToFileURL('build-single/index.html').href;

let server: Awaited<ReturnType<typeof serve>>;
const folders: string[] = [];
const newFolder = () => folders[folders.push(mkdtempSync(join(tmpdir(), 'grantbook-browser-'))) - 1]!;

beforeAll(async () => void (server = await serve('build', { port: 0 })));
afterAll(() => {
	server.close();
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Runs what a person does at a browser, and at the same one started again on what it had stored. */
async function atBrowser(start: Start, ...parts: ((person: Person) => Promise<void>)[]): Promise<void> {
	const folder = newFolder();
	for (const part of parts) {
		const browser = await start(folder);
		try {
			await part(new Person(browser));
			expect(browser.complaints).toEqual([]);
		} finally {
			await browser.close();
		}
	}
}

test.each(engines)(
	'$engine: partner, permissions, order and chain outlive a restart; revoked, deleted, saved, merged again',
	async ({ start }) => {
		let address = '';
		await atBrowser(
			start,
			async (person) => {
				await person.browser.goto(server.url);
				await app.beginBlank(person, 'Nova');
				await app.addPartner(person, 'terra@example.com', 'Terra');
				await app.authorizeNewProduct(person, 'Lamp');
				await app.actAs(person, 'Terra');
				await app.order(person, 'Lamp');
				await app.actAs(person, 'Nova');
				await app.goTo(person, 'Authorization');
				await person.press({ role: 'link', name: 'Show chains' });
				await person.see({ role: 'heading', name: 'Chains of Nova' });
				await person.read('2 organizations, 1 link');
				await app.saved(person);
				address = await person.browser.evaluate('return location.href');
			},
			async (person) => {
				await person.browser.goto(address);
				await person.read('2 organizations, 1 link');
				await app.deletePartner(person, 'Terra');
				const text = await app.saveFile(person);
				await app.dropFile(person, text);
				await person.press({ role: 'button', name: 'Merge into it' });
				await person.read('Nothing new');
			}
		);
	}
);

test.each(engines)('$engine: the single file keeps a workspace, opened from disk', async ({ start }) => {
	await atBrowser(
		start,
		async (person) => {
			await person.browser.goto(onDisk);
			await app.beginBlank(person, 'Nova');
			await app.addPartner(person, 'terra@example.com', 'Terra');
			await app.saved(person);
		},
		async (person) => {
			await person.browser.goto(onDisk);
			await person.press({ role: 'grid', name: 'Your workspaces' }, { role: 'link', name: 'My workspace' });
			await person.see({ role: 'grid', name: 'Granted by Me' }, { role: 'row', part: 'Terra' });
		}
	);
});

test('Chromium and Firefox share a workspace, live on both sides', async () => {
	const signalling = await signal({ port: 0 });
	const [ours, theirs] = await Promise.all([chromium(newFolder()), firefox(newFolder())]);
	const [ada, bo] = [new Person(ours), new Person(theirs)];
	try {
		await ours.goto(server.url);
		await app.beginBlank(ada, 'Nova');
		await app.joinAs(bo, server.url, await app.share(ada, signalling.url), 'Bo');
		await bo.read('You are looking at the view of Nova');
		await app.addOrganization(ada, 'Zed');
		await app.goTo(bo, 'Organizations');
		await bo.see({ role: 'row', part: 'Zed' });
		await app.addOrganization(bo, 'Bravo');
		await ada.see({ role: 'row', part: 'Bravo' });
	} finally {
		await Promise.all([ours.close(), theirs.close(), signalling.stop()]);
	}
});
