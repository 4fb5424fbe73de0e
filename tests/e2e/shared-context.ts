/**
 * One browser context and one page for all tests of a worker, emptied after each: a new page and its first load cost
 * more than most tests do.
 */
import { pathToFileURL } from 'node:url';
import { expect, type Browser, type BrowserContext, type Disposable, type Page } from '@playwright/test';
import { LOOKS } from './looks';
import { type Copy, installStored } from './stored';

/** What would outlive the test. Its page has most of it too; who needs it of the context has one of their own. */
const OF_THE_CONTEXT = [
	...['addInitScript', 'exposeBinding', 'exposeFunction', 'route', 'routeFromHAR', 'routeWebSocket'],
	...['newCDPSession', 'setExtraHTTPHeaders', 'setGeolocation', 'setOffline', 'setStorageState']
];
const OF_THE_PAGE = ['exposeBinding', 'exposeFunction', 'addLocatorHandler', 'setExtraHTTPHeaders'];

function refuse(on: object, names: readonly string[]): void {
	for (const name of names)
		Object.assign(on, {
			[name]: () => {
				throw new Error(`${name} would outlive the test: test.use({ ownContext: true })`);
			}
		});
}

/** A page without an icon has the whole of Chromium ask for one. */
const NO_ICON = '<link rel="icon" href="data:,">';

const originOf = (address: string): string => {
	const { protocol, origin } = new URL(address);
	return protocol === 'file:' ? 'file://' : origin;
};

export class SharedContext {
	readonly context: BrowserContext;
	#page: Page | undefined;
	#scripts: Disposable[] = [];
	/** A page for each origin that tests visited, from which what it keeps is seen. */
	readonly #keepers = new Map<string, Page>();
	readonly #visited = new Set<string>();
	readonly #places = new Map<string, string>();

	private constructor(context: BrowserContext) {
		this.context = context;
		context.on('request', (request) => {
			if (request.isNavigationRequest()) this.#visited.add(originOf(request.url()));
		});
		refuse(context, OF_THE_CONTEXT);
		refuse(context.clock, ['install', 'setFixedTime', 'setSystemTime']);
	}

	static async start(browser: Browser): Promise<SharedContext> {
		return new SharedContext(await browser.newContext(LOOKS));
	}

	/** The page of whichever test has its turn, in front: a page in the background is drawn seldom. */
	async page(): Promise<Page> {
		if (this.#page && !this.#page.isClosed()) {
			await this.#page.bringToFront();
			return this.#page;
		}
		const page = await this.context.newPage();
		refuse(page, OF_THE_PAGE);
		const add = page.addInitScript.bind(page);
		page.addInitScript = async (...script: Parameters<typeof add>) => {
			const added = await add(...script);
			this.#scripts.push(added);
			return added;
		};
		return (this.#page = page);
	}

	/** Fails where something of an earlier test is left. */
	async expectEmpty(): Promise<void> {
		const keepers = [...this.#keepers.values()];
		const known = new Set([...keepers, this.#page]);
		const strange = this.context.pages().filter((page) => !known.has(page));
		const left = await Promise.all(keepers.map((keeper) => keeper.evaluate(() => window.stored.names())));
		expect([...strange.map((page) => page.url()), ...left.flat()], 'an earlier test left something').toEqual(
			[]
		);
	}

	/** Takes away whatever a test has left: its pages first, which hold databases open. */
	async empty(): Promise<void> {
		const kept = new Set([...this.#keepers.values(), this.#page]);
		const others = this.context.pages().filter((page) => !kept.has(page));
		await Promise.all(others.map((page) => page.close()));
		if (this.#page && !this.#page.isClosed()) await this.#reset(this.#page);
		await Promise.all([this.context.clearPermissions(), this.context.clearCookies()]);
		for (const origin of [...this.#visited]) {
			const keeper = await this.#keeper(origin);
			await keeper.evaluate(() => window.stored.clear());
		}
		this.#visited.clear();
	}

	/** Remembers all that the app keeps now, and the place where whoever begins with it is. */
	async copy(home: string, name: string, place: string): Promise<void> {
		const keeper = await this.#keeper(originOf(home));
		await keeper.evaluate((name) => window.stored.copy(name), name);
		this.#places.set(name, place);
	}

	/** Puts a copy back into the empty browser; answers with its place. Undefined where there is none. */
	async putBack(home: string, name: string): Promise<string | undefined> {
		const place = this.#places.get(name);
		if (place === undefined) return undefined;
		const keeper = await this.#keeper(originOf(home));
		await keeper.evaluate((name) => window.stored.putBack(name), name);
		return place;
	}

	/** Puts what is told into the empty browser. */
	async put(home: string, copy: Copy): Promise<void> {
		const keeper = await this.#keeper(originOf(home));
		// As text: its type, of values of any kind, is more than can be told apart.
		const text = JSON.stringify(copy);
		await keeper.evaluate((text) => window.stored.put(JSON.parse(text) as Copy), text);
	}

	async #reset(page: Page): Promise<void> {
		page.removeAllListeners();
		await page.evaluate(() => {
			if (location.protocol === 'about:') return;
			sessionStorage.clear();
			// The router notes where it was when it is left.
			Storage.prototype.setItem = () => undefined;
		});
		await page.goto('about:blank');
		await Promise.all(this.#scripts.map((script) => script.dispose()));
		this.#scripts = [];
		await page.unrouteAll();
		await page.mouse.move(-1, -1);
		const { viewport, colorScheme, reducedMotion } = LOOKS;
		if (page.viewportSize()?.width !== viewport.width || page.viewportSize()?.height !== viewport.height)
			await page.setViewportSize(viewport);
		await page.emulateMedia({ colorScheme, reducedMotion, media: null, forcedColors: null, contrast: null });
	}

	async #keeper(origin: string): Promise<Page> {
		const there = this.#keepers.get(origin);
		if (there) return there;
		const keeper = await this.context.newPage();
		this.#keepers.set(origin, keeper);
		if (origin === 'file://') await keeper.goto(pathToFileURL('package.json').href);
		else {
			await keeper.route('**', (route) => route.fulfill({ contentType: 'text/html', body: NO_ICON }));
			await keeper.goto(origin);
			await keeper.unrouteAll();
		}
		await installStored(keeper);
		// Whoever looks at what is kept is not in the way of the test.
		if (this.#page?.isClosed() === false) await this.#page.bringToFront();
		return keeper;
	}
}
