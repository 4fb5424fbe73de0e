import type { OrganizationId, ProductId } from '$lib/domain/facts';
import type { Standing } from '$lib/domain/permissions/standing';
import type { Snapshot } from '$lib/domain/snapshot';
import { type Before, recordsNamedBy } from './before';
import type { NewsItem } from './items';

/** Each organization's earlier standing on the touched products, as `applyEntries` answers it. */
export type Standings = ReadonlyMap<ProductId, ReadonlyMap<OrganizationId, Standing>>;

/** Who stated something about a product; `to` is the grantee of a grant. */
export interface Statement {
	by: OrganizationId;
	to: OrganizationId | undefined;
}

/** What a merge changed: the state after it, how it was before, and who stated what about each product. */
export interface Merge {
	snapshot: Snapshot;
	standings: Standings;
	before: Before;
	statements: ReadonlyMap<ProductId, Statement[]>;
}

/** Adds an item to an organization's news. */
export type Report = (organization: OrganizationId, item: NewsItem) => void;

/** The statements about each product that count: those of entries whose key may speak, and on one's own records. */
export function statementsByProduct(snapshot: Snapshot, { stated }: Before): Map<ProductId, Statement[]> {
	const statements = new Map<ProductId, Statement[]>();
	for (const each of stated) {
		if (snapshot.uncounted.get(each.author)?.has(each.entry)) continue;
		const { partner, products } = recordsNamedBy(snapshot, each);
		for (const id of products) {
			if (needsOwner(each.fact.table) && snapshot.products.get(id)?.owner !== each.author) continue;
			const list = statements.get(id) ?? [];
			list.push({ by: each.author, to: partner });
			statements.set(id, list);
		}
	}
	return statements;
}

const needsOwner = (table: string): boolean => table === 'product-makings' || table === 'maker-standings';

/**
 * Who stated something about the product, without the organization itself; sorted, so that the same news reads the
 * same.
 */
export const authorsAbout = (
	{ statements }: Merge,
	product: ProductId,
	organization: OrganizationId
): OrganizationId[] =>
	unique((statements.get(product) ?? []).map(({ by }) => by)).filter((by) => by !== organization);

/** The ids without repetitions, sorted. */
export const unique = (ids: Iterable<OrganizationId>): OrganizationId[] => [...new Set(ids)].sort();
