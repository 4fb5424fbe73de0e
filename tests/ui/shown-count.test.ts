/** A long list that is opened is drawn some at a time, so that no turn of the page draws all of it. */
import { beforeEach, expect, test, vi } from 'vitest';
import { ShownCount } from '$lib/ui/kit/shown-count.svelte';

const frames: FrameRequestCallback[] = [];

beforeEach(() => {
	vi.stubGlobal('requestAnimationFrame', (call: FrameRequestCallback) => frames.push(call));
	return () => vi.unstubAllGlobals();
});

test('all are shown at last, and few more with each frame', async () => {
	const count = new ShownCount(20);
	let left = 5_000;
	const whole = count.showAll(() => left);
	let before = 20;
	for (let frame = 0; frame < 10; frame++) {
		expect(count.most - before).toBeLessThanOrEqual(25);
		before = count.most;
		frames.shift()!(0);
		await new Promise((resolve) => setTimeout(resolve));
	}
	expect(count.most).toBeLessThan(400);
	left = 200;
	frames.shift()!(0);
	await whole;
	expect(count.most).toBe(Infinity);
});
