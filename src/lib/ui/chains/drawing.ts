import { type Kind, kinds } from '$lib/domain/permissions/permissions';
import type { ChainNode, EdgeState } from '$lib/views/chains/chains';
import type { Bundle } from '$lib/views/chains/bundles';
import type { VisibleChain } from '$lib/views/chains/visible-chain';
import type { Box } from '../diagrams/rectangle';
import { initials } from '../kit/text/initials';
import { lettersOn, safeColour } from '../kit/organization-colour';
import { cut, plainText } from '../kit/text/plain-text';
import { drawnChip } from './drawn-chip';
import { chipWidth, LABEL } from './edge-label';
import type { Layout, PlacedLine } from './layout';
import { ACCENT, escaped, INK, tag } from './svg-text';

/** What is drawn, with all its words: the drawing chooses none. */
export interface Drawn {
	shown: VisibleChain;
	layout: Layout;
	spans: boolean;
	actor: string;
	words: {
		title: string;
		acting: string;
		/** What a node says below its name. */
		node: (node: ChainNode) => string;
		bundle: (bundle: Bundle) => string;
		bundled: (names: string[]) => string;
		hidden: (count: number) => string;
		/** How to read the lines and the sign. */
		kind: (kind: Kind) => string;
		dormant: string;
		redundant: string;
		passOn: string;
	};
	/** How wide a text is, in pixels: the page asks its canvas. */
	measure: (text: string, size: number, weight: number) => number;
}

const HEAD = 44;
const FOOT = 36;
/** Beside the title and the legend, and from one line of the legend to the next. */
const MARGIN = 24;
const LEGEND_LINE = 22;
/** However narrow the chains are. */
const LEAST_WIDTH = 320;
const DASHES: Partial<Record<EdgeState, string>> = {
	partly: '14 4',
	dormant: '7 5',
	redundant: '1 4'
};

/** The picture as an SVG of its own: nothing in it is taken from the page, and nothing in it needs it. */
export function drawing(drawn: Drawn): string {
	const { layout, shown, words } = drawn;
	const room = Math.max(LEAST_WIDTH, layout.width);
	const foot = legend(drawn, Math.ceil(layout.height) + HEAD, room);
	const width = Math.ceil(Math.max(room, foot.width));
	const height = foot.end;
	const bundles = shown.bundles.map((bundle) => bundleIn(drawn, layout.boxes.get(bundle.id)!, bundle));
	const content = [
		tag('title', {}, escaped(words.title)),
		tag(
			'defs',
			{},
			(['develop', 'purchase', 'dormant'] as const)
				.map((of) =>
					tag('marker', { id: `head-${of}`, ...arrowhead }, tag('path', { d: ARROWHEAD, fill: INK[of] }))
				)
				.join('')
		),
		tag('rect', { width, height, fill: INK.paper }),
		text(cutTo(drawn, words.title, 16, 600, width - 2 * MARGIN), { x: MARGIN, y: 30, size: 16, weight: 600 }),
		tag(
			'g',
			{ transform: `translate(0 ${HEAD})` },
			[
				...layout.edges.flatMap(({ lines }) => lines.map(drawnLine)),
				...layout.edges.flatMap(({ lines }) => lines.map(drawnLabel)),
				...bundles,
				...shown.nodes.map((node) => nodeIn(drawn, layout.boxes.get(node.id)!, node))
			].join('')
		),
		foot.content
	];
	return tag(
		'svg',
		{
			...{ xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}` },
			...{
				role: 'img',
				'font-family': 'system-ui, "Noto Sans", "PingFang SC", "Microsoft YaHei", sans-serif'
			}
		},
		content.join('')
	);
}

/** The attributes of the marker that draws an arrow's head. */
export const arrowhead = {
	...{ viewBox: '0 0 10 11', refX: 1, refY: 5.5 },
	...{ markerWidth: 10, markerHeight: 11, markerUnits: 'userSpaceOnUse', orient: 'auto' }
} as const;
/** The path of an arrow's head. */
export const ARROWHEAD = 'M0 0L10 5.5L0 11z';
/** Where a line begins: a square for develop, a dot for purchase. */
export const startMark: Record<Kind, string> = {
	develop: 'M-4-4h8v8h-8z',
	purchase: 'M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z'
};

interface Type {
	x: number;
	y: number;
	size: number;
	weight?: number;
	fill?: string;
	anchor?: 'middle';
}

const text = (content: string, { x, y, size, weight, fill = INK.text, anchor }: Type): string =>
	tag(
		'text',
		{
			...{ x, y, fill, 'font-size': size, 'font-weight': weight, 'text-anchor': anchor }
		},
		escaped(content)
	);

/** As much of a text as fits, with an ellipsis where that is not all. */
function cutTo({ measure }: Drawn, content: string, size: number, weight: number, width: number): string {
	const whole = [...cut(plainText(content), 200)];
	if (measure(whole.join(''), size, weight) <= width) return whole.join('');
	let [fits, tooMany] = [0, whole.length];
	while (fits + 1 < tooMany) {
		const half = (fits + tooMany) >> 1;
		if (measure(`${whole.slice(0, half).join('')}…`, size, weight) <= width) fits = half;
		else tooMany = half;
	}
	return `${whole.slice(0, fits).join('')}…`;
}

const hueOf = ({ kind, state }: PlacedLine) => (state === 'dormant' ? state : kind);

const drawnLine = (line: PlacedLine): string =>
	tag('path', {
		...{ d: line.path, fill: 'none', stroke: INK[hueOf(line)], 'stroke-width': 2 },
		...{ 'stroke-dasharray': DASHES[line.state], 'marker-end': `url(#head-${hueOf(line)})` }
	}) +
	tag('path', {
		...{ d: startMark[line.kind], fill: INK[hueOf(line)] },
		transform: `translate(${line.start.x} ${line.start.y})`
	});

function drawnLabel({ label: { x, y, width, height }, chips }: PlacedLine): string {
	const paper = tag('rect', { width, height, rx: 8, fill: INK.paper, stroke: INK.hair });
	let at = LABEL.pad;
	const drawn = chips.map((chip) => {
		const from = at;
		at += chipWidth(chip) + LABEL.gap;
		return drawnChip(chip, from, (height - LABEL.chip) / 2);
	});
	return tag('g', { transform: `translate(${x} ${y})` }, [paper, ...drawn].join(''));
}

function nodeIn(drawn: Drawn, box: Box, node: VisibleChain['nodes'][number]): string {
	const isActing = node.id === drawn.actor;
	const colour = safeColour(node.party.colour);
	const room = box.width - 54;
	const frame = tag('rect', {
		...{ width: box.width, height: box.height, rx: 6, fill: isActing ? ACCENT.soft : INK.paper },
		...{ stroke: isActing ? ACCENT.line : INK.line, 'stroke-dasharray': node.held === 0 ? '4 3' : undefined }
	});
	const parts = [
		frame,
		tag('rect', { x: 10, y: box.height / 2 - 11, width: 22, height: 22, rx: 5, fill: colour }),
		text(initials(node.party.name), {
			...{ x: 21, y: box.height / 2 + 3.5, size: 10, weight: 650, fill: lettersOn(colour) },
			anchor: 'middle'
		}),
		text(cutTo(drawn, node.party.name, 13, 500, room), { x: 40, y: 25, size: 13, weight: 500 }),
		text(cutTo(drawn, drawn.words.node(node), 12, 400, room), { x: 40, y: 42, size: 12, fill: INK.muted })
	];
	if (isActing) parts.push(pill(drawn, drawn.words.acting, 8, -10, ACCENT.line, ACCENT.on));
	if (node.hidden > 0)
		parts.push(
			pill(drawn, drawn.words.hidden(node.hidden), box.width - 24, box.height - 8, INK.muted, INK.paper)
		);
	return tag('g', { transform: `translate(${box.x} ${box.y})` }, parts.join(''));
}

const pill = (drawn: Drawn, label: string, x: number, y: number, fill: string, ink: string): string =>
	tag('rect', { x, y, width: drawn.measure(label, 12, 500) + 10, height: 17, rx: 4, fill }) +
	text(label, { x: x + 5, y: y + 12.5, size: 12, weight: 500, fill: ink });

function bundleIn(drawn: Drawn, box: Box, bundle: Bundle): string {
	const room = box.width - 24;
	const card = (by: number) =>
		tag('rect', {
			...{ x: by, y: by, width: box.width, height: box.height, rx: 6, fill: INK.paper, stroke: INK.line }
		});
	const names = drawn.words.bundled(bundle.members.map(({ party }) => party.name));
	const parts = [
		...[card(6), card(3), card(0)],
		text(drawn.words.bundle(bundle), { x: 12, y: 25, size: 13, weight: 500 }),
		text(cutTo(drawn, names, 12, 400, room), { x: 12, y: 42, size: 12, fill: INK.muted })
	];
	return tag('g', { transform: `translate(${box.x} ${box.y})` }, parts.join(''));
}

/** How to read it, in as many lines at the foot as there is room for, how wide they are, and where they end. */
function legend(
	{ words, measure }: Drawn,
	top: number,
	room: number
): { content: string; width: number; end: number } {
	let [x, y, width] = [MARGIN, top, 0];
	const parts: string[] = [];
	/** `sign` is drawn from its left upper corner on. */
	const add = (sign: (x: number, y: number) => string, signWidth: number, label: string) => {
		const needed = signWidth + 6 + measure(label, 12, 400);
		if (x > MARGIN && x + needed > room - MARGIN) [x, y] = [MARGIN, y + LEGEND_LINE];
		parts.push(sign(x, y), text(label, { x: x + signWidth + 6, y: y + 14, size: 12, fill: INK.muted }));
		width = Math.max(width, x + needed + MARGIN);
		x += needed + 20;
	};
	const line = (stroke: string, dashes: string | undefined, mark: string) => (x: number, y: number) =>
		tag('path', {
			...{ d: `M${x} ${y + 10}h30`, stroke, 'stroke-width': 2, 'stroke-dasharray': dashes }
		}) + (mark && tag('path', { d: mark, fill: stroke, transform: `translate(${x + 4} ${y + 10})` }));
	for (const kind of kinds) add(line(INK[kind], undefined, startMark[kind]), 30, words.kind(kind));
	add(line(INK.dormant, DASHES.dormant, ''), 30, words.dormant);
	add(line(INK.muted, DASHES.redundant, ''), 30, words.redundant);
	add((x, y) => drawnChip({ permission: 'purchase', state: 'held', passesOn: true }, x, y), 35, words.passOn);
	return { content: parts.join(''), width, end: y + FOOT };
}
