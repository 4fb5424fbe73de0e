import type { OrganizationId } from '$lib/domain/facts';
import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';
import { permissions } from '$lib/domain/permissions/permissions';
import { noPermissions } from '$lib/domain/permissions/standing';
import { type Chain, type ChainEdge, type ChainPart, type ChainNode, stateOf } from './chains';
import type { Successors } from './reachability';

/**
 * Grantees of one grantor that are drawn as one. `alike`: they are granted the same and grant nothing on. `rest`:
 * there was no room to draw them one by one.
 */
export interface Bundle {
	id: string;
	kind: 'alike' | 'rest';
	grantor: OrganizationId;
	members: ChainNode[];
}

/** The fewest organizations that are drawn as one. */
export const MIN_BUNDLE = 6;

/** What an edge states, as text for an id: edges that state the same can be drawn as one. */
const saying = ({ grantor, state, parts }: ChainEdge): string =>
	[grantor, state, ...parts.map((part) => Object.values(part).join('-'))].join('~');

/** The bundles of grantees that are alike, and who is in them; `kept` are in none. */
export function bundlesOfAlike(
	{ nodes, edges }: Pick<Chain, 'nodes' | 'edges'>,
	below: Successors,
	{ isOpened, kept }: { isOpened: (bundle: string) => boolean; kept: ReadonlySet<OrganizationId> }
): { bundles: Bundle[]; inBundles: Set<OrganizationId> } {
	const feeds = new Map<OrganizationId, ChainEdge[]>();
	for (const edge of edges) getOrInsertComputed(feeds, edge.grantee, (): ChainEdge[] => []).push(edge);
	const alike = new Map<string, Bundle>();
	for (const node of nodes) {
		const [feed, another] = feeds.get(node.id) ?? [];
		if (!feed || another || node.role !== null || below.has(node.id) || kept.has(node.id)) continue;
		const id = `bundle~${saying(feed)}`;
		const { grantor } = feed;
		getOrInsertComputed(alike, id, (): Bundle => ({ id, kind: 'alike', grantor, members: [] })).members.push(
			node
		);
	}
	const bundles = [...alike.values()].filter(
		({ id, members }) => members.length >= MIN_BUNDLE && !isOpened(id)
	);
	return { bundles, inBundles: new Set(bundles.flatMap(({ members }) => members.map(({ id }) => id))) };
}

/**
 * What was granted to the members of a bundle, as one edge, counted over them where they are not granted the same.
 * @param grantedTo what its grantor granted to each
 */
export function bundleEdge(
	{ id, kind, grantor, members }: Bundle,
	grantedTo: ReadonlyMap<OrganizationId, ChainEdge>
): ChainEdge {
	const merged = members.flatMap((member) => grantedTo.get(member.id) ?? []);
	const [one] = merged as [ChainEdge];
	const parts = kind === 'alike' ? one.parts : summed(merged);
	return {
		...{ id: `${grantor} ${id}`, grantor, grantee: id, parts, state: stateOf(parts) },
		links: merged.flatMap(({ links }) => links),
		narrowed: merged.reduce((bits, { narrowed }) => bits | narrowed, noPermissions),
		changedAt: merged.reduce((latest, { changedAt }) => Math.max(latest, changedAt), 0)
	};
}

const summed = (edges: readonly ChainEdge[]): ChainEdge['parts'] =>
	permissions.flatMap((permission) => {
		const parts = edges.flatMap((edge) => edge.parts.filter((part) => part.permission === permission));
		const sum = (count: Exclude<keyof ChainPart, 'permission'>) =>
			parts.reduce((total, part) => total + part[count], 0);
		const counts = { products: sum('products'), dormant: sum('dormant'), redundant: sum('redundant') };
		const free = { passesOn: sum('passesOn'), dormantPassesOn: sum('dormantPassesOn') };
		return parts.length > 0 ? [{ permission, ...counts, ...free }] : [];
	});
