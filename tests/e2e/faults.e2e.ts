import { expect, test } from './fixtures';

/** The watch is worth something only if it hears: each of these would fail its test. */
for (const [what, script] of [
	[
		'a script that the policy forbids',
		`document.body.append(Object.assign(document.createElement('script'), { text: '1' }))`
	],
	['an error that nothing caught', `setTimeout(() => { throw new Error('nobody catches this'); })`],
	['an error written to the console', `console.error('said aloud')`]
] as const) {
	test(`the watch hears ${what}`, { tag: '@file' }, async ({ open, faults }) => {
		const page = await open();
		await page.evaluate(script);
		await expect(() => expect(() => faults.expectNone()).toThrow('the browser complained')).toPass();
		faults.allow(/./);
	});
}
