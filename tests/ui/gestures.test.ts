/** What pointers do to a picture, where browsers tell less than all of it. */
import { expect, test, vi } from 'vitest';
import { Gestures } from '$lib/ui/chains/gestures.svelte';
import { Viewport } from '$lib/ui/chains/viewport.svelte';

vi.stubGlobal('cancelAnimationFrame', () => undefined);

const element = {
	closest: () => null,
	getBoundingClientRect: () => ({ left: 0, top: 0 }),
	setPointerCapture: () => undefined
};
const pointer = (id: number, x: number, more: object = {}) =>
	({
		...{ pointerId: id, isPrimary: true, button: 0, buttons: 1, clientX: x, clientY: 0 },
		...{ target: element, currentTarget: element },
		...more
	}) as unknown as PointerEvent;

function begun() {
	const viewport = new Viewport();
	const gestures = new Gestures({ viewport, isOrganization: () => false, pair: () => undefined });
	return { viewport, gestures };
}

/** Whether a click reaches what it is on. */
function isClick(gestures: Gestures): boolean {
	const stopPropagation = vi.fn();
	gestures.onclickcapture({ detail: 1, stopPropagation } as unknown as MouseEvent);
	return stopPropagation.mock.calls.length === 0;
}

test('the first tap after a finger dragged, of which no click comes, is a click', () => {
	const { gestures } = begun();
	gestures.onpointerdown(pointer(1, 0));
	gestures.onpointermove(pointer(1, 30));
	gestures.onpointerup(pointer(1, 30));
	const label = { ...element, closest: () => ({ dataset: {} }) };
	gestures.onpointerdown(pointer(2, 50, { target: label }));
	expect(isClick(gestures)).toBe(true);
});

test('the click that ends a drag of the mouse is none', () => {
	const { gestures } = begun();
	gestures.onpointerdown(pointer(1, 0));
	gestures.onpointermove(pointer(1, 30));
	gestures.onpointerup(pointer(1, 30));
	expect(isClick(gestures)).toBe(false);
});

test('a pointer that was let go elsewhere drags nothing when it comes back', () => {
	const { gestures, viewport } = begun();
	gestures.onpointerdown(pointer(1, 0));
	gestures.onpointermove(pointer(1, 100, { buttons: 0 }));
	expect(viewport.x).toBe(0);
	gestures.onpointermove(pointer(1, 200));
	expect(viewport.x).toBe(0);
});

test('a finger whose end was not told makes no pinch of the next one', () => {
	const { gestures, viewport } = begun();
	gestures.onpointerdown(pointer(1, 0));
	gestures.onpointerdown(pointer(2, 100));
	gestures.onpointermove(pointer(2, 150));
	expect([viewport.x, viewport.zoom]).toEqual([50, 1]);
});
