import type { OrganizationId } from '$lib/domain/facts';
import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';
import type { ChainEdge } from './chains';
import type { Bundle } from './bundles';

/**
 * The most that is laid out in one picture: nodes with bundles, edges, and the layers that all edges span together,
 * which is what layout costs.
 */
export const DRAWING_LIMITS = { nodes: 400, edges: 480, spans: 800 };

type Ends = Pick<ChainEdge, 'grantor' | 'grantee'>;

/** What of a picture is drawn: organizations, and bundles of grantees of those. */
export interface DrawnPart {
	organizations: Set<OrganizationId>;
	bundles: Bundle[];
}

/**
 * The first of the wanted organizations, as many as can be laid out, with the edges between them and their bundles.
 * Cost: the edges, and where it is too much, what is drawn a few times over.
 */
export function fitToLimits(
	wanted: readonly OrganizationId[],
	edges: readonly Ends[],
	bundles: readonly Bundle[]
): DrawnPart {
	const from = new Map<OrganizationId, Ends[]>();
	for (const edge of edges) getOrInsertComputed(from, edge.grantor, (): Ends[] => []).push(edge);
	for (let count = Math.min(wanted.length, DRAWING_LIMITS.nodes); ; count = Math.floor(count * 0.8)) {
		const organizations = new Set(wanted.slice(0, count));
		const between = betweenThem(organizations, from);
		if (
			count > 1 &&
			(between.length > DRAWING_LIMITS.edges ||
				totalEdgeSpan([...organizations], between) > DRAWING_LIMITS.spans)
		)
			continue;
		const left = Math.min(DRAWING_LIMITS.nodes - organizations.size, DRAWING_LIMITS.edges - between.length);
		const theirs = bundles.filter(({ grantor }) => organizations.has(grantor));
		return { organizations, bundles: theirs.slice(0, Math.max(1, left)) };
	}
}

/** The edges between some organizations, cut off once there are too many. */
function betweenThem(
	organizations: ReadonlySet<OrganizationId>,
	from: ReadonlyMap<OrganizationId, readonly Ends[]>
): Ends[] {
	const between: Ends[] = [];
	for (const id of organizations)
		for (const edge of from.get(id) ?? []) {
			if (organizations.has(edge.grantee)) between.push(edge);
			if (between.length > DRAWING_LIMITS.edges) return between;
		}
	return between;
}

/**
 * How many layers all edges span together, when each organization is a layer below the last that granted it something
 * and edges that close a cycle are reversed. Cost: the edges.
 */
export function totalEdgeSpan(ids: readonly OrganizationId[], edges: readonly Ends[]): number {
	const next = new Map<OrganizationId, OrganizationId[]>(ids.map((id) => [id, []]));
	for (const { grantor, grantee } of edges) next.get(grantor)!.push(grantee);
	const order = lastFirst(ids, next).reverse();
	const place = new Map(order.map((id, at) => [id, at]));
	const isBack = (grantor: OrganizationId, grantee: OrganizationId) =>
		place.get(grantor)! >= place.get(grantee)!;
	const onward = new Map<OrganizationId, OrganizationId[]>(ids.map((id) => [id, []]));
	for (const { grantor, grantee } of edges) {
		if (grantor === grantee) continue;
		if (isBack(grantor, grantee)) onward.get(grantee)!.push(grantor);
		else onward.get(grantor)!.push(grantee);
	}
	const layers = new Map<OrganizationId, number>();
	for (const id of order) {
		const after = (layers.get(id) ?? 0) + 1;
		for (const each of onward.get(id)!) layers.set(each, Math.max(layers.get(each) ?? 0, after));
	}
	const layer = (id: OrganizationId) => layers.get(id) ?? 0;
	return edges.reduce((sum, { grantor, grantee }) => sum + Math.abs(layer(grantee) - layer(grantor)), 0);
}

/** Walked into the depth, in the order in which everything under each was done with. */
export function lastFirst(
	ids: readonly OrganizationId[],
	next: ReadonlyMap<OrganizationId, readonly OrganizationId[]>
): OrganizationId[] {
	const done: OrganizationId[] = [];
	const seen = new Set<OrganizationId>();
	for (const first of ids) {
		if (seen.has(first)) continue;
		seen.add(first);
		const stack = [{ id: first, at: 0 }];
		for (let top = stack.at(-1); top; top = stack.at(-1)) {
			const each = next.get(top.id)![top.at++];
			if (each === undefined) {
				done.push(top.id);
				stack.pop();
			} else if (!seen.has(each)) {
				seen.add(each);
				stack.push({ id: each, at: 0 });
			}
		}
	}
	return done;
}
