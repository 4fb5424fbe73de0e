import type { OrganizationId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import type { Before } from './before';
import { deletionNews, partnerNews } from './deletions';
import { grantNews } from './grants';
import { joinedNews, type NewsItem } from './items';
import { type Merge, statementsByProduct, type Standings } from './statements';
import { orderNews } from './orders';
import { standingNews } from './standings';

/**
 * What entries changed for each organization that was there before them. Cost: the facts of the entries, and the
 * standings and orders on the products that they touched.
 *
 * @param before from `beforeEntries`
 * @param standings from `settle`
 */
export function newsOf(
	snapshot: Snapshot,
	before: Before,
	standings: Standings
): Map<OrganizationId, NewsItem[]> {
	const merge: Merge = { snapshot, standings, before, statements: statementsByProduct(snapshot, before) };
	const found = new Map<OrganizationId, NewsItem[]>();
	const report = (organization: OrganizationId, item: NewsItem) => {
		if (before.added.has(organization) || !snapshot.organizations.has(organization)) return;
		const items = found.get(organization);
		if (items) items.push(item);
		else found.set(organization, [item]);
	};
	standingNews(merge, report);
	grantNews(merge, report);
	orderNews(merge, report);
	deletionNews(merge, report);
	partnerNews(merge, report);
	return new Map([...found].map(([organization, items]) => [organization, joinedNews(items)]));
}
