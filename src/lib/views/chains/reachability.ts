import type { OrganizationId } from '$lib/domain/facts';
import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';
import type { Chain } from './chains';

type Graph = Pick<Chain, 'nodes' | 'edges'>;

/** The adjacency list of a chain: whom each organization granted something, in the order of the nodes. */
export type Successors = ReadonlyMap<OrganizationId, readonly OrganizationId[]>;

/** The successors of every node of a chain. */
export function successorsIn({ nodes, edges }: Graph): Successors {
	const below = new Map<OrganizationId, OrganizationId[]>();
	for (const { grantor, grantee } of edges)
		getOrInsertComputed(below, grantor, (): OrganizationId[] => []).push(grantee);
	const places = new Map(nodes.map(({ id }, place) => [id, place]));
	for (const list of below.values())
		list.sort((one, other) => (places.get(one) ?? 0) - (places.get(other) ?? 0));
	return below;
}

/** Every node reachable from some, these included, in breadth-first order; `next` lists the successors of each. */
export function reachableFrom(
	from: Iterable<OrganizationId>,
	next: (id: OrganizationId, seen: ReadonlySet<OrganizationId>) => readonly OrganizationId[]
): Set<OrganizationId> {
	const seen = new Set(from);
	for (const id of seen) for (const each of next(id, seen)) seen.add(each);
	return seen;
}

/**
 * The nodes from which all others can be reached: owners and makers, nodes without an incoming edge, and the first
 * node of each cycle that none of those reaches.
 */
export function sourcesOf({ nodes, edges }: Graph, below: Successors): OrganizationId[] {
	const fed = new Set(edges.map(({ grantee }) => grantee));
	const grantees = (id: OrganizationId) => below.get(id) ?? [];
	const first = nodes.filter(({ id, role }) => role !== null || !fed.has(id)).map(({ id }) => id);
	const seen = reachableFrom(first, grantees);
	for (const { id } of nodes) {
		if (seen.has(id)) continue;
		first.push(id);
		// What was reached before is not walked again.
		for (const each of reachableFrom([id], (at) => grantees(at).filter((next) => !seen.has(next))))
			seen.add(each);
	}
	return first;
}

/** A node and, before it, those on a shortest path to it, the nearest first. */
export function shortestPathTo(
	target: OrganizationId,
	from: readonly OrganizationId[],
	below: Successors
): Set<OrganizationId> {
	const above = new Map<OrganizationId, OrganizationId | null>(from.map((id) => [id, null]));
	for (const [id] of above) for (const next of below.get(id) ?? []) if (!above.has(next)) above.set(next, id);
	const way = new Set([target]);
	for (let at = above.get(target); at; at = above.get(at)) way.add(at);
	return way;
}
