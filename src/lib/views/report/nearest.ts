import type { OrganizationId } from '$lib/domain/facts';
import type { Chain } from '../chains/chains';

/** As many organizations and layers as a picture across a sheet of paper can have in letters that can be read. */
const MOST = { organizations: 12, layers: 4 };

/**
 * The part of a chain that is nearest to where it begins, or to an organization: few enough for paper, with the links
 * that lead from one layer to the next. Cost: the chain's links, for each layer.
 */
export function nearestOf({ nodes, edges, products }: Chain, organization?: OrganizationId): Chain {
	const roots = nodes.filter(({ id, role }) => (organization ? id === organization : role !== null));
	const layers = new Map<OrganizationId, number>(roots.map(({ id }) => [id, 0]));
	const reach = (from: OrganizationId, to: OrganizationId, by: 1 | -1, layer: number, most: number) => {
		if (layers.get(from) === layer && !layers.has(to) && layers.size < most) layers.set(to, layer + by);
	};
	const both = organization === undefined ? 1 : 2;
	for (let layer = 0; layer < MOST.layers / both; layer++) {
		// What leads here leaves room for what leads on.
		if (both === 2)
			for (const { grantor, grantee } of edges) reach(grantee, grantor, -1, -layer, MOST.organizations / 2);
		for (const { grantor, grantee } of edges) reach(grantor, grantee, 1, layer, MOST.organizations);
	}
	return {
		nodes: nodes.filter(({ id }) => layers.has(id)),
		edges: edges.filter(({ grantor, grantee }) => layers.get(grantee)! - layers.get(grantor)! === 1),
		products
	};
}
