import { describe, expect, test } from 'vitest';
import { emptySnapshot } from '$lib/domain/snapshot';
import { edgeLabel } from '$lib/ui/chains/edge-label';
import { type Drawn, drawing } from '$lib/ui/chains/drawing';
import { isInSight, highlightedAt } from '$lib/ui/chains/folds';
import { Layouts, scaleIn } from '$lib/ui/chains/fitting-layout';
import { arrangements, type Layout, layoutOf } from '$lib/ui/chains/layout';
import type { Box } from '$lib/ui/diagrams/rectangle';
import { nextInDirection } from '$lib/ui/chains/keyboard-navigation';
import type { ChainEdge, ChainNode } from '$lib/views/chains/chains';
import { type VisibleChain, visibleChain } from '$lib/views/chains/visible-chain';
import { grant, manyPartners, node } from '../views/drawn-chain';

const shownOf = (nodes: ChainNode[], edges: ChainEdge[]): VisibleChain =>
	visibleChain(
		{ nodes, edges, products: [] },
		{
			...{ collapsed: new Set(), isOpened: () => false, portionOf: () => Infinity },
			kept: new Set(nodes.map(({ id }) => id))
		}
	);

const laidOut = (shown: VisibleChain) => layoutOf(shown, (edge) => edgeLabel(edge, false));

const labelsIn = ({ edges }: Layout) => edges.flatMap(({ lines }) => lines.map(({ label }) => label));

const overlap = (one: Box, other: Box) =>
	one.x < other.x + other.width &&
	other.x < one.x + one.width &&
	one.y < other.y + other.height &&
	other.y < one.y + one.height;

const overlaps = (boxes: Box[]) =>
	boxes.flatMap((one, at) => boxes.slice(at + 1).filter((other) => overlap(one, other))).length;

/** Forty factories below an owner, four more below each: 201 organizations. */
function large(): VisibleChain {
	const nodes = [node('owner', true, 'Owner')];
	const edges: ChainEdge[] = [];
	for (let at = 0; at < 40; at++) {
		nodes.push(node(`f${at}`));
		edges.push(grant('owner', `f${at}`));
		for (let below = 0; below < 4; below++) {
			nodes.push(node(`f${at}-${below}`));
			edges.push(grant(`f${at}`, `f${at}-${below}`));
		}
	}
	return shownOf(nodes, edges);
}

describe('a layout', () => {
	test('is the same for a picture that is shown again, and another for one that differs in what it has to show', () => {
		const [nodes, edges] = [[node('owner', true, 'Owner'), node('a'), node('b')], [grant('owner', 'a')]];
		const before = laidOut(shownOf(nodes, edges));
		expect(laidOut(shownOf(nodes, [grant('owner', 'a')]))).toEqual(before);
		const after = laidOut(shownOf(nodes, [...edges, grant('a', 'b')]));
		expect(after.edges).toHaveLength(2);
		expect(after.boxes).not.toEqual(before.boxes);
		const down = layoutOf(shownOf(nodes, edges), (edge) => edgeLabel(edge, false), arrangements.down);
		expect(down.boxes).not.toEqual(before.boxes);
		const wide = layoutOf(shownOf(nodes, edges), (edge) => ({ ...edgeLabel(edge, false), width: 300 }));
		expect(wide.width).toBeGreaterThan(before.width);
	});

	test('of two hundred organizations has room for each of them and for what stands on the edges', () => {
		const layout = laidOut(large());
		expect(layout.boxes.size).toBe(201);
		expect(overlaps([...layout.boxes.values(), ...labelsIn(layout)])).toBe(0);
	});

	test('begins with the owner at the left, whatever leads back to it and whatever nothing feeds', () => {
		const shown = shownOf(
			[node('a'), node('b'), node('owner', true, 'Owner'), node('asleep')],
			[grant('a', 'b'), grant('owner', 'a'), grant('b', 'owner'), grant('b', 'a'), grant('asleep', 'b', 1, 1)]
		);
		const { boxes, edges } = laidOut(shown);
		const left = Math.min(...[...boxes.values()].map(({ x }) => x));
		expect([...boxes].filter(([, box]) => box.x === left).map(([id]) => id)).toEqual(['owner']);
		for (const { path } of edges.flatMap(({ lines }) => lines)) expect(path).not.toMatch(/NaN|undefined/);
	});

	test('draws two kinds between the same two as two lines, each through its own label, whichever way it goes', () => {
		const both = grant('owner', 'a');
		both.parts.push({ ...both.parts[0]!, permission: 'view-logs', passesOn: 0, dormantPassesOn: 0 });
		const shown = shownOf([node('owner', true), node('a'), node('b')], [both, grant('owner', 'b', 2, 1)]);
		for (const arrangement of Object.values(arrangements)) {
			const { isDown } = arrangement;
			const layout = layoutOf(shown, (edge) => edgeLabel(edge, true), arrangement);
			const [owner, a] = ['owner', 'a'].map((id) => layout.boxes.get(id)!);
			if (isDown) expect(a!.y).toBeGreaterThan(owner!.y + owner!.height);
			else expect(a!.x).toBeGreaterThan(owner!.x + owner!.width);
			const [first, second] = layout.edges;
			expect(first!.lines.map(({ kind }) => kind)).toEqual(['develop', 'purchase']);
			expect(new Set(first!.lines.map(({ path }) => path)).size).toBe(2);
			expect(second!.lines[0]).toMatchObject({
				state: 'partly',
				chips: [{ count: 1 }, { state: 'dormant' }]
			});
			expect(overlaps([...layout.boxes.values(), ...labelsIn(layout)])).toBe(0);
		}
	});

	test('is arranged so that all of it is in sight at a size that can be read, in every window', () => {
		const ids = ['owner', 'a', 'b', 'c'];
		const links = ids.slice(1).map((id, at) => grant(ids[at]!, id, 2, 1));
		const shown = shownOf(
			ids.map((id) => node(id, id === 'owner')),
			links
		);
		const arranged = (width: number, height: number, widthBeside = width, isDown = false) => {
			const room = { width, height, widthBeside, isDown };
			const layout = new Layouts(shown, (edge) => edgeLabel(edge, true)).fitting(room);
			expect(scaleIn(layout, room)).toBeGreaterThanOrEqual(1);
			return layout.arrangement;
		};
		const { across, narrowAcross, down, shortDown } = arrangements;
		expect(arranged(1_500, 700)).toBe(across);
		// A selection does not turn it round.
		expect(arranged(1_500, 700, 1_200)).toBe(narrowAcross);
		expect(arranged(1_200, 700, 1_200)).toBe(narrowAcross);
		expect(arranged(1_200, 700, 700)).toBe(down);
		expect(arranged(1_200, 400, 700)).toBe(narrowAcross);
		expect(arranged(700, 700)).toBe(down);
		expect(arranged(390, 430, 390, true)).toBe(shortDown);
		expect(arranged(1_500, 700, 1_500, true)).toBe(down);
	});

	test('is made once for each arrangement, in however many rooms, and once where the room is not known yet', () => {
		const shown = shownOf([node('owner', true), node('a')], [grant('owner', 'a')]);
		let labels = 0;
		const layouts = new Layouts(shown, (edge) => {
			labels += 1;
			return edgeLabel(edge, true);
		});
		const arranged = (width: number, height: number) =>
			layouts.fitting({ width, height, widthBeside: width, isDown: false });
		expect(arranged(0, 0).arrangement).toBe(arrangements.across);
		const once = labels;
		expect(arranged(300, 0)).toBe(arranged(0, 0));
		expect(labels).toBe(once);
		const nowhere = arranged(100, 100);
		expect(nowhere.boxes.size).toBe(2);
		expect(labels).toBe(once * Object.keys(arrangements).length);
		for (const width of [0, 101, 150]) arranged(width, 100);
		expect(arranged(100, 101)).toBe(nowhere);
		expect(labels).toBe(once * Object.keys(arrangements).length);
	});

	test('is walked by the arrow keys: along grants, and within a layer', () => {
		const shown = shownOf(
			[node('owner', true, 'Owner'), node('a'), node('b'), node('c')],
			[grant('owner', 'a'), grant('owner', 'b'), grant('b', 'c')]
		);
		const layout = laidOut(shown);
		expect(nextInDirection('ArrowRight', 'b', layout)).toBe('c');
		expect(nextInDirection('ArrowLeft', 'c', layout)).toBe('b');
		const [upper, lower] = ['a', 'b'].sort(
			(one, other) => layout.boxes.get(one)!.y - layout.boxes.get(other)!.y
		);
		expect(nextInDirection('ArrowDown', upper!, layout)).toBe(lower);
		expect(nextInDirection('ArrowUp', lower!, layout)).toBe(upper);
		expect(nextInDirection('ArrowRight', 'c', layout)).toBeUndefined();
		expect(nextInDirection('Home', 'c', layout)).toBe('owner');
		expect(nextInDirection('x', 'c', layout)).toBeUndefined();
		const down = layoutOf(shown, (edge) => edgeLabel(edge, false), arrangements.down);
		expect(nextInDirection('ArrowDown', 'b', down)).toBe('c');
		expect(nextInDirection('ArrowUp', 'c', down)).toBe('b');
		const [left, right] = ['a', 'b'].sort((one, other) => down.boxes.get(one)!.x - down.boxes.get(other)!.x);
		expect(nextInDirection('ArrowRight', left!, down)).toBe(right);
	});
});

describe('the picture as a file', () => {
	const drawn = (shown: VisibleChain): Drawn => ({
		...{ shown, layout: laidOut(shown), spans: false, actor: 'a' },
		words: {
			...{
				title: 'Chains of <b>"Lamp"</b> & co',
				kind: (kind) => kind,
				acting: 'Acting',
				dormant: 'd',
				redundant: 'r',
				passOn: 'p'
			},
			node: () => 'Purchase',
			bundle: ({ members }) => `${members.length} organizations`,
			bundled: (names) => names.join(', '),
			hidden: (count) => `+${count}`
		},
		measure: (text, size) => text.length * size * 0.6
	});

	test('holds every name as text, whatever it is', () => {
		const evil = '</text><script>alert(1)</script>\u0000\u202e&amp;"\'';
		const svg = drawing(drawn(shownOf([node('owner', true, evil), node('a')], [grant('owner', 'a')])));
		for (const foreign of ['<script', '<b>', '\u0000', '\u202e']) expect(svg).not.toContain(foreign);
		expect(svg).toContain('Chains of &#60;b&#62;&#34;Lamp&#34;&#60;/b&#62; &#38; co');
		// Every element that is opened is closed.
		const opened = [...svg.matchAll(/<(\w+)[^>]*[^/]>|<(\w+)>/g)].length;
		expect([...svg.matchAll(/<\/\w+>/g)].length).toBe(opened);
	});

	test('cuts a long name where its node ends, and marks who acts', () => {
		const long = 'A name that goes on and on and on beyond any node that there is';
		const svg = drawing(drawn(shownOf([node('owner', true, long), node('a')], [grant('owner', 'a')])));
		expect(svg).toMatch(/>A name that [^<]*…</);
		expect(svg).toContain('>Acting<');
	});

	test('is as wide as what it says of how to read it', () => {
		const small = drawn(shownOf([node('owner', true), node('a')], [grant('owner', 'a')]));
		const widthOf = (svg: string) => Number(/ width="(\d+)"/.exec(svg)![1]);
		const passOn = 'May be passed on to third parties, and by those to others '.repeat(2);
		expect(widthOf(drawing({ ...small, words: { ...small.words, passOn } }))).toBeGreaterThan(
			small.measure(passOn, 11, 400)
		);
	});

	test('says how to read it in more lines where it is narrow, and grows by them', () => {
		const small = drawn(shownOf([node('owner', true), node('a')], [grant('owner', 'a')]));
		const sizeOf = (words: Partial<Drawn['words']>) => {
			const svg = drawing({ ...small, words: { ...small.words, ...words } });
			return { width: / width="(\d+)"/.exec(svg)![1], height: Number(/ height="(\d+)"/.exec(svg)![1]) };
		};
		const [short, long] = [
			sizeOf({}),
			sizeOf({ dormant: 'Dormant: '.repeat(4), redundant: 'Redundant: '.repeat(4) })
		];
		expect(long.width).toBe(short.width);
		expect(long.height).toBeGreaterThan(short.height);
	});
});

test('what is pointed at lights its paths; an edge, and the rest of some grantees, only their ends', () => {
	const chain = manyPartners(8);
	const shown = visibleChain(chain, {
		...{ collapsed: new Set(), isOpened: () => false, portionOf: () => 2, kept: new Set() }
	});
	const highlighted = (at: string) => [...highlightedAt(emptySnapshot(), chain, shown, at)].sort();
	expect(highlighted('rest~owner')).toEqual(['owner', 'owner rest~owner', 'rest~owner']);
	expect(highlighted('owner p1')).toEqual(['owner', 'owner p1', 'p1']);
	expect(isInSight(shown, 'rest~owner')).toBe(true);
	expect(isInSight(shown, 'p5')).toBe(false);
});
