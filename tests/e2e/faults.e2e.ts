import { expect, test } from './fixtures';

/** The watch is worth something only if it hears: each of these would fail its test. */
const complaints = [
	[
		/Content Security Policy/,
		`document.body.append(Object.assign(document.createElement('script'), { text: '1' }))`
	],
	[/uncaught: Error: nobody catches this/, `setTimeout(() => { throw new Error('nobody catches this'); })`],
	[/console: said aloud/, `console.error('said aloud')`]
] as const;

test(
	'the watch hears a script that the policy forbids, an error that nothing caught, and one that is written',
	{
		tag: '@file'
	},
	async ({ open, faults }) => {
		const page = await open();
		faults.expectNone();
		for (const [heard, script] of complaints) {
			await page.evaluate(script);
			await expect(() => expect(() => faults.expectNone()).toThrow(heard)).toPass();
		}
		faults.allow(/./);
	}
);
