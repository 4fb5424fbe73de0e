import { permissions } from '$lib/domain/permissions/permissions';
import { includes, toSet, withImplied } from '$lib/domain/permissions/standing';
import type { ChainEdge } from '$lib/views/chains/chains';
import { type LabelLine, labelLines } from './chain-words';

/** What stands on an edge, and how much room it takes, in pixels of the picture. */
export interface EdgeLabel {
	lines: LabelLine[];
	/** Of the permissions that the grantor may pass on there, in their order: whether this edge grants it. None over several products. */
	slots: boolean[];
	width: number;
	height: number;
}

/** The sizes of a label's parts, in pixels. */
export const LABEL = { font: 11, line: 15, pad: 6, slot: 7, slotGap: 3, slotRow: 9 };
/** The sign of what may be passed on. */
export const ONWARD = '»';

/** About how wide a text is: Chinese letters are squares, others about half of one. */
function widthOf(text: string): number {
	let width = 0;
	for (const letter of text) width += letter > '\u2e7f' ? LABEL.font : LABEL.font * 0.56;
	return width;
}

/** The label of an edge, and its size. `spans`: the chain is over several products. */
export function edgeLabel(edge: ChainEdge, spans: boolean): EdgeLabel {
	const lines = labelLines(edge, spans);
	const slots = spans || edge.state === 'dormant' ? [] : slotsOf(edge);
	const texts = lines.map(({ text, passesOn }) => widthOf(passesOn ? `${text} ${ONWARD}` : text));
	const slotWidth = slots.length * (LABEL.slot + LABEL.slotGap) - LABEL.slotGap;
	return {
		...{ lines, slots },
		width: Math.ceil(Math.max(slotWidth, ...texts) + 2 * LABEL.pad),
		height: lines.length * LABEL.line + LABEL.pad + (slots.length > 0 ? LABEL.slotRow : 0)
	};
}

/** Attenuation: of what could have been passed on, what was. */
function slotsOf({ parts, narrowed }: ChainEdge): boolean[] {
	const dormant = new Set(parts.filter((part) => part.dormant > 0).map(({ permission }) => permission));
	const granted = withImplied(
		toSet(parts.map(({ permission }) => permission).filter((each) => !dormant.has(each)))
	);
	return permissions.flatMap((permission) =>
		includes(granted, permission) ? [true] : includes(narrowed, permission) ? [false] : []
	);
}

/** The stroke of an edge: the more it grants, the thicker. */
export const strokeWidth = ({ parts }: ChainEdge): number => 1 + 0.75 * parts.length;
