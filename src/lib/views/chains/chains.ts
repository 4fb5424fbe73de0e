import { standingMaker } from '$lib/domain/permissions/effective-permissions';
import {
	heldIn,
	includes,
	noPermissions,
	only,
	type PermissionSet,
	relayedIn,
	withImplied
} from '$lib/domain/permissions/standing';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import { dormantPermissions, grantState } from '$lib/domain/permissions/grant-states';
import { linksOn } from '$lib/domain/permissions/links';
import { type Permission, permissions } from '$lib/domain/permissions/permissions';
import type { Link, Product } from '$lib/domain/records';
import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';
import { relationsOf, type Snapshot } from '$lib/domain/snapshot';
import { type Party, partyOf } from '../authorization/authorization';
import { byName } from '../collation';
import { linksOnPathsThrough, stepsFromRoot } from './paths';

/** An organization in a chain. */
export interface ChainNode {
	id: OrganizationId;
	party: Party;
	/** Where the chains begin: nobody grants it its standing. In the chains of an organization, on any of the products. */
	role: 'owner' | 'maker' | null;
	/** What it effectively holds, and what of that it may pass on; the union over the products. */
	held: PermissionSet;
	relayed: PermissionSet;
	/** On one product: the fewest effective links from the owner or maker; null where nothing effective reaches it. */
	steps: number | null;
}

/**
 * One permission of an edge, counted in products: on how many it is granted, dormant, redundant, free to pass on, and what
 * would be free to pass on if it were not dormant.
 */
export interface ChainPart {
	permission: Permission;
	products: number;
	dormant: number;
	redundant: number;
	passesOn: number;
	dormantPassesOn: number;
}

/** `partly`: some of it is dormant. */
export type EdgeState = 'active' | 'partly' | 'dormant' | 'redundant';

/** Everything that one organization granted another there, as one edge. */
export interface ChainEdge {
	id: string;
	grantor: OrganizationId;
	grantee: OrganizationId;
	/** One for each product. */
	links: Link[];
	parts: ChainPart[];
	state: EdgeState;
	/** Attenuation: what the grantor may pass on there, and does not pass on here. */
	narrowed: PermissionSet;
	changedAt: number;
}

/** Who got what through whom: for one product, or for one organization over all products that concern it. */
export interface Chain {
	nodes: ChainNode[];
	edges: ChainEdge[];
	products: ProductId[];
}

const edgeId = ({ grantor, grantee }: Link): string => `${grantor} ${grantee}`;

/** The chains of one product. Cost: its links. */
export function productChain(snapshot: Snapshot, id: ProductId): Chain | undefined {
	const product = snapshot.products.get(id);
	if (!product) return undefined;
	const chain = chainOf(snapshot, [product], linksOn);
	const reached = permissions.map((permission) => stepsFromRoot(product, permission));
	const nodes = chain.nodes.map((node): ChainNode => {
		const fewest = Math.min(...reached.map((each) => each.get(node.id) ?? Infinity));
		return { ...node, steps: fewest === Infinity ? null : fewest };
	});
	const rank = ({ steps }: ChainNode) => steps ?? nodes.length;
	return { ...chain, nodes: nodes.sort((one, other) => rank(one) - rank(other)) };
}

/**
 * The chains through one organization, over every standing product that it owns, makes, was granted or granted: what
 * feeds it, and what depends on it. Cost: the links of those products.
 */
export function organizationChain(snapshot: Snapshot, organization: OrganizationId): Chain | undefined {
	if (!snapshot.organizations.has(organization)) return undefined;
	const { owned, made, partners, partnerOf } = relationsOf(snapshot, organization);
	const concerned = new Set([...owned, ...made]);
	for (const side of [partners, partnerOf])
		for (const { authorized } of side.values()) for (const id of authorized.keys()) concerned.add(id);
	const products = [...concerned]
		.flatMap((each) => snapshot.products.get(each) ?? [])
		.filter(({ deleted }) => !deleted);
	const chain = chainOf(snapshot, products, (product) => linksOnPathsThrough(product, organization));
	if (!chain.nodes.some((node) => node.id === organization))
		chain.nodes.unshift(nodeOf(snapshot, organization));
	return chain;
}

const nodeOf = (snapshot: Snapshot, id: OrganizationId): ChainNode => ({
	...{ id, party: partyOf(snapshot, id), role: null, held: 0, relayed: 0, steps: null }
});

/** What an edge shows of each of its links: the chain may be of one permission. */
export const linksShown = ({ links, parts }: ChainEdge): { link: Link; permissions: PermissionSet }[] => {
	const shown = parts.reduce((all, { permission }) => all | only(permission), noPermissions);
	return links
		.map((link) => ({ link, permissions: link.permissions & shown }))
		.filter(({ permissions }) => permissions !== noPermissions);
};

/** Only what the permission is about: edges that grant it, and the organizations at their ends or at the beginning. */
export function ofPermission(chain: Chain, permission: Permission): Chain {
	const edges = chain.edges.flatMap((edge): ChainEdge[] => {
		const parts = edge.parts.filter((part) => includes(withImplied(only(part.permission)), permission));
		return parts.length > 0
			? [{ ...edge, parts, state: stateOf(parts), narrowed: edge.narrowed & only(permission) }]
			: [];
	});
	const kept = new Set(edges.flatMap(({ grantor, grantee }) => [grantor, grantee]));
	return { ...chain, edges, nodes: chain.nodes.filter(({ id, role }) => role !== null || kept.has(id)) };
}

/** The edges on paths through the organization; on each product apart, then together. */
export function edgesOnPathsThrough(
	snapshot: Snapshot,
	chain: Chain,
	organization: OrganizationId
): Set<string> {
	const concerned = new Set(
		chain.edges
			.filter(({ grantor, grantee }) => grantor === organization || grantee === organization)
			.flatMap(({ links }) => links.map(({ product }) => product))
	);
	const found = new Set<string>();
	for (const id of concerned)
		for (const link of linksOnPathsThrough(snapshot.products.get(id)!, organization)) found.add(edgeId(link));
	return new Set(chain.edges.map(({ id }) => id).filter((id) => found.has(id)));
}

/** Only the paths through one organization. */
export function chainThrough(snapshot: Snapshot, chain: Chain, organization: OrganizationId): Chain {
	const onPaths = edgesOnPathsThrough(snapshot, chain, organization);
	const edges = chain.edges.filter(({ id }) => onPaths.has(id));
	const kept = new Set([organization, ...edges.flatMap(({ grantor, grantee }) => [grantor, grantee])]);
	return { ...chain, edges, nodes: chain.nodes.filter(({ id }) => kept.has(id)) };
}

function chainOf(
	snapshot: Snapshot,
	products: readonly Product[],
	linksFrom: (product: Product) => Iterable<Link>
): Chain {
	const nodes = new Map<OrganizationId, ChainNode>();
	const edges = new Map<OrganizationId, Map<OrganizationId, ChainEdge>>();
	const nodeAt = (id: OrganizationId, product: Product): ChainNode => {
		const node = getOrInsertComputed(nodes, id, () => nodeOf(snapshot, id));
		const standing = product.standings.get(id) ?? 0;
		node.held |= heldIn(standing);
		node.relayed |= relayedIn(standing);
		return node;
	};
	for (const product of products) {
		nodeAt(product.owner, product).role = 'owner';
		const maker = standingMaker(product);
		if (maker) nodeAt(maker, product).role ??= 'maker';
		for (const link of linksFrom(product)) {
			nodeAt(link.grantor, product);
			nodeAt(link.grantee, product);
			const byGrantee = getOrInsertComputed(edges, link.grantor, () => new Map<OrganizationId, ChainEdge>());
			addLink(
				snapshot,
				getOrInsertComputed(byGrantee, link.grantee, () => emptyEdge(link)),
				link,
				product
			);
		}
	}
	const inOrder = byName();
	return {
		nodes: [...nodes.values()].sort((one, other) => inOrder(one.party, other.party)),
		edges: [...edges.values()].flatMap((byGrantee) => [...byGrantee.values()].map(whole)),
		products: products.map(({ id }) => id)
	};
}

const emptyEdge = (link: Link): ChainEdge => ({
	...{ id: edgeId(link), grantor: link.grantor, grantee: link.grantee, links: [] },
	parts: permissions.map((permission) => ({
		permission,
		products: 0,
		dormant: 0,
		redundant: 0,
		passesOn: 0,
		dormantPassesOn: 0
	})),
	...{ state: 'active', narrowed: noPermissions, changedAt: 0 }
});

function addLink(snapshot: Snapshot, edge: ChainEdge, link: Link, product: Product): void {
	const relayed = relayedIn(product.standings.get(link.grantor) ?? 0);
	const dormant = dormantPermissions(product, link);
	const free = withImplied(link.flagged);
	edge.links.push(link);
	edge.narrowed |= relayed & ~withImplied(link.permissions);
	edge.changedAt = Math.max(edge.changedAt, link.changedAt);
	for (const part of edge.parts) {
		if (!includes(link.permissions, part.permission)) continue;
		part.products++;
		if (includes(dormant, part.permission)) part.dormant++;
		else if (grantState(snapshot, product, link, part.permission) === 'redundant') part.redundant++;
		if (!includes(free, part.permission)) continue;
		if (includes(dormant, part.permission)) part.dormantPassesOn++;
		else part.passesOn++;
	}
}

/** The edge when all its links are in it: with the permissions that they grant, and no others. */
function whole(edge: ChainEdge): ChainEdge {
	const parts = edge.parts.filter(({ products }) => products > 0);
	return { ...edge, parts, state: stateOf(parts) };
}

/** What the parts of an edge make of it. */
export function stateOf(parts: readonly ChainPart[]): EdgeState {
	if (parts.every(({ dormant, products }) => dormant === products)) return 'dormant';
	if (parts.some(({ dormant }) => dormant > 0)) return 'partly';
	return parts.every(({ redundant, products }) => redundant === products) ? 'redundant' : 'active';
}
