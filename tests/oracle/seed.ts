import type { Parameters } from 'fast-check';
import { runs } from '../seeds';

/**
 * How many histories a property usually plays, and from which seed. The seed is fixed so that a failure is everybody's
 * failure, and so that the mix that the generators make can be asserted; another one explores:
 * `HISTORIES_SEED=7 GRANTBOOK_SEEDS=20 npx vitest run tests/oracle`.
 */
export const histories = <T>(usual: number): Parameters<T> => ({
	seed: Number(process.env.HISTORIES_SEED ?? 20_250_101),
	numRuns: runs(usual)
});
