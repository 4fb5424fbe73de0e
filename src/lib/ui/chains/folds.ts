import type { Snapshot } from '$lib/domain/snapshot';
import { type Chain, edgesOnPathsThrough } from '$lib/views/chains/chains';
import type { VisibleChain } from '$lib/views/chains/visible-chain';

/** A set of those that are there. */
export const setOf = <T>(...members: (T | undefined)[]): ReadonlySet<T> =>
	new Set(members.filter((each) => each !== undefined));

/** A map of key and value pairs. */
export const mapOf = <Key, Value>(...members: [Key, Value][]): ReadonlyMap<Key, Value> => new Map(members);

/** A set with a member, or without it. */
export function withMember<T>(set: ReadonlySet<T>, member: T, isIn: boolean): ReadonlySet<T> {
	const next = new Set(set);
	if (isIn) next.add(member);
	else next.delete(member);
	return next;
}

/** Whether a node, bundle or edge is in sight: what was folded away is pointed at no more. */
export const isInSight = ({ nodes, bundles, edges }: VisibleChain, at: string): boolean =>
	[nodes, bundles, edges].some((list) => list.some(({ id }) => id === at));

/**
 * The nodes, bundles and edges in sight that lie on the paths through a node, or a bundle of those that are alike; of
 * an edge, and of the rest of some grantees, it and its ends.
 */
export function highlightedAt(
	snapshot: Snapshot,
	chain: Chain,
	{ edges, bundles }: VisibleChain,
	at: string
): ReadonlySet<string> {
	const bundle = bundles.find(({ id }) => id === at);
	const edge = edges.find(({ id, grantee }) => id === at || (bundle?.kind === 'rest' && grantee === at));
	if (edge) return new Set([edge.id, edge.grantor, edge.grantee]);
	const through = edgesOnPathsThrough(snapshot, chain, bundle?.members[0]?.id ?? at);
	for (const { id, grantor, members } of bundles)
		if (members.some((member) => through.has(`${grantor} ${member.id}`))) through.add(`${grantor} ${id}`);
	const highlighted = new Set([at]);
	for (const { id, grantor, grantee } of edges)
		if (through.has(id)) for (const each of [id, grantor, grantee]) highlighted.add(each);
	return highlighted;
}
