import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dominatorsOf } from '$lib/domain/algorithms/dominators';
import { runs } from '../seeds';

const size = 9;
const node = fc.nat(size - 1);
const graphs = fc.record({
	roots: fc.uniqueArray(node, { minLength: 1, maxLength: 2 }),
	edges: fc.array(fc.tuple(node, node), { maxLength: 24, size: 'max' })
});

/** What is reached from the roots on ways that avoid a node. */
function reached(roots: readonly number[], edges: readonly (readonly number[])[], avoided = -1): Set<number> {
	const seen = new Set(roots.filter((root) => root !== avoided));
	for (const at of seen)
		for (const [from, to] of edges) if (from === at && to !== undefined && to !== avoided) seen.add(to);
	return seen;
}

test('a node dominates another where nothing reaches that one without it', () => {
	let [dominated, free] = [0, 0];
	fc.assert(
		fc.property(graphs, ({ roots, edges }) => {
			const dominates = dominatorsOf(roots, (from) =>
				edges.filter(([each]) => each === from).map(([, to]) => to)
			);
			const there = reached(roots, edges);
			for (let one = 0; one < size; one++)
				for (let other = 0; other < size; other++) {
					const is = there.has(one) && there.has(other) && !reached(roots, edges, one).has(other);
					expect(dominates(one, other)).toBe(is);
					if (is && one !== other) dominated += 1;
					else if (there.has(one) && there.has(other)) free += 1;
				}
		}),
		{ numRuns: runs(500) }
	);
	expect(Math.min(dominated, free)).toBeGreaterThan(150);
});

test('a long chain, and a circle that goes all the way back, overflow nothing', () => {
	const length = 50_000;
	const dominates = dominatorsOf([0], (at) => (at < length ? [at + 1, 0] : [1]));
	expect(dominates(length >> 1, length)).toBe(true);
	expect(dominates(length, length >> 1)).toBe(false);
});
