import type { Parameters } from 'fast-check';

/**
 * How many histories a property plays, and from which seed. The seed is fixed so that a failure is everybody's
 * failure, and so that the mix that the generators make can be asserted; another one explores:
 * `HISTORIES_SEED=7 HISTORIES_TIMES=20 npx vitest run tests/oracle`.
 */
export const histories = <T>(numRuns: number): Parameters<T> => ({
	seed: Number(process.env.HISTORIES_SEED ?? 20_250_101),
	numRuns: numRuns * Number(process.env.HISTORIES_TIMES ?? 1)
});
