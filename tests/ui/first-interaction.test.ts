/** What counts as a person's first move. */
import { expect, onTestFinished, test, vi } from 'vitest';
import { onFirstInteraction } from '$lib/ui/kit/first-interaction';

function waiting() {
	const page = new EventTarget();
	vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
	onTestFinished(() => void vi.unstubAllGlobals());
	const then = vi.fn();
	const end = onFirstInteraction(then);
	const tell = (type: string, more: object = {}) => page.dispatchEvent(Object.assign(new Event(type), more));
	return { then, tell, end };
}

test('a pointer that rests where a page comes is no interaction, and its first move is, once', () => {
	const { then, tell } = waiting();
	tell('pointermove', { movementX: 0, movementY: 0 });
	expect(then).not.toHaveBeenCalled();
	tell('pointermove', { movementX: 0, movementY: -1 });
	tell('pointermove', { movementX: 2, movementY: 0 });
	tell('keydown');
	expect(then).toHaveBeenCalledOnce();
});

test.for(['pointerdown', 'keydown'])('%s is an interaction, until nobody waits', (type) => {
	const { then, tell, end } = waiting();
	end();
	tell(type);
	expect(then).not.toHaveBeenCalled();
	const again = waiting();
	again.tell(type);
	expect(again.then).toHaveBeenCalledOnce();
});
