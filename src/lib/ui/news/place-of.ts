import type { OrganizationId } from '$lib/domain/facts';
import type { NewsItem } from '$lib/views/news/items';
import type { Reader } from '../words/subjects';

/** Where one sees, and can act on, what happened. */
export function newsHref(reader: Reader, item: NewsItem): string {
	const { href } = reader;
	switch (item.what) {
		case 'authorized':
		case 'widened':
		case 'narrowed':
		case 'lost':
		case 'may-pass-on':
		case 'may-not-pass-on':
			return productsHref(reader, item.ids, item.by);
		case 'dormant':
		case 'woken':
			return href.partner(item.partner);
		case 'deletion-waits':
		case 'deletion-done':
			return deletedHref(reader, item);
		case 'orders-uncovered':
		case 'orders-covered':
			return item.ids.length === 1 ? href.order(item.ids[0]!) : href.purchase();
		case 'made-partner':
			return href.authorization({ list: 'to-me' });
	}
}

/** The one product, or the list that they are, or were, in. */
function productsHref({ snapshot, actor, href }: Reader, ids: string[], by: OrganizationId[]): string {
	const [only, another] = ids;
	if (only !== undefined && another === undefined && snapshot.products.get(only)?.deleted === false)
		return href.product(only);
	const granting = snapshot.relations.get(actor)?.partnerOf.get(by[0] ?? '');
	if (by.length === 1 && granting && granting.authorized.size > 0) return href.grantedFrom(by[0]!);
	return href.products({ tab: 'customers' });
}

function deletedHref(
	{ href }: Reader,
	item: Extract<NewsItem, { what: 'deletion-waits' | 'deletion-done' }>
): string {
	const waits = item.what === 'deletion-waits' && item.ids.length === 1;
	if (item.of === 'product') return waits ? href.product(item.ids[0]!) : href.products();
	return item.of === 'partner' ? href.authorization() : href.organizations();
}
