/** What stands on a line in the gap between two ranks: its size, and where across the line begins and ends there. */
export interface GapLabel {
	along: number;
	across: number;
	from: number;
	to: number;
}

/** Where the middle of each label is, in their order, from the beginning of the gap on; and how long the gap has to be. */
export interface LabelColumns {
	middles: { along: number; across: number }[];
	length: number;
}

/** Between two labels of one column, in pixels. */
const APART = 4;

/** How far across a curve is, from 0 to 1, that leaves and arrives level, once it is so far along. */
function curveAt(along: number): number {
	let [low, high] = [0, 1];
	for (let halving = 0; halving < 20; halving++) {
		const s = (low + high) / 2;
		if (1.5 * s * (1 - s) + s ** 3 < along) low = s;
		else high = s;
	}
	return low * low * (3 - 2 * low);
}

/**
 * Puts labels on their lines, in as few columns as they take to be clear of each other: one stands in the middle, two
 * between the same two at a third and two thirds. Cost: at most the cube of their number.
 * @param gap what is free before, between and after columns, in pixels
 */
export function labelColumns(labels: readonly GapLabel[], gap: number): LabelColumns {
	const widest = Math.max(0, ...labels.map(({ along }) => along));
	for (let count = 1; ; count++) {
		const length = count * widest + (count + 1) * gap;
		const columns = Array.from({ length: count }, (_, at) => gap + widest / 2 + at * (widest + gap));
		const nearest = columns.toSorted(
			(one, other) => Math.abs(one - length / 2) - Math.abs(other - length / 2)
		);
		const taken = new Map<number, { from: number; to: number }[]>(columns.map((along) => [along, []]));
		const middles: LabelColumns['middles'] = [];
		for (const { across, from, to } of labels) {
			for (const along of nearest) {
				const middle = from + (to - from) * curveAt(along / length);
				const own = { from: middle - across / 2, to: middle + across / 2 };
				const others = taken.get(along)!;
				if (others.some((other) => own.from < other.to + APART && other.from < own.to + APART)) continue;
				others.push(own);
				middles.push({ along, across: middle });
				break;
			}
		}
		if (middles.length === labels.length || count > labels.length) return { middles, length };
	}
}
