import type { ChainEdge } from '$lib/views/chains/chains';
import type { Box } from '../diagrams/box';
import type { Layout } from './layout';

const middle = ({ y, height }: Box): number => y + height / 2;

/** The one of some boxes whose middle is nearest to that of another, up and down. */
function nearest(from: Box, ids: readonly string[], boxes: ReadonlyMap<string, Box>): string | undefined {
	const far = (id: string) => Math.abs(middle(boxes.get(id)!) - middle(from));
	return [...ids].sort((one, other) => far(one) - far(other))[0];
}

/**
 * Where an arrow key leads in the picture: right to who is granted something, left to who granted it, up and down to
 * the neighbour in the same layer; Home to the first. Undefined where there is nobody.
 */
export function nextInDirection(key: string, at: string, { boxes, edges }: Layout): string | undefined {
	const from = boxes.get(at);
	if (!from) return boxes.keys().next().value;
	const others = (pick: (edge: ChainEdge) => string | undefined) =>
		edges.flatMap(({ edge }) => pick(edge) ?? []).filter((id) => boxes.has(id));
	const inLayer = (isAfter: boolean) =>
		[...boxes.keys()].filter((id) => {
			const box = boxes.get(id)!;
			const overlaps = box.x < from.x + from.width && from.x < box.x + box.width;
			return overlaps && (isAfter ? box.y > from.y : box.y < from.y);
		});
	switch (key) {
		case 'ArrowRight':
			return nearest(
				from,
				others(({ grantor, grantee }) => (grantor === at ? grantee : undefined)),
				boxes
			);
		case 'ArrowLeft':
			return nearest(
				from,
				others(({ grantor, grantee }) => (grantee === at ? grantor : undefined)),
				boxes
			);
		case 'ArrowDown':
			return nearest(from, inLayer(true), boxes);
		case 'ArrowUp':
			return nearest(from, inLayer(false), boxes);
		case 'Home':
			return boxes.keys().next().value;
	}
	return undefined;
}
