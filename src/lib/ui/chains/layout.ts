import { Graph, layout } from '@dagrejs/dagre';
import type { EdgeLabel, GraphLabel, NodeLabel, Point } from '@dagrejs/dagre';
import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';
import type { ChainEdge, ChainNode } from '$lib/views/chains/chains';
import type { VisibleChain } from '$lib/views/chains/visible-chain';
import type { Box } from '../diagrams/box';

/** An edge as it lies in the picture: the path of an SVG, and where its label stands. */
export interface PlacedEdge {
	edge: ChainEdge;
	path: string;
	label: Box;
}

/** A picture laid out: every node and bundle by its id, and the edges between them. */
export interface Layout {
	width: number;
	height: number;
	boxes: Map<string, Box>;
	edges: PlacedEdge[];
}

/** The size of a node, in pixels. */
export const NODE = { width: 188, height: 50 };
/** How far the arrowhead reaches before the node. */
const HEAD = 7;
const MARGIN = 24;

/**
 * Layers from left to right, owners and makers first; nothing in it is drawn. `sizeOf` says how much room an edge's
 * label needs. Cost: about a millisecond for each node of a picture of 200.
 */
export function layoutOf(
	{ nodes, bundles, edges }: VisibleChain,
	sizeOf: (edge: ChainEdge) => { width: number; height: number }
): Layout {
	const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>();
	graph.setGraph({
		...{ rankdir: 'LR', ranker: nodes.length + edges.length > 250 ? 'tight-tree' : 'network-simplex' },
		...{ nodesep: 18, edgesep: 14, ranksep: 56, marginx: MARGIN, marginy: MARGIN }
	});
	// The first come first: what leads back to them is turned round for the layers.
	for (const { id } of inReadingOrder(nodes)) graph.setNode(id, { ...NODE });
	for (const { id } of bundles) graph.setNode(id, { ...NODE });
	for (const edge of edges) {
		const { width, height } = sizeOf(edge);
		const weight = edge.state === 'dormant' ? 1 : 4;
		graph.setEdge(edge.grantor, edge.grantee, { width, height, labelpos: 'c', weight, minlen: 1 });
	}
	lineUp(graph, nodes, edges);
	layout(graph);
	graph.removeNode(START);

	const left = Math.min(...graph.nodes().map((id) => boxOf(graph.node(id)).x)) - MARGIN;
	const boxes = new Map<string, Box>();
	for (const id of graph.nodes()) boxes.set(id, boxOf(graph.node(id), left));
	const ports = portsOf(edges, boxes);
	const { width = 0, height = 0 } = graph.graph();
	return {
		...{ width: width - left, height, boxes },
		edges: edges.map((edge) => {
			const { points = [], ...label } = graph.edge(edge.grantor, edge.grantee);
			const [from, to] = ports(edge);
			const between = points.slice(1, -1).map(({ x, y }) => ({ x: x - left, y }));
			return { edge, label: boxOf(label, left), path: pathWithLens(from, between, to) };
		})
	};
}

const inReadingOrder = (nodes: readonly ChainNode[]): ChainNode[] =>
	[...nodes].sort((one, other) => Number(other.role === 'owner') - Number(one.role === 'owner'));

/** Stands before the first layer, and is taken out again. */
const START = '~start';

/** Owners and makers begin together at the left; what else nothing feeds, dormant grants, stands a layer further. */
function lineUp(
	graph: Graph<GraphLabel, NodeLabel, EdgeLabel>,
	nodes: readonly ChainNode[],
	edges: readonly ChainEdge[]
): void {
	const fed = new Set(edges.map(({ grantee }) => grantee));
	const first = nodes.filter(({ role }) => role !== null);
	if (first.length === 0) return;
	graph.setNode(START, { width: 0, height: 0 });
	const pull = (id: string, weight: number, minlen: number) =>
		graph.setEdge(START, id, { width: 0, height: 0, weight, minlen });
	for (const { id, role } of nodes) {
		if (role === 'owner' || (role === 'maker' && !fed.has(id))) pull(id, 50, 1);
		else if (!fed.has(id)) pull(id, 1, 2);
	}
}

/** Dagre names the middle; `left` is cut off. */
const boxOf = ({ x = 0, y = 0, width = 0, height = 0 }: Partial<Box>, left = 0): Box => ({
	...{ x: x - width / 2 - left, y: y - height / 2, width, height }
});

/** Where an edge leaves and arrives: at the sides that face each other, one below the other in the order of their far ends. */
function portsOf(edges: readonly ChainEdge[], boxes: ReadonlyMap<string, Box>) {
	const isForward = ({ grantor, grantee }: ChainEdge) => boxes.get(grantor)!.x <= boxes.get(grantee)!.x;
	const sides = new Map<string, { edge: ChainEdge; far: number }[]>();
	const sideOf = (id: string, isRight: boolean) => `${isRight ? 'right' : 'left'} ${id}`;
	const put = (side: string, edge: ChainEdge, far: string) =>
		getOrInsertComputed(sides, side, (): { edge: ChainEdge; far: number }[] => []).push({
			edge,
			far: boxes.get(far)!.y
		});
	for (const edge of edges) {
		put(sideOf(edge.grantor, isForward(edge)), edge, edge.grantee);
		put(sideOf(edge.grantee, !isForward(edge)), edge, edge.grantor);
	}
	for (const list of sides.values()) list.sort((one, other) => one.far - other.far);
	const port = (edge: ChainEdge, id: string, isRight: boolean, gap: number): Point => {
		const { x, y, width, height } = boxes.get(id)!;
		const list = sides.get(sideOf(id, isRight))!;
		const at = (list.findIndex((each) => each.edge === edge) + 1) / (list.length + 1);
		return { x: isRight ? x + width + gap : x - gap, y: y + 8 + (height - 16) * at };
	};
	return (edge: ChainEdge): [Point, Point] => [
		port(edge, edge.grantor, isForward(edge), 0),
		port(edge, edge.grantee, !isForward(edge), HEAD)
	];
}

/** A curve through the points that leaves and arrives level. */
function pathWithLens(from: Point, between: readonly Point[], to: Point): string {
	const round = (value: number) => Math.round(value * 10) / 10;
	const textOf = ({ x, y }: Point) => `${round(x)} ${round(y)}`;
	let path = `M ${textOf(from)}`;
	let last = from;
	for (const next of [...between, to]) {
		const half = (next.x - last.x) / 2;
		path += ` C ${textOf({ x: last.x + half, y: last.y })} ${textOf({ x: next.x - half, y: next.y })} ${textOf(next)}`;
		last = next;
	}
	return path;
}
