/** Small chains, laid out: nothing over anything else, and within bounds, whatever is given. */
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { runs } from '../seeds';
import {
	BOUNDS,
	type LineSize,
	type NodeSize,
	smallLayout,
	type SmallLayout
} from '$lib/ui/diagrams/layered-layout';
import type { Box } from '$lib/ui/diagrams/rectangle';
import { labelColumns } from '$lib/ui/diagrams/label-placement';

const node = (id: string, width = 130, isFirst = false): NodeSize => ({ id, width, isFirst });
const line = (from: string, to: string, width = 32): LineSize => ({ from, to, label: { width, height: 30 } });

const boxesOf = ({ boxes, lines }: SmallLayout<LineSize>): Box[] => [
	...boxes.values(),
	...lines.map(({ label }) => label)
];

const overlaps = (boxes: readonly Box[]): number =>
	boxes.flatMap((one, at) =>
		boxes
			.slice(at + 1)
			.filter(
				(other) =>
					one.x < other.x + other.width &&
					other.x < one.x + one.width &&
					one.y < other.y + other.height &&
					other.y < one.y + one.height
			)
	).length;

const isWithin = ({ width, height }: SmallLayout<LineSize>, { x, y, ...box }: Box): boolean =>
	x >= 0 && y >= 0 && x + box.width <= width && y + box.height <= height;

describe('a small chain', () => {
	test('reads from left to right where there is room, and from top to bottom where not', () => {
		const nodes = [node('owner', 140, true), node('middle', 196), node('end', 118)];
		const lines = [line('owner', 'middle', 48), line('middle', 'end')];
		const wide = smallLayout(nodes, lines, 700);
		expect(wide.isDown).toBe(false);
		expect(wide.width).toBeLessThanOrEqual(700);
		const [owner, middle, end] = ['owner', 'middle', 'end'].map((id) => wide.boxes.get(id)!);
		expect(owner!.y).toBe(middle!.y);
		expect(middle!.x).toBeGreaterThan(owner!.x + owner!.width);
		expect(end!.x).toBeGreaterThan(middle!.x + middle!.width);
		expect(wide.lines.map(({ turn }) => turn)).toEqual([0, 0]);

		const narrow = smallLayout(nodes, lines, 320);
		expect(narrow.isDown).toBe(true);
		expect(narrow.width).toBeLessThanOrEqual(320);
		const tops = ['owner', 'middle', 'end'].map((id) => narrow.boxes.get(id)!.y);
		expect(tops).toEqual(tops.toSorted((one, other) => one - other));
		expect(narrow.lines.map(({ turn }) => turn)).toEqual([90, 90]);
	});

	test('draws two kinds between the same two as two lines, their labels beside each other', () => {
		const { lines } = smallLayout([node('a'), node('b')], [line('a', 'b'), line('a', 'b', 48)], 900);
		const [one, other] = lines;
		expect(one!.start.y).not.toBe(other!.start.y);
		expect(one!.path).not.toBe(other!.path);
		expect(overlaps(lines.map(({ label }) => label))).toBe(0);
		expect(one!.label.x).toBeLessThan(other!.label.x);
	});

	test('begins with the owner though something leads back to it, and turns that line round', () => {
		const { boxes, lines } = smallLayout(
			[node('b'), node('owner', 130, true), node('a')],
			[line('owner', 'a'), line('a', 'b'), line('b', 'owner'), line('b', 'a')],
			2_000
		);
		const left = (id: string) => boxes.get(id)!.x;
		expect(left('owner')).toBeLessThan(left('a'));
		expect(left('a')).toBeLessThan(left('b'));
		const back = lines.find(({ line: each }) => each.from === 'b' && each.to === 'owner')!;
		expect(back.turn).toBe(180);
		expect(back.start.x).toBeGreaterThan(back.end.x);
	});

	test('of cycles without a beginning stands somewhere', () => {
		const ring = ['a', 'b', 'c', 'd'];
		const layout = smallLayout(
			ring.map((id) => node(id)),
			ring.map((id, at) => line(id, ring[(at + 1) % 4]!)),
			600
		);
		expect(layout.boxes.size).toBe(4);
		expect(layout.lines).toHaveLength(4);
		expect(overlaps(boxesOf(layout))).toBe(0);
	});

	test('leaves out unknown ends and lines to oneself, and of ten thousand lines all beyond its bounds', () => {
		expect(
			smallLayout([node('a'), node('b')], [line('a', 'a'), line('a', 'x'), line('a', 'b')], 500).lines
		).toHaveLength(1);
		const nodes = Array.from({ length: 200 }, (_, at) => node(`n${at}`));
		const lines = Array.from({ length: 10_000 }, (_, at) => line(`n${at % 97}`, `n${(at * 31) % 89}`));
		for (const room of [340, 1_200]) {
			const layout = smallLayout(nodes, lines, room);
			expect(layout.boxes.size).toBe(BOUNDS.nodes);
			expect(layout.lines.length).toBeLessThanOrEqual(BOUNDS.lines);
			expect(overlaps(boxesOf(layout))).toBe(0);
		}
		expect(smallLayout([], [], 500).boxes.size).toBe(0);
		expect(smallLayout([node('a')], [], 10).boxes.size).toBe(1);
	});

	test('has nothing over anything else, and nothing outside, whatever leads where', () => {
		const sizes = fc.array(fc.integer({ min: 60, max: 240 }), { minLength: 1, maxLength: 14 });
		const ends = fc.tuple(fc.nat(14), fc.nat(14), fc.integer({ min: 20, max: 180 }));
		fc.assert(
			fc.property(
				sizes,
				fc.array(ends, { maxLength: 40 }),
				fc.constantFrom(320, 640, 1_100),
				(widths, all, room) => {
					const layout = smallLayout(
						widths.map((width, at) => node(`n${at}`, width, at === 0)),
						all.map(([from, to, width]) => line(`n${from}`, `n${to}`, width)),
						room
					);
					const boxes = boxesOf(layout);
					expect(overlaps(boxes)).toBe(0);
					for (const box of boxes) expect(isWithin(layout, box)).toBe(true);
					for (const { path } of layout.lines) expect(path).toMatch(/^M[\d.-]+ [\d.-]+([CL][\d. -]+)+$/);
				}
			),
			{ numRuns: runs(100) }
		);
	});
});

test('labels of one gap stand in one column where they are apart, and in as many as they need where not', () => {
	const apart = labelColumns(
		[
			{ along: 32, across: 30, from: 100, to: 20 },
			{ along: 32, across: 30, from: 100, to: 180 }
		],
		14
	);
	expect(apart.middles.map(({ along }) => along)).toEqual([30, 30]);
	const { middles, length } = labelColumns(
		[
			{ along: 32, across: 30, from: 50, to: 50 },
			{ along: 32, across: 30, from: 60, to: 60 }
		],
		14
	);
	const [first, second] = middles.map(({ along }) => along / length);
	expect(first).toBeCloseTo(1 - second!);
	expect(first).toBeGreaterThan(0.25);
	expect(first).toBeLessThan(0.4);
});
