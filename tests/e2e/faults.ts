import { expect, type BrowserContext, type ConsoleMessage, type WebError } from '@playwright/test';

/**
 * What a browser complains about while a test runs: console errors (a refusal by the content security policy
 * is one), warnings of Svelte, and errors that nothing caught.
 */
export class Faults {
	#heard: string[] = [];
	#allowed: RegExp[] = [];

	/** Listens to every page of a browser, those that open later too. Returns a function that ends it. */
	watch(context: BrowserContext): () => void {
		const onConsole = (message: ConsoleMessage) => {
			const svelte = message.type() === 'warning' && message.text().includes('svelte');
			if (message.type() === 'error' || svelte) this.#heard.push(`console: ${message.text()}`);
		};
		const onError = (fault: WebError) =>
			void this.#heard.push(`uncaught: ${fault.error().stack ?? fault.error().message}`);
		context.on('console', onConsole);
		context.on('weberror', onError);
		return () => {
			context.off('console', onConsole);
			context.off('weberror', onError);
		};
	}

	/** A complaint that the test itself provokes. */
	allow(complaint: RegExp) {
		this.#allowed.push(complaint);
	}

	/** Fails the test with everything that was heard and not allowed. */
	expectNone() {
		const left = this.#heard.filter((fault) => !this.#allowed.some((allowed) => allowed.test(fault)));
		expect(left, 'the browser complained').toEqual([]);
	}
}
