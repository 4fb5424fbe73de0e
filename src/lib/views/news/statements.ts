import type { OrganizationId, ProductId } from '$lib/domain/facts';
import type { Standing } from '$lib/domain/permissions/standing';
import type { Snapshot } from '$lib/domain/snapshot';
import { type Before, recordsNamedBy } from './before';
import type { NewsItem } from './items';

/** What each organization's standing was on the products that were touched, as `applyEntries` answers. */
export type Standings = ReadonlyMap<ProductId, ReadonlyMap<OrganizationId, Standing>>;

/** Somebody said something of a product; `to` is the grantee, where it was of a grant. */
export interface Statement {
	by: OrganizationId;
	to: OrganizationId | undefined;
}

/** What a merge changed: the state after it, how it was before, and who said what of each product. */
export interface Merge {
	snapshot: Snapshot;
	standings: Standings;
	before: Before;
	said: ReadonlyMap<ProductId, Statement[]>;
}

/** Files an item for an organization. */
export type Report = (organization: OrganizationId, item: NewsItem) => void;

/** Only what counts: an entry without a voice says nothing, and nobody speaks of another's records. */
export function statementsByProduct(snapshot: Snapshot, { stated }: Before): Map<ProductId, Statement[]> {
	const said = new Map<ProductId, Statement[]>();
	for (const each of stated) {
		if (snapshot.uncounted.get(each.author)?.has(each.entry)) continue;
		const { partner, products } = recordsNamedBy(snapshot, each);
		for (const id of products) {
			if (needsOwner(each.fact.table) && snapshot.products.get(id)?.owner !== each.author) continue;
			const list = said.get(id) ?? [];
			list.push({ by: each.author, to: partner });
			said.set(id, list);
		}
	}
	return said;
}

const needsOwner = (table: string): boolean => table === 'product-makings' || table === 'maker-standings';

/** Who said something of the product, the organization itself left out, sorted: the same news, the same words. */
export const authorsAbout = (
	{ said }: Merge,
	product: ProductId,
	organization: OrganizationId
): OrganizationId[] =>
	unique((said.get(product) ?? []).map(({ by }) => by)).filter((by) => by !== organization);

export const unique = (ids: Iterable<OrganizationId>): OrganizationId[] => [...new Set(ids)].sort();
