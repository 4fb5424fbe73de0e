/**
 * Runs the simulation of one who keeps to nothing among those who do, as often as is asked for:
 * `npm run byzantine -- --runs 5000 --seed 1`. A seed that fails is printed, and fails again when it is asked for.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
	options: { runs: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } }
});

const { status } = spawnSync('vitest', ['run', 'tests/byzantine/half-'], {
	stdio: 'inherit',
	shell: process.platform === 'win32',
	env: { ...process.env, BYZANTINE_RUNS: values.runs, BYZANTINE_SEED: values.seed }
});
process.exitCode = status ?? 1;
