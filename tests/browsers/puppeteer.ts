import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { CHROMIUM_FLAGS, ensureChromium } from '../../scripts/chromium.js';
import type { Browser } from './browser';

/** Debian's Firefox, by WebDriver BiDi; what it stores outlives it in the folder. */
export const firefox = (folder: string): Promise<Browser> =>
	launched(folder, (downloads) => ({
		...{ browser: 'firefox', executablePath: '/usr/bin/firefox-esr' },
		extraPrefsFirefox: {
			...{ 'browser.download.folderList': 2, 'browser.download.dir': downloads },
			// Two browsers of one machine meet at its own addresses, by their numbers.
			'media.peerconnection.ice.obfuscate_host_addresses': false,
			'media.peerconnection.ice.loopback': true
		}
	}));

/** The Chromium that the other tests have. */
export const chromium = (folder: string): Promise<Browser> =>
	launched(folder, () => ({ browser: 'chrome', executablePath: ensureChromium(), args: CHROMIUM_FLAGS }));

type Options = Omit<Parameters<typeof puppeteer.launch>[0], 'headless' | 'userDataDir'>;

async function launched(folder: string, options: (downloads: string) => Options): Promise<Browser> {
	const [downloads, userDataDir] = [join(folder, 'downloads'), join(folder, 'profile')];
	for (const each of [downloads, userDataDir]) mkdirSync(each, { recursive: true });
	const own = await puppeteer.launch({ ...options(downloads), headless: true, userDataDir });
	const page = (await own.pages())[0] ?? (await own.newPage());
	await page.setViewport({ width: 1280, height: 900 });
	const complaints: string[] = [];
	page.on('pageerror', ({ message }) => complaints.push(message));
	const call = (body: string, args: readonly unknown[]) =>
		`(async function () { ${body} }).apply(null, ${JSON.stringify(args)})`;
	return {
		...{ version: await own.version(), downloads, complaints },
		goto: async (url) => void (await page.goto(url)),
		evaluate: (body, ...args) => page.evaluate(call(body, args)) as Promise<never>,
		async click(body, ...args) {
			const element = (await page.evaluateHandle(call(body, args))).asElement();
			await element?.click();
			return element !== null;
		},
		type: (text) => page.keyboard.type(text),
		close: () => own.close()
	};
}
