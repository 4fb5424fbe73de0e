/** Test files of one worker share their modules and their globals: each leaves those as it found them. */
import fc from 'fast-check';
import { afterAll, vi } from 'vitest';
import { seed } from '../seeds';

// A failure is everybody's failure; `npm run test:long` goes on from other seeds.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });

afterAll(() => {
	vi.unstubAllGlobals();
	vi.useRealTimers();
});
