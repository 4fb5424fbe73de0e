import type { ChainEdge } from '$lib/views/chains/chains';
import type { Box } from '../diagrams/box';
import type { Layout } from './layout';

/** From top to bottom, the arrow keys go where they would go if the picture were turned. */
const turned: Partial<Record<string, string>> = {
	...{ ArrowDown: 'ArrowRight', ArrowUp: 'ArrowLeft', ArrowRight: 'ArrowDown', ArrowLeft: 'ArrowUp' }
};

/** The one of some boxes whose middle is nearest to that of another, within a layer. */
function nearest(
	from: Box,
	ids: readonly string[],
	boxes: ReadonlyMap<string, Box>,
	isDown: boolean
): string | undefined {
	const middle = ({ x, y, width, height }: Box) => (isDown ? x + width / 2 : y + height / 2);
	const far = (id: string) => Math.abs(middle(boxes.get(id)!) - middle(from));
	return [...ids].sort((one, other) => far(one) - far(other))[0];
}

/**
 * Where an arrow key leads in the picture: right to who is granted something, left to who granted it, up and down to
 * the neighbour in the same layer, all turned where the picture goes down; Home to the first. From a link, to its ends.
 * Undefined where there is nobody.
 */
export function nextInDirection(
	pressed: string,
	at: string,
	{ boxes, edges, arrangement: { isDown } }: Layout
): string | undefined {
	const key = isDown ? (turned[pressed] ?? pressed) : pressed;
	const link = edges.find(({ edge }) => edge.id === at)?.edge;
	if (link && key === 'ArrowRight') return link.grantee;
	if (link && key === 'ArrowLeft') return link.grantor;
	const from = boxes.get(link?.grantor ?? at);
	if (!from) return boxes.keys().next().value;
	const others = (pick: (edge: ChainEdge) => string | undefined) =>
		edges.flatMap(({ edge }) => pick(edge) ?? []).filter((id) => boxes.has(id));
	const inLayer = (isAfter: boolean) =>
		[...boxes.keys()].filter((id) => {
			const box = boxes.get(id)!;
			const overlaps = isDown
				? box.y < from.y + from.height && from.y < box.y + box.height
				: box.x < from.x + from.width && from.x < box.x + box.width;
			const [own, other] = isDown ? [from.x, box.x] : [from.y, box.y];
			return overlaps && (isAfter ? other > own : other < own);
		});
	switch (key) {
		case 'ArrowRight':
			return nearest(
				from,
				others(({ grantor, grantee }) => (grantor === at ? grantee : undefined)),
				boxes,
				isDown
			);
		case 'ArrowLeft':
			return nearest(
				from,
				others(({ grantor, grantee }) => (grantee === at ? grantor : undefined)),
				boxes,
				isDown
			);
		case 'ArrowDown':
			return nearest(from, inLayer(true), boxes, isDown);
		case 'ArrowUp':
			return nearest(from, inLayer(false), boxes, isDown);
		case 'Home':
			return boxes.keys().next().value;
	}
	return undefined;
}
