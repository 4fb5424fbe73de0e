import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** One step on the way to a control: within what the step before it found. */
export interface Step {
	role: string;
	/** Its accessible name, whole; or what the name holds. */
	name?: string;
	part?: string;
}

/** What a test does at a browser, whichever engine is in it. */
export interface Browser {
	/** What it calls itself. */
	readonly version: string;
	/** The folder where downloads arrive. */
	readonly downloads: string;
	/** What its page has thrown and nobody has caught. */
	readonly complaints: readonly string[];
	goto(url: string): Promise<void>;
	/** Runs the body of an async function in the page. Arguments and answer are JSON. */
	evaluate<T>(body: string, ...args: unknown[]): Promise<T>;
	/** Presses by the pointer the element that the body of a function answers with; false where there is none. */
	click(body: string, ...args: unknown[]): Promise<boolean>;
	/** Puts text into the focused control, key by key. */
	type(text: string): Promise<void>;
	close(): Promise<void>;
}

/** Finds controls by role and name, as a screen reader does. */
const FINDER = readFileSync(
	createRequire(import.meta.url).resolve('@testing-library/dom/dist/@testing-library/dom.umd.min.js'),
	'utf8'
);

const FIND = `
	const [steps] = arguments;
	let found = [document.body];
	for (const { role, name, part } of steps)
		found = found.flatMap((place) =>
			TestingLibraryDom.queryAllByRole(place, role, {
				hidden: true,
				...(name !== undefined && { name }),
				...(part !== undefined && { name: (each) => each.includes(part) })
			})
		);
	found = found.filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest('[inert], [aria-hidden="true"]'));
`;

/** How long a person waits for what is to come. */
const PATIENCE = 30_000;

/** Somebody at a browser. */
export class Person {
	readonly browser: Browser;

	constructor(browser: Browser) {
		this.browser = browser;
	}

	/** Presses a control, once it is there, may be pressed and stays where it is. */
	async press(...way: Step[]): Promise<void> {
		const body = `${FIND}
			const one = found.find((each) => !each.disabled && each.ariaDisabled !== 'true');
			if (!one) return null;
			one.scrollIntoView({ block: 'center' });
			const place = () => JSON.stringify(one.getBoundingClientRect());
			const before = place();
			await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
			return place() === before ? one : null;`;
		await this.#until(way, async () => {
			await this.#teach();
			return this.browser.click(body, way);
		});
	}

	/** Replaces what is typed in a field. */
	async fill(text: string, ...way: Step[]): Promise<void> {
		await this.press(...way);
		await this.browser.evaluate(`document.activeElement.select?.()`);
		await this.browser.type(text);
	}

	/** Waits until it is there. */
	see(...way: Step[]): Promise<void> {
		return this.#until(way, async () => (await this.count(...way)) > 0);
	}

	/** Waits until it is not there. */
	miss(...way: Step[]): Promise<void> {
		return this.#until(way, async () => (await this.count(...way)) === 0);
	}

	/** Waits until the page says it. */
	read(text: string): Promise<void> {
		return this.#until(text, () =>
			this.browser.evaluate<boolean>(`return document.body.innerText.includes(arguments[0])`, text)
		);
	}

	async count(...way: Step[]): Promise<number> {
		await this.#teach();
		return this.browser.evaluate(`${FIND}; return found.length;`, way);
	}

	/** What is typed in a field, once it is there. */
	async value(...way: Step[]): Promise<string> {
		await this.see(...way);
		return this.browser.evaluate(`${FIND}; return found[0].value;`, way);
	}

	/** A page that was loaded anew has to be taught again. */
	async #teach(): Promise<void> {
		if (!(await this.browser.evaluate<boolean>(`return 'TestingLibraryDom' in window`)))
			await this.browser.evaluate(FINDER);
	}

	async #until(what: unknown, holds: () => Promise<boolean>): Promise<void> {
		const end = Date.now() + PATIENCE;
		for (;;) {
			if (await holds()) return;
			if (Date.now() > end) {
				const shown = await this.browser.evaluate<string>(
					'return `${location.href}\\n${document.body.innerText}`'
				);
				throw new Error(
					`${this.browser.version}: still no ${JSON.stringify(what)} at ${shown.slice(0, 2_000)}`
				);
			}
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	}
}
