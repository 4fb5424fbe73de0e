import type { OrganizationId } from '../domain/facts';
import { memberOf } from '../domain/member-of';
import type { Chain, ChainEdge, ChainNode } from './chains';
import { alikeIn, type Bundle, bundleEdge, BUNDLED } from './chains-bundles';
import { beginnings, granteesIn, reached } from './chains-layers';

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
	/** Whether a bundle of those that are alike was opened. */
	isOpened: (bundle: string) => boolean;
	/** How many grantees of an organization are drawn one by one, the rest as one. */
	portionOf: (grantor: OrganizationId) => number;
	/** The organizations that are drawn by themselves wherever they are reached. */
	kept: ReadonlySet<OrganizationId>;
}

/** Of grantees, those to draw one by one: all where that is hardly more than the portion. `kept` come first. */
export function portioned(
	grantees: readonly OrganizationId[],
	portion: number,
	kept: ReadonlySet<OrganizationId>
): readonly OrganizationId[] {
	if (grantees.length < portion + BUNDLED) return grantees;
	const isKept = (id: OrganizationId) => kept.has(id);
	const others = grantees.filter((id) => !isKept(id));
	const first = grantees.filter(isKept);
	return [...first, ...others.slice(0, Math.max(0, portion - first.length))];
}

/** The nodes and edges to draw. Cost: the chain, and for each collapsed node what is below it. */
export function shownChain(chain: Chain, { collapsed, isOpened, portionOf, kept }: Folding): ShownChain {
	const whole = granteesIn(chain);
	const first = beginnings(chain, whole);
	const below = (id: OrganizationId) => (collapsed.has(id) ? [] : (whole.get(id) ?? []));
	const within = (visible: ReadonlySet<OrganizationId>) => ({
		nodes: chain.nodes.filter(({ id }) => visible.has(id)),
		edges: chain.edges.filter(
			({ grantor, grantee }) => visible.has(grantor) && visible.has(grantee) && !collapsed.has(grantor)
		)
	});
	const { bundles: alike, swallowed } = alikeIn(within(reached(first, below)), whole, { isOpened, kept });
	const visible = reached(first, (id, seen) => {
		const fresh = below(id).filter((each) => !seen.has(each));
		const single = fresh.filter((each) => !swallowed.has(each));
		return [...fresh.filter((each) => swallowed.has(each)), ...portioned(single, portionOf(id), kept)];
	});
	const { nodes, edges } = within(visible);
	const members = new Map(chain.nodes.map((node) => [node.id, node]));
	const rest = [...visible].flatMap((grantor): Bundle[] => {
		const ids = below(grantor).filter((id) => !visible.has(id));
		if (ids.length === 0) return [];
		return [{ id: `rest~${grantor}`, kind: 'rest', grantor, members: ids.map((id) => members.get(id)!) }];
	});
	const granted = new Map<OrganizationId, ChainEdge[]>();
	for (const edge of chain.edges) memberOf(granted, edge.grantor, (): ChainEdge[] => []).push(edge);
	const bundles = [...alike.filter(({ grantor }) => visible.has(grantor)), ...rest];
	const hiddenBelow = (id: OrganizationId): number =>
		collapsed.has(id)
			? [...reached([id], (each) => whole.get(each) ?? [])].filter((each) => !visible.has(each)).length
			: 0;
	return {
		nodes: nodes
			.filter(({ id }) => !swallowed.has(id))
			.map((node) => ({ ...node, hidden: hiddenBelow(node.id) })),
		bundles,
		edges: [
			...edges.filter(({ grantee }) => !swallowed.has(grantee)),
			...bundles.map((bundle) => bundleEdge(bundle, granted.get(bundle.grantor)!))
		],
		grantors: new Set(nodes.map(({ id }) => id).filter((id) => whole.has(id)))
	};
}
