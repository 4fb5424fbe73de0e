import type { Parameters } from 'fast-check';
import { runs, seed } from '../seeds';

/** Which part of the histories is played: usually a sixth, all of them with `GRANTBOOK_SEEDS=6`. */
const part = runs(1_000) / 6_000;

/**
 * How many histories a property plays, and from which seed. The seed is fixed so that a failure is everybody's
 * failure, and so that the mix that the generators make can be asserted; another one explores:
 * `HISTORIES_SEED=7 GRANTBOOK_SEEDS=20 npx vitest run tests/oracle`.
 */
export const histories = <T>(all: number): Parameters<T> => ({
	seed,
	numRuns: Math.ceil(all * part)
});

/**
 * How often something has to be met that all histories meet so often. A part of them varies more: half of its share
 * is enough there, and what is rare may be missing.
 */
export const enough = (inAll: number): number => (part < 1 ? Math.floor((inAll * part) / 2) : inAll);
