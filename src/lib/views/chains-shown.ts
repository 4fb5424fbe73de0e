import type { OrganizationId } from '../domain/facts';
import type { Chain, ChainEdge, ChainNode } from './chains';

/** Organizations that are granted the very same by one grantor and grant nothing on, drawn as one. */
export interface Bundle {
	id: string;
	grantor: OrganizationId;
	members: ChainNode[];
}

/** What of a chain is drawn. */
export interface ShownChain {
	nodes: (ChainNode & { /** How many organizations are folded away below it. */ hidden: number })[];
	bundles: Bundle[];
	/** Their grantee is an organization's id, or a bundle's. */
	edges: ChainEdge[];
	/** Those that have something below them, and can be collapsed. */
	grantors: Set<OrganizationId>;
}

/** How a chain is folded to stay readable. */
export interface Folding {
	/** What these granted is not drawn, nor anything below that is not reached another way. */
	collapsed: ReadonlySet<OrganizationId>;
	/** The bundles that were opened. */
	opened: ReadonlySet<string>;
	/** The organizations that no bundle swallows. */
	kept: ReadonlySet<OrganizationId>;
}

/** From so many on, organizations that are granted the very same are drawn as one. */
const BUNDLED = 6;
/** So many organizations and bundles, and so many edges, are drawn at first: what fits a screen in a size to read. */
const AT_FIRST = { nodes: 26, edges: 40 };

/** Who is granted by whom, in the order of the edges. */
function granteesIn(edges: readonly ChainEdge[]): Map<OrganizationId, OrganizationId[]> {
	const below = new Map<OrganizationId, OrganizationId[]>();
	for (const { grantor, grantee } of edges) {
		const there = below.get(grantor);
		if (there) there.push(grantee);
		else below.set(grantor, [grantee]);
	}
	return below;
}

/** Everything reached from some organizations, not going on from those where `stop` says so. */
function reached(
	from: Iterable<OrganizationId>,
	below: ReadonlyMap<OrganizationId, readonly OrganizationId[]>,
	stop: (id: OrganizationId) => boolean = () => false
): Set<OrganizationId> {
	const seen = new Set(from);
	for (const id of seen) if (!stop(id)) for (const next of below.get(id) ?? []) seen.add(next);
	return seen;
}

/** Where reading begins: owners and makers, and of what nothing feeds, whoever comes first. */
function beginnings(nodes: readonly ChainNode[], edges: readonly ChainEdge[]): OrganizationId[] {
	const below = granteesIn(edges);
	const fed = new Set(edges.map(({ grantee }) => grantee));
	const first = nodes.filter(({ id, role }) => role !== null || !fed.has(id)).map(({ id }) => id);
	const seen = reached(first, below);
	for (const { id } of nodes) {
		if (seen.has(id)) continue;
		first.push(id);
		for (const each of reached([id], below)) seen.add(each);
	}
	return first;
}

/** The nodes and edges to draw. Cost: the chain, and for each collapsed node what is below it. */
export function shownChain({ nodes, edges }: Chain, { collapsed, opened, kept }: Folding): ShownChain {
	const below = granteesIn(edges);
	const visible = reached(beginnings(nodes, edges), below, (id) => collapsed.has(id));
	const shown = nodes.filter(({ id }) => visible.has(id));
	const hiddenBelow = (id: OrganizationId): number =>
		collapsed.has(id) ? [...reached([id], below)].filter((each) => !visible.has(each)).length : 0;
	const drawn = edges.filter(
		({ grantor, grantee }) => visible.has(grantor) && visible.has(grantee) && !collapsed.has(grantor)
	);
	const { bundles, swallowed } = bundled(shown, drawn, below, { opened, kept });
	return {
		nodes: shown
			.filter(({ id }) => !swallowed.has(id))
			.map((node) => ({ ...node, hidden: hiddenBelow(node.id) })),
		bundles,
		edges: [
			...drawn.filter(({ grantee }) => !swallowed.has(grantee)),
			...bundles.map((bundle) => bundleEdge(bundle, drawn))
		],
		grantors: new Set(shown.map(({ id }) => id).filter((id) => below.has(id)))
	};
}

/** What an edge says, in letters that fit an id: two that say the same can be drawn as one. */
const saying = ({ grantor, state, parts }: ChainEdge): string =>
	[grantor, state, ...parts.map((part) => Object.values(part).join('-'))].join('~');

function bundled(
	nodes: readonly ChainNode[],
	edges: readonly ChainEdge[],
	below: ReadonlyMap<OrganizationId, unknown>,
	{ opened, kept }: Pick<Folding, 'opened' | 'kept'>
): { bundles: Bundle[]; swallowed: Set<OrganizationId> } {
	const feeds = new Map<OrganizationId, ChainEdge[]>();
	for (const edge of edges) feeds.set(edge.grantee, [...(feeds.get(edge.grantee) ?? []), edge]);
	const alike = new Map<string, Bundle>();
	for (const node of nodes) {
		const [feed, another] = feeds.get(node.id) ?? [];
		if (!feed || another || node.role !== null || below.has(node.id) || kept.has(node.id)) continue;
		const id = `bundle~${saying(feed)}`;
		const bundle = alike.get(id);
		if (bundle) bundle.members.push(node);
		else alike.set(id, { id, grantor: feed.grantor, members: [node] });
	}
	const bundles = [...alike.values()].filter(
		({ id, members }) => members.length >= BUNDLED && !opened.has(id)
	);
	return { bundles, swallowed: new Set(bundles.flatMap(({ members }) => members.map(({ id }) => id))) };
}

function bundleEdge({ id, grantor, members }: Bundle, edges: readonly ChainEdge[]): ChainEdge {
	const swallowed = new Set(members.map((member) => member.id));
	const merged = edges.filter((edge) => edge.grantor === grantor && swallowed.has(edge.grantee));
	const [one] = merged as [ChainEdge];
	return {
		...{ ...one, id: `${grantor} ${id}`, grantee: id },
		links: merged.flatMap(({ links }) => links),
		changedAt: Math.max(...merged.map(({ changedAt }) => changedAt))
	};
}

/**
 * Where a big chain is folded at first: read from its beginnings, layer by layer, until enough is in sight; whose
 * grantees no longer fit is collapsed, and so is everything below, to be unfolded one layer at a time. `towards` stays
 * in sight. A small chain is not folded.
 */
export function foldedAtFirst(chain: Chain, towards: OrganizationId): Set<OrganizationId> {
	const below = granteesIn(chain.edges);
	// What is asked for has to fit before what else begins here does.
	const roles = new Map(chain.nodes.map(({ id, role }) => [id, role]));
	const rank = (id: OrganizationId) => (id === towards ? 0 : roles.get(id) === 'owner' ? 1 : 2);
	const first = beginnings(chain.nodes, chain.edges).sort((one, other) => rank(one) - rank(other));
	const way = wayTo(towards, first, below);
	const visible = new Set(first);
	const collapsed = new Set<OrganizationId>();
	const drawn = { nodes: visible.size, edges: 0 };
	for (const id of visible) {
		const grantees = below.get(id) ?? [];
		if (grantees.length === 0) continue;
		const fresh = grantees.filter((each) => !visible.has(each));
		const leaves = fresh.filter((each) => !below.has(each)).length;
		const bundled = leaves - Math.min(leaves, BUNDLED);
		const nodes = drawn.nodes + fresh.length - bundled;
		const edges = drawn.edges + grantees.length - bundled;
		const fits = nodes <= AT_FIRST.nodes && edges <= AT_FIRST.edges;
		if (!fits && !way.has(id)) collapsed.add(id);
		else {
			Object.assign(drawn, { nodes, edges });
			for (const each of fresh) visible.add(each);
		}
	}
	for (const id of below.keys()) if (!visible.has(id)) collapsed.add(id);
	return collapsed;
}

/** The organizations on a shortest way down to one. */
function wayTo(
	target: OrganizationId,
	from: readonly OrganizationId[],
	below: ReadonlyMap<OrganizationId, readonly OrganizationId[]>
): Set<OrganizationId> {
	const above = new Map<OrganizationId, OrganizationId | null>(from.map((id) => [id, null]));
	for (const [id] of above) for (const next of below.get(id) ?? []) if (!above.has(next)) above.set(next, id);
	const way = new Set<OrganizationId>();
	for (let at = above.get(target); at; at = above.get(at)) way.add(at);
	return way;
}
