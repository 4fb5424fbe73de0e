import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const run = (...args: string[]) => {
	const { stdout, stderr, status } = spawnSync(process.execPath, ['scripts/setup.js', ...args], {
		encoding: 'utf8'
	});
	return { stdout, stderr, status };
};
const sample = (name: string) => `tests/fixtures/setup/${name}.yaml`;

test('check tells what holds, and ends with 1 where something is broken', () => {
	expect(run('check', sample('23-guide'))).toEqual({
		...{ stdout: 'holds nobody beyond 2 steps may purchase blind\n', stderr: '', status: 0 }
	});
	const { stdout, status } = run('check', sample('02-upstream-factory'));
	expect(stdout.split('\n')).toContain('broken fenix may purchase purifier (against: fenix)');
	expect(status).toBe(1);
});

test('diff ends with 2 where a text has errors, or is not there', () => {
	const { stdout, status } = run('diff', sample('23-guide'), sample('broken/10'));
	expect(stdout).toMatch(/^tests\/fixtures\/setup\/broken\/10\.yaml:10:49 unknown-product “thermostatt” /);
	expect(status).toBe(2);
	expect(run('diff', sample('23-guide'), sample('nowhere'))).toMatchObject({ stdout: '', status: 2 });
	expect(run('diff', sample('23-guide'))).toMatchObject({ stdout: '', status: 2 });
});
