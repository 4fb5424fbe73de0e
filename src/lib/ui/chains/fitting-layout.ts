import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';
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

/** The layouts of a picture, each made once, when it is looked for. */
export class Layouts {
	readonly #shown: VisibleChain;
	readonly #labelOf: (edge: ChainEdge) => EdgeLabel;
	readonly #made = new Map<Arrangement, Layout>();

	/** @param labelOf what stands on an edge */
	constructor(shown: VisibleChain, labelOf: (edge: ChainEdge) => EdgeLabel) {
		this.#shown = shown;
		this.#labelOf = labelOf;
	}

	/**
	 * The one in which all of it is in sight at a size that can be read: from left to right where there is room for that,
	 * with narrower nodes, from top to bottom, with smaller gaps; where nothing fits, with narrow nodes. It stays as it is
	 * when something is selected, if that is possible. Of a room that is not measured yet, the first that is looked for.
	 * Cost: at most five layouts, whatever rooms it is put into.
	 */
	fitting(room: Room): Layout {
		const { across, narrowAcross, down, shortDown, narrowDown } = arrangements;
		const all: Arrangement[] = [...(room.isDown ? [] : [across, narrowAcross]), down, shortDown, narrowDown];
		const least = room.isDown ? narrowDown : narrowAcross;
		const { nodes, bundles } = this.#shown;
		if (nodes.length + bundles.length > MOST_TRIED) return this.#as(least);
		if (room.width === 0 || room.height === 0) return this.#as(all[0]!);
		const narrowest = { ...room, width: Math.min(room.width, room.widthBeside) };
		const fits = (arrangement: Arrangement, within: Pick<Room, 'width' | 'height'>) =>
			scaleIn(this.#as(arrangement), within) >= 1;
		const found = all.find((each) => fits(each, narrowest)) ?? all.find((each) => fits(each, room));
		return this.#as(found ?? least);
	}

	#as(arrangement: Arrangement): Layout {
		return getOrInsertComputed(this.#made, arrangement, () =>
			layoutOf(this.#shown, this.#labelOf, arrangement)
		);
	}
}
