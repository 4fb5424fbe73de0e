import type { OrganizationId } from '$lib/domain/facts';
import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';
import type { Chain, ChainEdge, ChainNode } from './chains';
import { fitToLimits } from './drawing-limits';
import { bundlesOfAlike, type Bundle, bundleEdge, MIN_BUNDLE } from './bundles';
import { sourcesOf, successorsIn, reachableFrom } from './reachability';

/** The part of a chain that is drawn. */
export interface VisibleChain {
	nodes: (ChainNode & { /** How many organizations are folded away below it. */ hidden: number })[];
	bundles: Bundle[];
	/** Their grantee is an organization's id, or a bundle's. */
	edges: ChainEdge[];
	/** Those that have something below them, and can be collapsed. */
	grantors: Set<OrganizationId>;
	/** How many organizations are omitted although nothing above them is collapsed: one picture holds no more. */
	omitted: number;
}

/** How a chain is collapsed to stay readable. */
export interface Collapsing {
	/** What these granted is not drawn, nor anything below that is not reached another way. */
	collapsed: ReadonlySet<OrganizationId>;
	/** Whether a bundle of those that are alike was opened. */
	isOpened: (bundle: string) => boolean;
	/** How many grantees of an organization are drawn one by one, the rest as one. */
	portionOf: (grantor: OrganizationId) => number;
	/** The organizations that are drawn by themselves wherever they are reached, before any other. */
	kept: ReadonlySet<OrganizationId>;
	/** Where drawing starts in addition to the chain's sources. */
	from?: readonly OrganizationId[];
}

/** The grantees to draw one by one: all where they hardly exceed the portion, otherwise `kept` first. */
export function firstPortion(
	grantees: readonly OrganizationId[],
	portion: number,
	kept: ReadonlySet<OrganizationId>
): readonly OrganizationId[] {
	if (grantees.length < portion + MIN_BUNDLE) return grantees;
	const isKept = (id: OrganizationId) => kept.has(id);
	const others = grantees.filter((id) => !isKept(id));
	const first = grantees.filter(isKept);
	return [...first, ...others.slice(0, Math.max(0, portion - first.length))];
}

/**
 * The nodes and edges to draw, never more than can be laid out. Cost: the chain, and for each collapsed node what is
 * below it.
 */
export function visibleChain(
	chain: Chain,
	{ collapsed, isOpened, portionOf, kept, from = [] }: Collapsing
): VisibleChain {
	const whole = successorsIn(chain);
	const first = [...sourcesOf(chain, whole), ...from];
	const below = (id: OrganizationId) => (collapsed.has(id) ? [] : (whole.get(id) ?? []));
	const within = (visible: ReadonlySet<OrganizationId>) => ({
		nodes: chain.nodes.filter(({ id }) => visible.has(id)),
		edges: chain.edges.filter(
			({ grantor, grantee }) => visible.has(grantor) && visible.has(grantee) && !collapsed.has(grantor)
		)
	});
	const { bundles: alike, inBundles } = bundlesOfAlike(within(reachableFrom(first, below)), whole, {
		isOpened,
		kept
	});
	const visible = reachableFrom(first, (id, seen) => {
		const fresh = below(id).filter((each) => !seen.has(each));
		const single = fresh.filter((each) => !inBundles.has(each));
		return [...fresh.filter((each) => inBundles.has(each)), ...firstPortion(single, portionOf(id), kept)];
	});
	const members = new Map(chain.nodes.map((node) => [node.id, node]));
	const rest = [...visible].flatMap((grantor): Bundle[] => {
		const ids = below(grantor).filter((id) => !visible.has(id));
		if (ids.length === 0) return [];
		return [{ id: `rest~${grantor}`, kind: 'rest', grantor, members: ids.map((id) => members.get(id)!) }];
	});
	const granted = new Map<OrganizationId, Map<OrganizationId, ChainEdge>>();
	for (const edge of chain.edges)
		getOrInsertComputed(granted, edge.grantor, () => new Map<OrganizationId, ChainEdge>()).set(
			edge.grantee,
			edge
		);
	const wanted = [...kept, ...visible].filter((id) => visible.has(id) && !inBundles.has(id));
	const drawn = fitToLimits(
		[...new Set(wanted)],
		chain.edges.filter(({ grantor }) => !collapsed.has(grantor)),
		[...alike.filter(({ grantor }) => visible.has(grantor)), ...rest]
	);
	const { bundles } = drawn;
	const { nodes, edges } = within(drawn.organizations);
	const bundled = new Set(bundles.flatMap(({ members: inside }) => inside.map(({ id }) => id)));
	const hiddenBelow = (id: OrganizationId): number =>
		collapsed.has(id)
			? [...reachableFrom([id], (each) => whole.get(each) ?? [])].filter((each) => !visible.has(each)).length
			: 0;
	return {
		nodes: nodes.map((node) => ({ ...node, hidden: hiddenBelow(node.id) })),
		bundles,
		edges: [...edges, ...bundles.map((bundle) => bundleEdge(bundle, granted.get(bundle.grantor)!))],
		grantors: new Set(nodes.map(({ id }) => id).filter((id) => whole.has(id))),
		omitted: [...visible, ...rest.flatMap(({ members: inside }) => inside.map(({ id }) => id))].filter(
			(id) => !drawn.organizations.has(id) && !bundled.has(id)
		).length
	};
}
