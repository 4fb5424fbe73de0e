import type { ChainEdge, ChainNode } from '$lib/views/chains/chains';
import type { Bundle } from '$lib/views/chains/bundles';
import type { VisibleChain } from '$lib/views/chains/visible-chain';
import { initials } from '../kit/text/initials';
import { lettersOn, safeColour } from '../kit/organization-colour';
import { cut, plainText } from '../kit/text/plain-text';
import { edgeLabel, LABEL, ONWARD, strokeWidth } from './edge-label';
import type { Box } from '../diagrams/box';
import type { Layout } from './layout';

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
		dormant: string;
		redundant: string;
		passOn: string;
	};
	/** How wide a text is, in pixels: the page asks its canvas. */
	measure: (text: string, size: number, weight: number) => number;
}

// A picture in a file is for paper and slides: always light, whatever the page is. The page's own light colours.
const INK = { text: '#1a1e27', muted: '#545c6b', line: '#868e9d', hair: '#e4e7ec', paper: '#ffffff' };
const ACCENT = { line: '#4451d0', soft: '#eceefc', on: '#ffffff' };
const HEAD = 44;
const FOOT = 36;
const DASHES: Partial<Record<ChainEdge['state'], string>> = {
	partly: '14 4',
	dormant: '4 5',
	redundant: '1 4'
};

/** A foreign text inside an SVG: as text, whatever it holds. */
const escaped = (text: string): string =>
	plainText(text).replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

type Attributes = Record<string, string | number | undefined>;

/** An element; its content is markup already. */
function tag(name: string, attributes: Attributes, content = ''): string {
	const written = Object.entries(attributes)
		.filter(([, value]) => value !== undefined)
		.map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
		.join('');
	return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** The picture as an SVG of its own: nothing in it is taken from the page, and nothing in it needs it. */
export function drawing(drawn: Drawn): string {
	const { layout, shown, words } = drawn;
	const height = Math.ceil(layout.height) + HEAD + FOOT;
	const foot = legend(drawn, height - FOOT);
	const width = Math.ceil(Math.max(480, layout.width, foot.width));
	const bundles = shown.bundles.map((bundle) => bundleIn(drawn, layout.boxes.get(bundle.id)!, bundle));
	const content = [
		tag('title', {}, escaped(words.title)),
		tag(
			'defs',
			{},
			tag(
				'marker',
				{ id: 'head', viewBox: '0 0 8 8', refX: 1, refY: 4, ...arrowhead },
				tag('path', { d: ARROWHEAD, fill: INK.line })
			)
		),
		tag('rect', { width, height, fill: INK.paper }),
		text(cutTo(drawn, words.title, 16, 600, width - 48), { x: 24, y: 30, size: 16, weight: 600 }),
		tag(
			'g',
			{ transform: `translate(0 ${HEAD})` },
			[
				...layout.edges.map(({ edge, path }) => lineOf(edge, path)),
				...layout.edges.map(({ edge, label }) => labelOf(edge, label, drawn.spans)),
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
	...{ markerWidth: 8, markerHeight: 8, markerUnits: 'userSpaceOnUse', orient: 'auto' }
} as const;
/** The path of an arrow's head. */
export const ARROWHEAD = 'M 0 0.5 L 8 4 L 0 7.5 z';

interface Type {
	x: number;
	y: number;
	size: number;
	weight?: number;
	fill?: string;
	anchor?: 'middle';
	italic?: boolean;
}

const text = (content: string, { x, y, size, weight, fill = INK.text, anchor, italic }: Type): string =>
	tag(
		'text',
		{
			...{ x, y, fill, 'font-size': size, 'font-weight': weight, 'text-anchor': anchor },
			'font-style': italic ? 'italic' : undefined
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

const lineOf = (edge: ChainEdge, path: string): string =>
	tag('path', {
		...{ d: path, fill: 'none', stroke: INK.line, 'stroke-width': strokeWidth(edge) },
		...{ 'stroke-dasharray': DASHES[edge.state], 'marker-end': 'url(#head)' }
	});

function labelOf(edge: ChainEdge, { x, y, width, height }: Box, spans: boolean): string {
	const { lines, slots } = edgeLabel(edge, spans);
	const top = LABEL.pad / 2 + (slots.length > 0 ? LABEL.slotRow : 0);
	const squares = slots.map((granted, index) =>
		tag('rect', {
			...{ x: LABEL.pad + index * (LABEL.slot + LABEL.slotGap) + 0.5, y: LABEL.pad / 2 + 1.5, rx: 1 },
			...{ width: LABEL.slot - 1, height: LABEL.slot - 2, stroke: INK.muted },
			fill: granted ? INK.muted : 'none'
		})
	);
	const texts = lines.map(({ text: what, isDormant, passesOn }, index) =>
		text(passesOn ? `${what} ${ONWARD}` : what, {
			...{ x: LABEL.pad, y: top + (index + 1) * LABEL.line - 4, size: LABEL.font, italic: isDormant },
			fill: isDormant ? INK.muted : INK.text
		})
	);
	const paper = tag('rect', { width, height, rx: 4, fill: INK.paper, stroke: INK.hair });
	return tag('g', { transform: `translate(${x} ${y})` }, [paper, ...squares, ...texts].join(''));
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
		text(cutTo(drawn, node.party.name, 13, 500, room), { x: 40, y: 22, size: 13, weight: 500 }),
		text(cutTo(drawn, drawn.words.node(node), 11, 400, room), { x: 40, y: 37, size: 11, fill: INK.muted })
	];
	if (isActing) parts.push(pill(drawn, drawn.words.acting, 8, -10, ACCENT.line, ACCENT.on));
	if (node.hidden > 0)
		parts.push(
			pill(drawn, drawn.words.hidden(node.hidden), box.width - 24, box.height - 8, INK.muted, INK.paper)
		);
	return tag('g', { transform: `translate(${box.x} ${box.y})` }, parts.join(''));
}

const pill = (drawn: Drawn, label: string, x: number, y: number, fill: string, ink: string): string =>
	tag('rect', { x, y, width: drawn.measure(label, 11, 500) + 10, height: 17, rx: 4, fill }) +
	text(label, { x: x + 5, y: y + 12.5, size: 11, weight: 500, fill: ink });

function bundleIn(drawn: Drawn, box: Box, bundle: Bundle): string {
	const room = box.width - 24;
	const card = (by: number) =>
		tag('rect', {
			...{ x: by, y: by, width: box.width, height: box.height, rx: 6, fill: INK.paper, stroke: INK.line }
		});
	const names = drawn.words.bundled(bundle.members.map(({ party }) => party.name));
	const parts = [
		...[card(6), card(3), card(0)],
		text(drawn.words.bundle(bundle), { x: 12, y: 22, size: 13, weight: 500 }),
		text(cutTo(drawn, names, 11, 400, room), { x: 12, y: 37, size: 11, fill: INK.muted })
	];
	return tag('g', { transform: `translate(${box.x} ${box.y})` }, parts.join(''));
}

/** How to read it, in one line at the foot, and how wide that is. */
function legend({ words, measure }: Drawn, y: number): { content: string; width: number } {
	let x = 24;
	const parts: string[] = [];
	const add = (sign: string, width: number, label: string) => {
		parts.push(sign, text(label, { x: x + width + 6, y: y + 14, size: 11, fill: INK.muted }));
		x += width + 6 + measure(label, 11, 400) + 20;
	};
	for (const [state, label] of [
		['dormant', words.dormant],
		['redundant', words.redundant]
	] as const) {
		const at = { x1: x, x2: x + 30, y1: y + 10, y2: y + 10 };
		add(
			tag('line', { ...at, stroke: INK.muted, 'stroke-width': 2, 'stroke-dasharray': DASHES[state] }),
			30,
			label
		);
	}
	add(text(ONWARD, { x, y: y + 14, size: 12, weight: 600, fill: ACCENT.line }), 8, words.passOn);
	return { content: parts.join(''), width: x };
}
