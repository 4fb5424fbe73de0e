import { expect, test } from 'vitest';
import { countSteps } from '../steps';

const stepsOf = countSteps();
const { applyEntries } = await import('$lib/domain/fold/apply');
const { emptySnapshot } = await import('$lib/domain/snapshot');
const { setupTextOf } = await import('$lib/engines/setup-text');
const { readingTables } = await import('$lib/setup/tables/read-table');
const { Story } = await import('../commands/story');
const { drained } = await import('../drained');

/** A workspace in which so many organizations each have a product with the same PID, as merges may leave it. */
function alike(size: number) {
	const story = new Story();
	for (let at = 0; at < size; at++) story.product(story.organization(`O${at}`), `pid ${at}`);
	const snapshot = emptySnapshot();
	applyEntries(
		snapshot,
		[...story.replica.entries.values()].map((entry) => ({
			...entry,
			facts: entry.facts.map((fact) => ('pid' in fact ? { ...fact, pid: 'lamp' } : fact))
		}))
	);
	return snapshot;
}

test('lines that name a PID of many products cost each as much as where there are few', () => {
	const [few, many] = [25, 100].map((size) => {
		const now = alike(size);
		const lines = Array.from({ length: size }, (_, at) => ({
			...{ line: at + 1, kind: 'authorizations' as const },
			cells: {
				product: 'lamp',
				permissions: 'purchase',
				grantor: 'o1@example.com',
				grantee: 'o2@example.com'
			}
		}));
		return stepsOf(() => {
			const { problems } = drained(
				readingTables(lines, now, { actor: null, founds: false, newPid: () => '' })
			);
			expect(problems.get(1)).toEqual({ code: 'which-product', text: 'lamp' });
			expect(problems.size).toBe(size);
		});
	});
	expect(many! / few!).toBeLessThan(5);
});

test('products and organizations whose ids begin alike are named each at the cost of few', () => {
	const [few, many] = [100, 400].map((size) => {
		const ids = Array.from({ length: size }, (_, at) => `${'x'.repeat(200)}${at}`);
		const organizations = ids.map((id) => ({ id, name: '', account: '' }));
		const products = ids.map((id) => ({
			...{ id, pid: '', name: '', owner: id, links: new Map(), makerMay: 0 },
			making: { origin: 'proprietary' as const, maker: null }
		}));
		return stepsOf(() => {
			const { madeUp } = setupTextOf({ organizations, products, expectations: [] }, null);
			expect(madeUp).toEqual({ organizations: size, products: size });
		});
	});
	expect(many! / few!).toBeLessThan(5);
});
