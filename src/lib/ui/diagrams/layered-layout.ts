import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';
import type { Box } from './rectangle';
import { labelColumns } from './label-placement';
import { type Ends, ranksOf } from './layer-assignment';
import { placeSlots, type Stretch, type Slot } from './coordinate-assignment';

interface Point {
	x: number;
	y: number;
}

/** A node, as wide as it would like to be. */
export interface NodeSize {
	id: string;
	width: number;
	/** It stands in the first rank, whatever leads to it. */
	isFirst?: boolean;
}

/** A line, and how much room what stands on it takes; there may be several between the same two. */
export interface LineSize extends Ends {
	label: { width: number; height: number };
}

/** A line as it lies: an SVG's path, where it begins and where its arrowhead, which way that points, and its label. */
export interface SmallLine<Line extends LineSize> {
	line: Line;
	path: string;
	start: Point;
	end: Point;
	/** In degrees: 0 is to the right, 90 down. */
	turn: number;
	label: Box;
}

/** A small chain laid out. Nodes and lines beyond the bounds are in none of its lists. */
export interface SmallLayout<Line extends LineSize> {
	width: number;
	height: number;
	/** From top to bottom; else from left to right. */
	isDown: boolean;
	boxes: Map<string, Box>;
	lines: SmallLine<Line>[];
}

/** The most nodes and lines that are laid out, whoever asks. */
export const BOUNDS = { nodes: 12, lines: 32 };
/** The height of a node, and how long an arrowhead is, in pixels. */
const NODE_HEIGHT = 46;
const HEAD = 10;
/** Nodes of one rank from left to right, and between two of them from top to bottom. */
const MOST_BESIDE = 5;
const NODE_GAP = 18;
/** Of a line that passes a rank, how much room it has there; and the least between two ranks. */
const PASSING = 16;
const LEAST_GAP = 40;
const MARGIN = 6;

/**
 * Lays out a small chain in ranks, from left to right where that has room and from top to bottom where not. Nothing
 * overlaps, whatever is given; unknown ends, lines to oneself and what is beyond the bounds are left out. Cost: the lines.
 * @param room how wide it may be, in pixels; what is still wider has to be scrolled
 */
export function smallLayout<Line extends LineSize>(
	nodes: readonly NodeSize[],
	lines: readonly Line[],
	room: number
): SmallLayout<Line> {
	const kept = [...new Map(nodes.slice(0, BOUNDS.nodes).map((node) => [node.id, node])).values()];
	const known = new Set(kept.map(({ id }) => id));
	const between = lines.filter(({ from, to }) => from !== to && known.has(from) && known.has(to));
	const some = between.slice(0, BOUNDS.lines);
	const across = arranged(kept, some, MOST_BESIDE, false);
	if (across.width <= room || kept.length < 2) return across;
	const widest = Math.max(...kept.map(({ width }) => width));
	const beside = Math.floor((room - 2 * MARGIN + NODE_GAP) / (widest + NODE_GAP));
	return arranged(kept, some, Math.max(1, beside), true);
}

function arranged<Line extends LineSize>(
	nodes: readonly NodeSize[],
	lines: readonly Line[],
	capacity: number,
	isDown: boolean
): SmallLayout<Line> {
	const firstOnes = new Set(nodes.filter(({ isFirst }) => isFirst).map(({ id }) => id));
	const ids = nodes.map(({ id }) => id);
	const { ranks, isBack } = ranksOf(ids, lines, firstOnes, capacity);
	const rankOf = new Map(ranks.flatMap((rank, at) => rank.map((id) => [id, at] as const)));
	const slots = slotsOf(nodes, ranks, isDown);

	// From the earlier rank to the later one; those between are passed.
	const ways = lines.map((line, at) => {
		const [upper, lower] = isBack(line) ? [line.to, line.from] : [line.from, line.to];
		const way = [upper];
		for (let rank = rankOf.get(upper)! + 1; rank < rankOf.get(lower)!; rank++) {
			const id = `${at} ${rank}`;
			slots[rank]!.push({ id, at: 0, along: 0, across: PASSING });
			way.push(id);
		}
		return [...way, lower];
	});
	placeSlots(
		slots,
		ways.flatMap((way) => way.slice(1).map((to, at): Stretch => ({ from: way[at]!, to })))
	);
	const acrossOf = portsOf(ways, new Map(slots.flat().map((slot) => [slot.id, slot])));

	// What stands on a line stands after its earlier node.
	const sizes = lines.map(({ label: { width, height } }) =>
		isDown ? { along: height, across: width } : { along: width, across: height }
	);
	const middles: Point[] = [];
	const begins: number[] = [];
	const depths = slots.map((rank) => Math.max(0, ...rank.map(({ along }) => along)));
	let along = MARGIN;
	for (const [rank, depth] of depths.entries()) {
		begins.push(along);
		along += depth;
		if (rank === depths.length - 1) break;
		const here = lines.flatMap((_, at) => (rankOf.get(ways[at]![0]!) === rank ? [at] : []));
		const gap = labelColumns(
			here.map((at) => ({ ...sizes[at]!, from: acrossOf[at]![0]!, to: acrossOf[at]![1]! })),
			isDown ? 18 : 22
		);
		const length = Math.max(LEAST_GAP, gap.length);
		for (const [index, at] of here.entries()) {
			const { along: middle, across } = gap.middles[index]!;
			middles[at] = { x: along + (middle * length) / gap.length, y: across };
		}
		along += length;
	}

	const least = Math.min(
		...slots.flat().map(({ at }) => at),
		...middles.map(({ y }, at) => y - sizes[at]!.across / 2)
	);
	const most = Math.max(
		...slots.flat().map(({ at, across }) => at + across),
		...middles.map(({ y }, at) => y + sizes[at]!.across / 2)
	);
	const pointAt = (alongAt: number, across: number): Point => {
		const shifted = across - least + MARGIN;
		return isDown ? { x: shifted, y: alongAt } : { x: alongAt, y: shifted };
	};
	const boxes = new Map<string, Box>();
	for (const [rank, list] of slots.entries())
		for (const { id, at, along: long, across } of list)
			if (rankOf.has(id))
				boxes.set(id, {
					...pointAt(begins[rank]!, at),
					...(isDown ? { width: across, height: long } : { width: long, height: across })
				});
	const placed = lines.map((line, at): SmallLine<Line> => {
		const firstRank = rankOf.get(ways[at]![0]!)!;
		const points = acrossOf[at]!.flatMap((across, step, all) => {
			const begin = begins[firstRank + step]!;
			// The arrowhead lies before the node that it points at.
			const enters = begin - (step === all.length - 1 && !isBack(line) ? HEAD : 0);
			const leaves = begin + depths[firstRank + step]! + (step === 0 && isBack(line) ? HEAD : 0);
			return [
				...(step > 0 ? [pointAt(enters, across)] : []),
				...(step < all.length - 1 ? [pointAt(leaves, across)] : [])
			];
		});
		if (isBack(line)) points.reverse();
		const middle = pointAt(middles[at]!.x, middles[at]!.y);
		const { width, height } = line.label;
		return {
			...{ line, path: pathThrough(points, isDown), start: points[0]!, end: points.at(-1)! },
			turn: (isDown ? 90 : 0) + (isBack(line) ? 180 : 0),
			label: { x: middle.x - width / 2, y: middle.y - height / 2, width, height }
		};
	});
	const whole = isDown
		? { width: most - least + 2 * MARGIN, height: along + MARGIN }
		: { width: along + MARGIN, height: most - least + 2 * MARGIN };
	return { width: Math.ceil(whole.width), height: Math.ceil(whole.height), isDown, boxes, lines: placed };
}

/** The nodes of each rank, those that stand below each other equally wide. */
function slotsOf(nodes: readonly NodeSize[], ranks: readonly string[][], isDown: boolean): Slot[][] {
	const widths = new Map(nodes.map(({ id, width }) => [id, width]));
	const widest = (some: readonly string[]) => Math.max(...some.map((id) => widths.get(id)!));
	const all = widest([...widths.keys()]);
	return ranks.map((rank) =>
		rank.map((id): Slot => {
			const size = isDown
				? { along: NODE_HEIGHT, across: all }
				: { along: widest(rank), across: NODE_HEIGHT };
			return { id, at: 0, ...size };
		})
	);
}

/** Where across each way is at each of its ranks: at a node beside others, in the order of where they lead. */
function portsOf(ways: readonly string[][], slots: ReadonlyMap<string, Slot>): number[][] {
	const across = ways.map((way) => way.map((id) => slots.get(id)!.at + slots.get(id)!.across / 2));
	const sides = new Map<string, { at: number; step: number; far: number }[]>();
	const put = (side: string, at: number, step: number, far: number) =>
		getOrInsertComputed(sides, side, (): { at: number; step: number; far: number }[] => []).push({
			...{ at, step, far: across[at]![far]! }
		});
	for (const [at, way] of ways.entries()) {
		put(`out ${way[0]!}`, at, 0, 1);
		put(`in ${way.at(-1)!}`, at, way.length - 1, way.length - 2);
	}
	const ported = across.map((each) => [...each]);
	for (const side of sides.values()) {
		side.sort((one, other) => one.far - other.far);
		for (const [index, { at, step }] of side.entries()) {
			const slot = slots.get(ways[at]![step]!)!;
			ported[at]![step] = slot.at + 4 + ((slot.across - 8) * (index + 0.5)) / side.length;
		}
	}
	return ported;
}

/** Curves and straight parts in turn: a curve from each rank to the next, straight on where one is passed. */
function pathThrough(points: readonly Point[], isDown: boolean): string {
	const textOf = ({ x, y }: Point) => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
	let path = `M${textOf(points[0]!)}`;
	for (const [at, to] of points.entries()) {
		if (at === 0) continue;
		const from = points[at - 1]!;
		const half = isDown ? (from.y + to.y) / 2 : (from.x + to.x) / 2;
		if (at % 2 === 0) path += `L${textOf(to)}`;
		else if (isDown)
			path += `C${textOf({ x: from.x, y: half })} ${textOf({ x: to.x, y: half })} ${textOf(to)}`;
		else path += `C${textOf({ x: half, y: from.y })} ${textOf({ x: half, y: to.y })} ${textOf(to)}`;
	}
	return path;
}
