/** However large a chain is, and whoever acts: what is laid out is bounded before it is laid out. */
import { describe, expect, test } from 'vitest';
import { edgeLabel } from '$lib/ui/chains/edge-label';
import { layoutOf } from '$lib/ui/chains/layout';
import type { Chain, ChainEdge } from '$lib/views/chains/chains';
import { DRAWING_LIMITS, totalEdgeSpan } from '$lib/views/chains/drawing-limits';
import { collapsedByDefault, nextScreens, pathsDownTo, granteesDrawn } from '$lib/views/chains/collapse';
import { sourcesOf, successorsIn } from '$lib/views/chains/reachability';
import { type VisibleChain, visibleChain } from '$lib/views/chains/visible-chain';
import { grant, node } from './drawn-chain';

const chainOf = (count: number, edges: (name: (at: number) => string) => ChainEdge[]): Chain => {
	const name = (at: number) => `n${at}`;
	const nodes = Array.from({ length: count }, (_, at) => node(name(at), at === 0));
	return { nodes, edges: edges(name), products: [] };
};
const range = (count: number) => Array.from({ length: count }, (_, at) => at);

const line = (count: number) =>
	chainOf(count, (name) => range(count - 1).map((at) => grant(name(at), name(at + 1))));
/** Each grants the next one, and the first grants everybody. */
const ladder = (count: number) =>
	chainOf(count, (name) => [
		...line(count).edges,
		...range(count - 2).map((at) => grant(name(0), name(at + 2), at + 2))
	]);
/** Everybody grants everybody after them. */
const dense = (count: number) =>
	chainOf(count, (name) =>
		range(count).flatMap((at) => range(count - at - 1).map((more) => grant(name(at), name(at + 1 + more))))
	);
/** Everybody owns something that they grant the last one. */
const funnel = (count: number): Chain => ({
	nodes: range(count).map((at) => node(`n${at}`, at < count - 1)),
	edges: range(count - 1).map((at) => grant(`n${at}`, `n${count - 1}`)),
	products: []
});
/** As many groups of grantees as can be told apart. */
const groups = (count: number) =>
	chainOf(count, (name) => range(count - 1).map((at) => grant('n0', name(at + 1), 1 + Math.floor(at / 6))));

/** What the page draws. */
function pictured(chain: Chain, acting: string, screens: number, unfolded = false): VisibleChain {
	const { way, from } = pathsDownTo(chain, [acting], screens);
	return visibleChain(chain, {
		collapsed: unfolded ? new Set() : collapsedByDefault(chain, acting, screens),
		isOpened: () => false,
		portionOf: () => granteesDrawn(screens),
		...{ kept: way, from }
	});
}

const sizeOf = ({ nodes, bundles, edges }: VisibleChain) => ({
	nodes: nodes.length + bundles.length,
	edges: edges.length,
	spans: totalEdgeSpan(
		[...nodes, ...bundles].map(({ id }) => id),
		edges
	)
});

describe.each([
	['a line', line, [1_500, 5_000]],
	['a ladder', ladder, [300, 3_000]],
	['everybody to everybody', dense, [60, 200]],
	['very many owners', funnel, [1_500, 5_000]],
	['very many groups', groups, [1_500, 6_000]]
] as const)('of %s', (_, made, sizes) => {
	test.each(sizes)('%i organizations as many are drawn as fit, whoever acts', (size) => {
		const chain = made(size);
		for (const acting of ['n0', `n${size >> 1}`, `n${size - 1}`])
			for (const [screens, unfolded] of [
				[1, false],
				[4, false],
				[1, true]
			] as const) {
				const shown = pictured(chain, acting, screens, unfolded);
				const { nodes, edges, spans } = sizeOf(shown);
				expect(nodes).toBeLessThanOrEqual(DRAWING_LIMITS.nodes + 1);
				expect(edges).toBeLessThanOrEqual(DRAWING_LIMITS.edges + 1);
				expect(spans).toBeLessThanOrEqual(DRAWING_LIMITS.spans + DRAWING_LIMITS.nodes);
				expect(shown.nodes.map(({ id }) => id)).toContain(acting);
			}
	});
});

test.each([1_500, 5_000])(
	'of a line of %i the picture begins with both ends, and the middle is counted',
	(size) => {
		const shown = pictured(line(size), `n${size - 1}`, 1);
		expect(shown.nodes).toHaveLength(26);
		expect(shown.nodes.map(({ id }) => id)).toEqual(
			expect.arrayContaining(['n0', 'n1', `n${size - 2}`, `n${size - 1}`])
		);
		expect(shown.nodes.find(({ hidden }) => hidden > 0)?.hidden).toBe(size - shown.nodes.length);
		expect(layoutOf(shown, (edge) => edgeLabel(edge, false)).boxes.size).toBe(shown.nodes.length);
		expect(nextScreens(4, line(size))).toBeUndefined();
	}
);

test('what is left out is counted, and nothing is where all is drawn', () => {
	expect(pictured(funnel(1_500), 'n1499', 1).omitted).toBe(1_500 - DRAWING_LIMITS.nodes);
	expect(pictured(line(20), 'n19', 1)).toMatchObject({ omitted: 0, nodes: { length: 20 } });
});

test('edges span the layers between their ends; what leads back is turned round', () => {
	const spans = (...edges: [string, string][]) =>
		totalEdgeSpan(
			['a', 'b', 'c', 'd'],
			edges.map(([grantor, grantee]) => ({ grantor, grantee }))
		);
	expect(spans(['a', 'b'], ['b', 'c'], ['c', 'd'])).toBe(3);
	expect(spans(['a', 'b'], ['b', 'c'], ['c', 'd'], ['a', 'd'])).toBe(6);
	expect(spans(['a', 'b'], ['b', 'c'], ['c', 'a'])).toBe(4);
	expect(spans(['a', 'a'], ['a', 'b'])).toBe(1);
});

test.each([300, 1_200])('circles that %i organizations feed one tail with are each walked once', (size) => {
	const circles = range(size).flatMap((at) => [
		grant(`a${at}`, `b${at}`),
		grant(`b${at}`, `a${at}`),
		grant(`b${at}`, 't0')
	]);
	const tail = range(size).map((at) => grant(`t${at}`, `t${at + 1}`));
	const chain: Chain = {
		nodes: [...new Set([...circles, ...tail].flatMap(({ grantor, grantee }) => [grantor, grantee]))].map(
			(id) => node(id)
		),
		edges: [...circles, ...tail],
		products: []
	};
	const below = successorsIn(chain);
	let walked = 0;
	const counted: ReadonlyMap<string, readonly string[]> = new Map(
		[...below].map(([id, grantees]) => [
			id,
			new Proxy([...grantees], {
				get(target, key, receiver) {
					if (typeof key === 'string' && /^\d+$/.test(key)) walked += 1;
					return Reflect.get(target, key, receiver) as unknown;
				}
			})
		])
	);
	expect(sourcesOf(chain, counted)).toHaveLength(size);
	expect(walked).toBeLessThanOrEqual(3 * chain.edges.length);
});
