import type { OrganizationId } from '$lib/domain/facts';
import type { NewsItem } from '$lib/views/news/items';
import { hrefsOf } from '../pages/page-addresses';
import type { Reader } from '../words/subjects';

/** Where one sees, and can act on, what happened. */
export function newsHref(reader: Reader, item: NewsItem): string {
	const { workspace, actor } = reader;
	switch (item.what) {
		case 'authorized':
		case 'widened':
		case 'narrowed':
		case 'lost':
		case 'may-pass-on':
		case 'may-not-pass-on':
			return productsPlace(reader, item.ids, item.by);
		case 'dormant':
		case 'woken':
			return hrefsOf(workspace, actor).partner(item.partner);
		case 'deletion-waits':
		case 'deletion-done':
			return deletedPlace(reader, item);
		case 'orders-uncovered':
		case 'orders-covered':
			return item.ids.length === 1
				? hrefsOf(workspace, actor).order(item.ids[0]!)
				: hrefsOf(workspace, actor).purchase();
		case 'made-partner':
			return hrefsOf(workspace, actor).authorization({ list: 'to-me' });
	}
}

/** The one product, or the list that they are, or were, in. */
function productsPlace({ snapshot, workspace, actor }: Reader, ids: string[], by: OrganizationId[]): string {
	const [only, another] = ids;
	if (only !== undefined && another === undefined && snapshot.products.get(only)?.deleted === false)
		return hrefsOf(workspace, actor).product(only);
	const granting = snapshot.relations.get(actor)?.partnerOf.get(by[0] ?? '');
	if (by.length === 1 && granting && granting.authorized.size > 0)
		return hrefsOf(workspace, actor).grantedFrom(by[0]!);
	return hrefsOf(workspace, actor).products({ tab: 'customers' });
}

function deletedPlace(
	{ workspace, actor }: Reader,
	item: Extract<NewsItem, { what: 'deletion-waits' | 'deletion-done' }>
): string {
	const waits = item.what === 'deletion-waits' && item.ids.length === 1;
	switch (item.of) {
		case 'product':
			return waits ? hrefsOf(workspace, actor).product(item.ids[0]!) : hrefsOf(workspace, actor).products();
		case 'partner':
			return hrefsOf(workspace, actor).authorization();
		case 'organization':
			return hrefsOf(workspace, actor).organizations();
	}
}
