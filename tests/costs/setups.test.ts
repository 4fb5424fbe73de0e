import { afterEach, expect, test, vi } from 'vitest';
import { countSteps } from '../steps';

const stepsOf = countSteps();
const { heldLines } = await import('$lib/setup/tables/effective-table');
const { setupOf, planned } = await import('../setup/planned');
const { read, said } = await import('../setup/table-lines');
const { applyEntries } = await import('$lib/domain/fold/apply');
const { lamp, Pen } = await import('../domain/organization-keys');
const { emptySnapshot } = await import('$lib/domain/snapshot');

afterEach(() => void vi.restoreAllMocks());

/** A chain in which each organization passes a product on to the next. */
function chained(size: number) {
	const numbers = Array.from({ length: size }, (_, at) => at);
	const head = `\norganizations:\n${numbers.map((at) => `  a${at}: { name: A, account: a${at}@example.com }\n`).join('')}`;
	const rest = `products: { p: { owner: a0, pid: p, name: P } }
authorizations:
${numbers
	.slice(1)
	.map(
		(at) => `  - { from: a${at - 1}, to: a${at}, products: [p], purchase: yes, third party: [purchase] }\n`
	)
	.join('')}`;
	return planned(setupOf(rest, head), emptySnapshot()).snapshot;
}

test('the ways along a chain are written each at the cost of few, and a long one as its ends', () => {
	const [few, many] = [100, 400].map((size) => {
		const snapshot = chained(size);
		let lines: (readonly string[])[] = [];
		const steps = stepsOf(() => {
			lines = [...heldLines(snapshot)].filter((line) => line !== undefined);
		});
		const ways = lines.filter(([, , , , , permission]) => permission === 'purchase');
		expect(ways).toHaveLength(size);
		const name = (at: number) => `a${at}@example.com`;
		for (const line of ways) {
			const length = Number(line[8]) + 1;
			const all = Array.from({ length }, (_, at) => name(at));
			const named = length > 50 ? [...all.slice(0, 25), '…', ...all.slice(-25)] : all;
			expect(line[0]).toBe(name(length - 1));
			expect(line[9]).toBe(named.join(' > '));
		}
		return steps;
	});
	expect(many! / few!).toBeLessThan(5);
});

test('products in a chain of bases are each looked for among none of the others', () => {
	for (const size of [100, 400]) {
		// Each before its base, so that the way to the first one is as long as it gets.
		const products = Array.from({ length: size }, (_, at) => {
			const base = at + 1 < size ? `, based on: p${at + 1}` : '';
			return `  p${at}: { owner: aria, pid: p${at}, name: P${base} }\n`;
		});
		const setup = setupOf(`products:\n${products.join('')}`);
		const includes = vi.spyOn(Array.prototype, 'includes');
		const { lines } = planned(setup, emptySnapshot());
		const longest = Math.max(0, ...includes.mock.contexts.map((searched) => (searched as unknown[]).length));
		includes.mockRestore();
		expect(lines.filter(({ verdict }) => verdict === 'new')).toHaveLength(3 + size);
		expect(longest).toBeLessThan(50);
	}
});

test('what became of many grants is told line by line: a call takes so many arguments and no more', () => {
	for (const size of [100, 400]) {
		const numbers = Array.from({ length: size }, (_, at) => `p${at}`);
		const setup = setupOf(`products:
${numbers.map((key) => `  ${key}: { owner: aria, pid: ${key}, name: P }\n`).join('')}authorizations:
  - { from: aria, to: delta, products: [${numbers.join(',')}], purchase: yes }`);
		const grants = { told: 0, most: 0 };
		const { push } = Array.prototype;
		// A spy would count its own calls by this.
		Array.prototype.push = function (this: unknown[], ...items: unknown[]) {
			let told = 0;
			for (const item of items)
				if ((item as { about?: { kind: string } } | null)?.about?.kind === 'grants') told += 1;
			grants.told += told;
			grants.most = Math.max(grants.most, told);
			return Reflect.apply(push, this, items);
		};
		try {
			planned(setup, emptySnapshot());
		} finally {
			Array.prototype.push = push;
		}
		expect(grants.told).toBeGreaterThanOrEqual(size);
		expect(grants.most).toBe(1);
	}
});

test.for([
	['an account each', (at: number) => `a${at}@example.com`],
	['one account', () => 'a@example.com']
] as const)(
	'a line that names a PID costs a look at the products with it, of owners with %s',
	([, accountOf]) => {
		const [few, many] = [100, 400].map((size) => {
			const snapshot = emptySnapshot();
			for (let at = 0; at < size; at++) {
				const pen = new Pen(`${at}`, {
					table: 'organization-fields',
					field: 'account',
					value: accountOf(at)
				});
				pen.writes(`${at}`, lamp);
				applyEntries(snapshot, pen.written);
			}
			const account = accountOf(1);
			const cells = {
				grantor: account,
				owner: account,
				product: 'L1',
				grantee: 'b@x.com',
				permissions: 'purchase'
			};
			return stepsOf(() => {
				const { verdicts } = read([{ line: 2, kind: 'authorizations', cells }], snapshot, { founds: true });
				expect(said(verdicts)).toEqual(['added']);
			});
		});
		expect(many! / few!).toBeLessThan(5);
	}
);
