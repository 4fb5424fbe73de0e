import { afterEach, expect, test, vi } from 'vitest';
import { takeWhenIdle } from '$lib/ui/kit/when-idle';

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

test('work that nobody waits for rests while an act is answered, if it is told to', () => {
	vi.useFakeTimers();
	const page = new EventTarget();
	vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
	const taken = { resting: 0, other: 0 };
	function* steps(of: keyof typeof taken) {
		for (;;) yield (taken[of] += 1);
	}
	const ends = [takeWhenIdle(steps('resting'), { rests: true }), takeWhenIdle(steps('other'))];
	vi.advanceTimersByTime(100);
	expect(taken).toEqual({ resting: 2, other: 2 });
	for (const [at, act] of ['keydown', 'scroll'].entries()) {
		page.dispatchEvent(new Event(act));
		vi.advanceTimersByTime(100);
		expect(taken).toEqual({ resting: 2, other: 4 + 2 * at });
	}
	vi.advanceTimersByTime(1_000);
	expect(taken.resting).toBeGreaterThan(10);
	const before = { ...taken };
	for (const end of ends) end();
	vi.advanceTimersByTime(1_000);
	expect(taken).toEqual(before);
});
