import type { ChainEdge } from '$lib/views/chains/chains';
import type { VisibleChain } from '$lib/views/chains/visible-chain';
import type { EdgeLabel } from './edge-label';
import { type Arrangement, arrangements, type Layout, layoutOf } from './layout';

/** The room for a picture, in pixels. */
export interface Room {
	width: number;
	height: number;
	/** How wide it is while something is selected, and described beside it. */
	widthBeside: number;
	/** Only from top to bottom, as a phone is read. */
	isDown: boolean;
}

/** Beyond so many nodes a picture is laid out once: it fits in no arrangement. */
const MOST_TRIED = 60;

/** How large a layout can be drawn so that all of it is in sight; from 1 on, every text in it can be read. */
export const scaleIn = (
	{ width, height }: Pick<Layout, 'width' | 'height'>,
	room: Pick<Room, 'width' | 'height'>
): number => Math.min(room.width / width, room.height / height);

/**
 * Lays a picture out so that all of it is in sight at a size that can be read: from left to right where there is room
 * for that, with narrower nodes, from top to bottom, with smaller gaps; where nothing fits, with narrow nodes. It stays as it is when something is selected, if that is possible. Cost: at most six layouts.
 */
export function fittingLayout(
	shown: VisibleChain,
	labelOf: (edge: ChainEdge) => EdgeLabel,
	room: Room
): Layout {
	const { across, narrowAcross, down, shortDown, narrowDown } = arrangements;
	const all: Arrangement[] = [...(room.isDown ? [] : [across, narrowAcross]), down, shortDown, narrowDown];
	const least = room.isDown ? narrowDown : narrowAcross;
	if (shown.nodes.length + shown.bundles.length > MOST_TRIED) return layoutOf(shown, labelOf, least);
	const made = new Map<Arrangement, Layout>();
	const layoutAs = (arrangement: Arrangement): Layout => {
		const layout = made.get(arrangement) ?? layoutOf(shown, labelOf, arrangement);
		made.set(arrangement, layout);
		return layout;
	};
	const narrowest = { ...room, width: Math.min(room.width, room.widthBeside) };
	const fits = (arrangement: Arrangement, within: Pick<Room, 'width' | 'height'>) =>
		scaleIn(layoutAs(arrangement), within) >= 1;
	const found = all.find((each) => fits(each, narrowest)) ?? all.find((each) => fits(each, room));
	return layoutAs(found ?? least);
}
