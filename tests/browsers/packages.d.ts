/** What is used of packages that only `npm run test:more` installs. */
declare module 'puppeteer-core' {
	interface Page {
		setViewport(size: { width: number; height: number }): Promise<void>;
		goto(url: string): Promise<unknown>;
		evaluate(expression: string): Promise<unknown>;
		evaluateHandle(expression: string): Promise<{ asElement(): { click(): Promise<void> } | null }>;
		keyboard: { type(text: string): Promise<void> };
		on(event: 'pageerror', listener: (error: Error) => void): void;
	}
	interface Browser {
		version(): Promise<string>;
		pages(): Promise<Page[]>;
		newPage(): Promise<Page>;
		close(): Promise<void>;
	}
	const puppeteer: {
		launch(options: {
			browser: 'chrome' | 'firefox';
			executablePath: string;
			headless: boolean;
			userDataDir: string;
			args?: readonly string[];
			extraPrefsFirefox?: Record<string, unknown>;
		}): Promise<Browser>;
	};
	export default puppeteer;
}
