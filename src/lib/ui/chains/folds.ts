import type { OrganizationId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import { type Chain, edgesThrough } from '$lib/views/chains';
import { foldedAtFirst, type ShownChain, shownChain } from '$lib/views/chains-shown';

export const setOf = <T>(...members: (T | undefined)[]): ReadonlySet<T> =>
	new Set(members.filter((each) => each !== undefined));

/** The set with the member, or without it where it was in. */
export function toggledIn<T>(set: ReadonlySet<T>, member: T): ReadonlySet<T> {
	const next = new Set(set);
	if (!next.delete(member)) next.add(member);
	return next;
}

/** What is collapsed: what was at first, but for what was toggled since. */
export function collapsedIn(
	chain: Chain,
	towards: OrganizationId,
	toggled: ReadonlySet<OrganizationId>
): ReadonlySet<OrganizationId> {
	const folded = foldedAtFirst(chain, towards);
	return new Set(chain.nodes.map(({ id }) => id).filter((id) => folded.has(id) !== toggled.has(id)));
}

/** The bundles of the whole chain: opening one makes no other. */
export function bundlesIn(chain: Chain, actor: OrganizationId): ReadonlySet<string> {
	const whole = shownChain(chain, { collapsed: setOf(), opened: setOf(), kept: setOf(actor) });
	return new Set(whole.bundles.map(({ id }) => id));
}

/** Whether a node, bundle or edge is in sight: what was folded away is pointed at no more. */
export const isInSight = ({ nodes, bundles, edges }: ShownChain, at: string): boolean =>
	[nodes, bundles, edges].some((list) => list.some(({ id }) => id === at));

/** The nodes, bundles and edges in sight that lie on the paths through a node or bundle; of an edge, it and its ends. */
export function litAt(
	snapshot: Snapshot,
	chain: Chain,
	{ edges, bundles }: ShownChain,
	at: string
): ReadonlySet<string> {
	const edge = edges.find(({ id }) => id === at);
	if (edge) return new Set([edge.id, edge.grantor, edge.grantee]);
	const bundle = bundles.find(({ id }) => id === at);
	const through = edgesThrough(snapshot, chain, bundle?.members[0]?.id ?? at);
	for (const { id, grantor, members } of bundles)
		if (members.some((member) => through.has(`${grantor} ${member.id}`))) through.add(`${grantor} ${id}`);
	const lit = new Set([at]);
	for (const { id, grantor, grantee } of edges)
		if (through.has(id)) for (const each of [id, grantor, grantee]) lit.add(each);
	return lit;
}
