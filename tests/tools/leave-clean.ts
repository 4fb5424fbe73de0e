/** Test files of one worker share their modules and their globals: each leaves those as it found them. */
import { afterAll, vi } from 'vitest';

afterAll(() => {
	vi.unstubAllGlobals();
	vi.useRealTimers();
});
