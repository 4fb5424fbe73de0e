import { Graph, layout } from '@dagrejs/dagre';
import type { EdgeLabel as LaidEdge, GraphLabel, NodeLabel, Point } from '@dagrejs/dagre';
import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';
import type { ChainEdge, ChainNode } from '$lib/views/chains/chains';
import type { VisibleChain } from '$lib/views/chains/visible-chain';
import type { Box } from '../diagrams/rectangle';
import { type EdgeLabel, type EdgeLine, LABEL } from './edge-label';

/** A line as it lies in the picture: the path of an SVG, where it begins, and where its label stands. */
export interface PlacedLine extends EdgeLine {
	path: string;
	start: Point;
	label: Box;
}

/** An edge as it lies in the picture, a line for each kind that it grants. */
export interface PlacedEdge {
	edge: ChainEdge;
	lines: PlacedLine[];
}

/** How a picture is arranged: which way it goes, how large a node is, and the gaps in it, all in pixels. */
export interface Arrangement {
	/** From top to bottom; else from left to right. */
	isDown: boolean;
	node: { width: number; height: number };
	/** Between two layers, beside what stands on the edges, and around all of it. */
	layers: number;
	margin: number;
}

const roomy = { node: { width: 200, height: 56 }, layers: 56, margin: 24 };
/** A name has two lines in it, and so has what is below it. */
const narrow = { node: { width: 144, height: 74 }, layers: 24, margin: 14 };

/** The arrangements that a picture may have; in each a text is as large as in the others. */
export const arrangements = {
	across: { isDown: false, ...roomy },
	narrowAcross: { isDown: false, ...narrow },
	down: { isDown: true, ...roomy },
	shortDown: { isDown: true, node: roomy.node, layers: 20, margin: 14 },
	narrowDown: { isDown: true, ...narrow, layers: 20 }
} satisfies Record<string, Arrangement>;

/** A picture laid out: every node and bundle by its id, and the edges between them. */
export interface Layout {
	width: number;
	height: number;
	arrangement: Arrangement;
	boxes: Map<string, Box>;
	edges: PlacedEdge[];
}

/** How far the arrowhead reaches before the node. */
const HEAD = 9;

/**
 * Layers from left to right, or from top to bottom, owners and makers first; nothing in it is drawn. `labelOf` says what
 * stands on an edge. Cost: about a millisecond for each node of a picture of 200, the first time.
 */
export function layoutOf(
	{ nodes, bundles, edges }: VisibleChain,
	labelOf: (edge: ChainEdge) => EdgeLabel,
	arrangement: Arrangement = arrangements.across
): Layout {
	const { isDown, margin } = arrangement;
	const labels = new Map(edges.map((edge) => [edge, labelOf(edge)]));
	const graph = laidOut({ nodes, bundles, edges, labels, arrangement });

	// The layer of the first, which stands for nothing, is cut off.
	const first = Math.min(...graph.nodes().map((id) => beginOf(boxOf(graph.node(id)), isDown))) - margin;
	const cutOff = isDown ? { x: 0, y: first } : { x: first, y: 0 };
	const boxes = new Map<string, Box>();
	for (const id of graph.nodes()) boxes.set(id, boxOf(graph.node(id), cutOff));
	const ports = portsOf(edges, boxes, isDown, (edge) => labels.get(edge)!.lines.length);
	const { width = 0, height = 0 } = graph.graph();
	return {
		...{ width: width - cutOff.x, height: height - cutOff.y, arrangement, boxes },
		edges: edges.map((edge): PlacedEdge => {
			const { points = [], ...laid } = graph.edge(edge.grantor, edge.grantee);
			const whole = boxOf(laid, cutOff);
			const middle = { x: whole.x + whole.width / 2, y: whole.y + whole.height / 2 };
			const between = points.slice(1, -1).map(({ x, y }) => ({ x: x - cutOff.x, y: y - cutOff.y }));
			let x = whole.x;
			const lines = labels.get(edge)!.lines.map((line, at, { length }): PlacedLine => {
				const across = (at - (length - 1) / 2) * LABEL.apart;
				const y = middle.y - line.height / 2 + (isDown ? 0 : across);
				const label = { x, y, width: line.width, height: line.height };
				x += line.width + LABEL.between;
				// The line goes through its own label.
				const by = isDown ? { x: label.x + label.width / 2 - middle.x, y: 0 } : { x: 0, y: across };
				const [start, end] = ports(edge, at);
				const through = between.map((point) => ({ x: point.x + by.x, y: point.y + by.y }));
				return { ...line, start, label, path: pathWithLens(start, through, end, isDown) };
			});
			return { edge, lines };
		})
	};
}

/** What is laid out. */
interface Outline extends Pick<VisibleChain, 'nodes' | 'bundles' | 'edges'> {
	labels: ReadonlyMap<ChainEdge, EdgeLabel>;
	arrangement: Arrangement;
}

type Laid = Graph<GraphLabel, NodeLabel, LaidEdge>;

/** As many pictures in all their arrangements as somebody goes back and forth between. */
const MOST_KEPT = 10;
const kept = new Map<string, Laid>();

/** Dagre takes most of the time of a picture: one that is shown again, as it was, is not laid out anew. */
function laidOut(outline: Outline): Laid {
	const { nodes, bundles, edges, labels, arrangement } = outline;
	const key = JSON.stringify([
		arrangement,
		nodes.map(({ id, role }) => [id, role]),
		bundles.map(({ id }) => id),
		edges.map((edge) => {
			const { width, height } = labels.get(edge)!;
			return [edge.grantor, edge.grantee, weightOf(edge), width, height];
		})
	]);
	const found = kept.get(key) ?? layOut(outline);
	// The one that was looked for longest ago goes first.
	kept.delete(key);
	kept.set(key, found);
	if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
	return found;
}

const weightOf = ({ state }: ChainEdge): number => (state === 'dormant' ? 1 : 4);

function layOut({ nodes, bundles, edges, labels, arrangement }: Outline): Laid {
	const { isDown, node, layers, margin } = arrangement;
	const graph: Laid = new Graph();
	graph.setGraph({
		...{
			rankdir: isDown ? 'TB' : 'LR',
			ranker: nodes.length + edges.length > 250 ? 'tight-tree' : 'network-simplex'
		},
		...{ nodesep: 18, edgesep: 14, ranksep: layers, marginx: margin, marginy: margin }
	});
	// The first come first: what leads back to them is turned round for the layers.
	for (const { id } of inReadingOrder(nodes)) graph.setNode(id, { ...node });
	for (const { id } of bundles) graph.setNode(id, { ...node });
	for (const edge of edges) {
		const { width, height } = labels.get(edge)!;
		const weight = weightOf(edge);
		graph.setEdge(edge.grantor, edge.grantee, { width, height, labelpos: 'c', weight, minlen: 1 });
	}
	lineUp(graph, nodes, edges);
	layout(graph);
	graph.removeNode(START);
	return graph;
}

const beginOf = ({ x, y }: Box, isDown: boolean): number => (isDown ? y : x);

const inReadingOrder = (nodes: readonly ChainNode[]): ChainNode[] =>
	[...nodes].sort((one, other) => Number(other.role === 'owner') - Number(one.role === 'owner'));

/** Stands before the first layer, and is taken out again. */
const START = '~start';

/** Owners and makers begin together at the left; what else nothing feeds, dormant grants, stands a layer further. */
function lineUp(graph: Laid, nodes: readonly ChainNode[], edges: readonly ChainEdge[]): void {
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

/** Dagre names the middle; what is cut off is subtracted. */
const boxOf = (
	{ x = 0, y = 0, width = 0, height = 0 }: Partial<Box>,
	cutOff: Point = { x: 0, y: 0 }
): Box => ({
	...{ x: x - width / 2 - cutOff.x, y: y - height / 2 - cutOff.y, width, height }
});

/** One end of a line at a side of a node. */
interface Port {
	edge: ChainEdge;
	line: number;
	far: number;
}

/** Where a line leaves and arrives: at the sides that face each other, one beside the other in the order of their far ends. */
function portsOf(
	edges: readonly ChainEdge[],
	boxes: ReadonlyMap<string, Box>,
	isDown: boolean,
	linesOn: (edge: ChainEdge) => number
) {
	const isForward = ({ grantor, grantee }: ChainEdge) =>
		beginOf(boxes.get(grantor)!, isDown) <= beginOf(boxes.get(grantee)!, isDown);
	const sides = new Map<string, Port[]>();
	const sideOf = (id: string, isAfter: boolean) => `${isAfter ? 'after' : 'before'} ${id}`;
	const put = (side: string, edge: ChainEdge, far: string) => {
		const box = boxes.get(far)!;
		const ports = getOrInsertComputed(sides, side, (): Port[] => []);
		for (let line = 0; line < linesOn(edge); line++) ports.push({ edge, line, far: beginOf(box, !isDown) });
	};
	for (const edge of edges) {
		put(sideOf(edge.grantor, isForward(edge)), edge, edge.grantee);
		put(sideOf(edge.grantee, !isForward(edge)), edge, edge.grantor);
	}
	for (const list of sides.values()) list.sort((one, other) => one.far - other.far);
	const port = (edge: ChainEdge, line: number, id: string, isAfter: boolean, gap: number): Point => {
		const { x, y, width, height } = boxes.get(id)!;
		const list = sides.get(sideOf(id, isAfter))!;
		const place = list.findIndex((each) => each.edge === edge && each.line === line);
		const at = (place + 1) / (list.length + 1);
		return isDown
			? { x: x + 8 + (width - 16) * at, y: isAfter ? y + height + gap : y - gap }
			: { x: isAfter ? x + width + gap : x - gap, y: y + 8 + (height - 16) * at };
	};
	return (edge: ChainEdge, line: number): [Point, Point] => [
		port(edge, line, edge.grantor, isForward(edge), 0),
		port(edge, line, edge.grantee, !isForward(edge), HEAD)
	];
}

/** A curve through the points that leaves and arrives level, or upright. */
function pathWithLens(from: Point, between: readonly Point[], to: Point, isDown: boolean): string {
	const round = (value: number) => Math.round(value * 10) / 10;
	const textOf = ({ x, y }: Point) => `${round(x)} ${round(y)}`;
	let path = `M ${textOf(from)}`;
	let last = from;
	for (const next of [...between, to]) {
		const half = isDown ? (last.y + next.y) / 2 : (last.x + next.x) / 2;
		const [one, other] = isDown
			? [
					{ x: last.x, y: half },
					{ x: next.x, y: half }
				]
			: [
					{ x: half, y: last.y },
					{ x: half, y: next.y }
				];
		path += ` C ${textOf(one)} ${textOf(other)} ${textOf(next)}`;
		last = next;
	}
	return path;
}
