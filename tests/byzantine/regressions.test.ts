import { expect, test } from 'vitest';
import { simulate } from './simulation';

/** Seeds that failed once, and what had gone wrong. */
const seeds: [seed: number, what: string][] = [
	[7, 'a second browser, filled before it had opened, saw every entry twice and told of forks that were none']
];

test.each(seeds)('seed %i: %s', async (seed) => {
	expect(await simulate(seed)).toMatchObject({ forged: 0, lost: 0, diverged: false, wronged: 0 });
});
