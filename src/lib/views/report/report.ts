import { dormantPermissions } from '$lib/domain/permissions/grant-states';
import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';
import { noPermissions, type PermissionSet } from '$lib/domain/permissions/standing';
import type { OrganizationId } from '$lib/domain/facts';
import type { Link } from '$lib/domain/records';
import type { Snapshot } from '$lib/domain/snapshot';
import type { Party } from '../authorization/authorization';
import type { Chain, ChainEdge } from '../chains/chains';
import { byName } from '../collation';
import { productName } from '../names';

/** One line of a report: what an organization may do through another, on every product on which that is the same. */
export interface ReportRow {
	id: string;
	grantee: Party;
	grantor: Party;
	/** As granted, without what they imply. */
	permissions: PermissionSet;
	/** What of these the grantee may pass on. */
	mayPassOn: PermissionSet;
	/** Granted, and without effect: the grantor has it not to give. */
	isDormant: boolean;
	/** The names of the products, in order. */
	products: string[];
}

/** A table of a report: a product's grants, or what an organization was granted, or what it granted. */
export interface ReportTable {
	of: 'all' | 'received' | 'given';
	rows: ReportRow[];
	/** How many more rows there are: paper is short. */
	omitted: number;
}

/** As many rows as fit two pages of paper with the picture. */
const MOST_ROWS = 30;

/**
 * What a report says in words of a chain: of a product's, every grant, from the owner down; of an organization's, its
 * own grants and those to it. Cost: the chain's links.
 * @param organization whose report it is, where it is not a product's
 */
export function reportTables(snapshot: Snapshot, chain: Chain, organization?: OrganizationId): ReportTable[] {
	if (organization === undefined) return [tableOf('all', snapshot, chain, chain.edges, MOST_ROWS)];
	const to = chain.edges.filter(({ grantee }) => grantee === organization);
	const from = chain.edges.filter(({ grantor }) => grantor === organization);
	// What one of the two leaves free, the other has.
	const received = tableOf('received', snapshot, chain, to, MOST_ROWS - Math.min(from.length, MOST_ROWS / 2));
	const given = tableOf('given', snapshot, chain, from, MOST_ROWS - received.rows.length);
	return [received, given].filter(({ rows }) => rows.length > 0);
}

function tableOf(
	of: ReportTable['of'],
	snapshot: Snapshot,
	{ nodes }: Chain,
	edges: readonly ChainEdge[],
	most: number
): ReportTable {
	const places = new Map(nodes.map(({ id, party }, place) => [id, { place, party }]));
	const place = (id: OrganizationId) => places.get(id)!.place;
	const inOrder = [...edges].sort(
		(one, other) => place(one.grantee) - place(other.grantee) || place(one.grantor) - place(other.grantor)
	);
	const rows = inOrder.flatMap((edge) => {
		const [grantor, grantee] = [places.get(edge.grantor)!.party, places.get(edge.grantee)!.party];
		return statementsOf(snapshot, edge).map((statement): ReportRow => ({ ...statement, grantor, grantee }));
	});
	return { of, rows: rows.slice(0, most), omitted: Math.max(0, rows.length - most) };
}

/** What an edge states: a statement for all products on which it states the same, what is dormant by itself. */
function statementsOf(snapshot: Snapshot, edge: ChainEdge): Omit<ReportRow, 'grantor' | 'grantee'>[] {
	const found = new Map<
		string,
		{ set: PermissionSet; free: PermissionSet; dormant: boolean; links: Link[] }
	>();
	for (const link of edge.links) {
		const asleep = dormantPermissions(snapshot.products.get(link.product)!, link);
		for (const dormant of [false, true]) {
			const set = dormant ? asleep : link.permissions & ~asleep;
			if (set === noPermissions) continue;
			const free = set & link.flagged;
			const id = `${edge.id} ${set} ${free} ${dormant}`;
			getOrInsertComputed(found, id, () => ({ set, free, dormant, links: [] as Link[] })).links.push(link);
		}
	}
	const inOrder = byName();
	return [...found].map(([id, { set, free, dormant, links }]) => ({
		id,
		permissions: set,
		mayPassOn: free,
		isDormant: dormant,
		products: links
			.map(({ product }) => ({ name: productName(snapshot, product) }))
			.sort(inOrder)
			.map(({ name }) => name)
	}));
}
