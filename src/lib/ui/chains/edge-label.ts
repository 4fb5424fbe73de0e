import { type Kind, kindOf, kinds, permissions } from '$lib/domain/permissions/permissions';
import { type ChainEdge, type ChainPart, type EdgeState, stateOf } from '$lib/views/chains/chains';
import { roughWidth } from '../diagrams/text-width';
import type { Chip } from '../words/permission-chips';

/** Everything of one kind that an edge grants: one line of it, with what stands on that. */
export interface EdgeLine {
	kind: Kind;
	state: EdgeState;
	chips: Chip[];
	/** How much room the chips take, in pixels of the picture. */
	width: number;
	height: number;
}

/** The lines of an edge, and how much room their labels take together: beside each other, each on its line. */
export interface EdgeLabel {
	lines: EdgeLine[];
	width: number;
	height: number;
}

/** The sizes of a label's parts, in pixels: the chips, what is beside them, and how far two lines are apart. */
export const LABEL = { height: 30, pad: 6, gap: 4, chip: 20, second: 15, letter: 12, apart: 14, between: 8 };

const isDormant = ({ dormant, products }: ChainPart): boolean => dormant === products;

/** The chips of one permission: what is effective, and what is dormant beside it. */
function chipsOfPart(part: ChainPart, spans: boolean): Chip[] {
	const { permission, products, dormant, passesOn, dormantPassesOn } = part;
	const counted = (count: number, passing: number) => ({
		passesOn: passing > 0,
		...(spans && { count, ...(passing < count && { passing }) })
	});
	const held: Chip = { permission, state: 'held', ...counted(products - dormant, passesOn) };
	const asleep: Chip = { permission, state: 'dormant', ...counted(dormant, dormantPassesOn) };
	return [...(isDormant(part) ? [] : [held]), ...(dormant > 0 ? [asleep] : [])];
}

/** How wide a chip is: its sign, its number, and the sign of what may be passed on. */
export function chipWidth({ count, passesOn }: Chip): number {
	const number = count === undefined ? 0 : 11 + roughWidth(String(count), LABEL.letter);
	return LABEL.chip + number + (passesOn ? LABEL.second : 0);
}

/** The label of an edge, and its size. `spans`: the chain is over several products, and permissions are counted. */
export function edgeLabel({ parts }: ChainEdge, spans: boolean): EdgeLabel {
	const lines = kinds.flatMap((kind): EdgeLine[] => {
		const own = permissions.flatMap((permission) =>
			kindOf(permission) === kind ? parts.filter((part) => part.permission === permission) : []
		);
		if (own.length === 0) return [];
		const chips = own.flatMap((part) => chipsOfPart(part, spans));
		const width = chips.reduce((sum, chip) => sum + chipWidth(chip) + LABEL.gap, 2 * LABEL.pad - LABEL.gap);
		return [{ kind, state: stateOf(own), chips, width: Math.ceil(width), height: LABEL.height }];
	});
	return {
		lines,
		width: lines.reduce((sum, { width }) => sum + width, LABEL.between * (lines.length - 1)),
		height: LABEL.height + LABEL.apart * (lines.length - 1)
	};
}
