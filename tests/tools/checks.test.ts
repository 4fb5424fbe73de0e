import { expect, test } from 'vitest';
import { runChecks, tellCosts } from './checks.js';

/** A check that speaks, sleeps for so many milliseconds, speaks again and ends with a code. */
const check = (heading: string, { ms = 0, code = 0, ...more } = {}) => ({
	heading,
	command: [
		process.execPath,
		'-e',
		`console.log('${heading} begins'); setTimeout(() => { console.error('${heading} ends'); process.exit(${code}) }, ${ms})`
	],
	...more
});

async function shown(checks: Parameters<typeof runChecks>[0]) {
	let text = '';
	const total = await runChecks(checks, (more) => void (text += String(more)));
	return {
		total,
		lines: text
			.replaceAll(/\d+ s\)/g, 'n s)')
			.split('\n')
			.filter(Boolean)
	};
}

const block = (heading: string, last = `✓ ${heading} (n s)`) => [
	`━━ ${heading}`,
	`${heading} begins`,
	`${heading} ends`,
	last
];

test('checks are shown whole and in their order, whichever of them ends first', async () => {
	const { total, lines } = await shown([check('A', { ms: 400 }), check('B'), check('C', { ms: 50 })]);
	expect(lines).toEqual([...block('A'), ...block('B'), ...block('C')]);
	expect(total).toMatchObject({ passed: 0, failed: 0 });
});

test('a check that fails hides none of the later ones, and counts once', async () => {
	const { total, lines } = await shown([check('A', { code: 3 }), check('B'), check('C', { code: 1 })]);
	const failed = (heading: string) => block(heading, `✗ FAILED: ${heading} (n s)`);
	expect(lines).toEqual([...failed('A'), ...block('B'), ...failed('C')]);
	expect(total).toMatchObject({ passed: 0, failed: 2 });
});

test('the tests that a check counted are added up; one that wrote nothing down counts as one failure', async () => {
	const counts = { ...check('A', { code: 1 }), count: () => ({ passed: 7, failed: 2 }) };
	const none = {
		...check('B', { code: 1 }),
		count: () => {
			throw new Error('no file');
		}
	};
	expect((await shown([counts, none])).total).toMatchObject({ passed: 7, failed: 3 });
});

test('a command that is not there is a failure that says so', async () => {
	const { total, lines } = await shown([{ heading: 'A', command: ['no-such-command-anywhere'] }]);
	expect(total.failed).toBe(1);
	expect(lines.join()).toMatch(/no-such-command-anywhere.*FAILED: A/);
});

test('a check begins when those it needs have ended, and one that is alone when all before it have', async () => {
	const stamps: string[] = [];
	const noting = (heading: string) => ({
		count: () => {
			stamps.push(heading);
			return { passed: 0, failed: 0 };
		}
	});
	await shown([
		{ ...check('A'), ...noting('A') },
		{ ...check('B'), ...noting('B'), after: ['A'] },
		{ ...check('C'), ...noting('C') },
		{ ...check('D'), ...noting('D'), alone: true }
	]);
	// How long each takes is the machine's affair; the order of the others is not.
	expect([...stamps].sort()).toEqual(['A', 'B', 'C', 'D']);
	expect(stamps.indexOf('A')).toBeLessThan(stamps.indexOf('B'));
	expect(stamps.at(-1)).toBe('D');
});

test('what each check cost is told in the order of the list', async () => {
	const { total } = await shown([check('A', { ms: 50 }), check('B')]);
	expect(total.costs.map(({ heading }) => heading)).toEqual(['A', 'B']);
});

test('costs are written the dearest first, with their sum', () => {
	const costs = [
		{ heading: 'A', seconds: 3 },
		{ heading: 'B', seconds: 120.04 }
	];
	expect(tellCosts(costs).split('\n')).toEqual([
		'━━ CPU seconds, whole process trees',
		'   120.0  B',
		'     3.0  A',
		'   123.0  in all',
		''
	]);
	expect(tellCosts([...costs, { heading: 'C', seconds: undefined }])).toContain('not known');
});
