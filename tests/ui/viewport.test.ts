/** Where a picture lies in its window, and how near it is. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Viewport } from '$lib/ui/chains/viewport.svelte';

function viewport(x = 0, y = 0, zoom = 1): Viewport {
	const made = new Viewport();
	[made.width, made.height] = [800, 600];
	made.set({ x, y, zoom });
	return made;
}

const coordinate = fc.integer({ min: -2_000, max: 2_000 });

test('zooming keeps the point that it is done at over what it is over, up to the ends of the scale', () => {
	fc.assert(
		fc.property(
			...([coordinate, coordinate, coordinate, coordinate] as const),
			fc.double({ min: 0.01, max: 100, noNaN: true }),
			(x, y, atX, atY, factor) => {
				const seen = viewport(x, y);
				const at = { x: atX, y: atY };
				const over = seen.inPicture(at);
				seen.zoomBy(factor, at);
				expect(seen.inPicture(at).x).toBeCloseTo(over.x, 6);
				expect(seen.inPicture(at).y).toBeCloseTo(over.y, 6);
				expect(seen.zoom).toBe(Math.min(2, Math.max(0.1, factor)));
			}
		)
	);
});

test('what is in sight stays where it is, and what is not comes into the middle', () => {
	const seen = viewport(-100, -50, 2);
	seen.reveal({ x: 50, y: 25, width: 400, height: 300 });
	expect([seen.x, seen.y]).toEqual([-100, -50]);
	seen.reveal({ x: 500, y: 0, width: 100, height: 20 });
	expect(seen.inPicture({ x: 400, y: 300 })).toEqual({ x: 550, y: 10 });
});

test('a step nearer and a step further lead back', () => {
	const seen = viewport(30, 40);
	seen.nearer();
	expect(seen.zoom).toBeGreaterThan(1);
	seen.further();
	expect([seen.zoom, seen.x, seen.y].map((each) => Math.round(each * 1e6) / 1e6)).toEqual([1, 30, 40]);
});
