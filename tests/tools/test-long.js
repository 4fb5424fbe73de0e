/**
 * `npm run test:long -- --rounds 20 --seed 1`: the properties from another seed in each round, as long as one likes to
 * wait. What fails says its round's seed, and fails again with `--rounds 1` and that seed.
 */
import { parseArgs } from 'node:util';
import { runAndTell } from './checks.js';
import { GENERATE, vitest } from './suite.js';

const { values } = parseArgs({
	options: { rounds: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } }
});
const BYZANTINE_RUNS = 5_000;

await runAndTell([
	GENERATE,
	...Array.from({ length: Number(values.rounds) }, (_, round) => {
		const seed = Number(values.seed) + round;
		return vitest(`Property tests, seed ${seed}`, ['related', 'tests/seeds.ts'], {
			GRANTBOOK_SEEDS: '20',
			HISTORIES_SEED: String(seed),
			BYZANTINE_RUNS: String(BYZANTINE_RUNS),
			BYZANTINE_SEED: String(1 + seed * BYZANTINE_RUNS)
		});
	})
]);
