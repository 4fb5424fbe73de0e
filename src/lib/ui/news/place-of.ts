import type { OrganizationId } from '$lib/domain/facts';
import type { NewsItem } from '$lib/views/news/items';
import { addresses } from '../kit/addresses';
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
			return addresses.partner(workspace, actor, item.partner);
		case 'deletion-waits':
		case 'deletion-done':
			return deletedPlace(reader, item);
		case 'orders-uncovered':
		case 'orders-covered':
			return item.ids.length === 1
				? addresses.order(workspace, actor, item.ids[0]!)
				: addresses.purchase(workspace, actor);
		case 'made-partner':
			return addresses.authorization(workspace, actor, { list: 'to-me' });
	}
}

/** The one product, or the list that they are, or were, in. */
function productsPlace({ snapshot, workspace, actor }: Reader, ids: string[], by: OrganizationId[]): string {
	const [only, another] = ids;
	if (only !== undefined && another === undefined && snapshot.products.get(only)?.deleted === false)
		return addresses.product(workspace, actor, only);
	const granting = snapshot.relations.get(actor)?.partnerOf.get(by[0] ?? '');
	if (by.length === 1 && granting && granting.authorized.size > 0)
		return addresses.grantedFrom(workspace, actor, by[0]!);
	return addresses.products(workspace, actor, { tab: 'customers' });
}

function deletedPlace(
	{ workspace, actor }: Reader,
	item: Extract<NewsItem, { what: 'deletion-waits' | 'deletion-done' }>
): string {
	const waits = item.what === 'deletion-waits' && item.ids.length === 1;
	switch (item.of) {
		case 'product':
			return waits ? addresses.product(workspace, actor, item.ids[0]!) : addresses.products(workspace, actor);
		case 'partner':
			return addresses.authorization(workspace, actor);
		case 'organization':
			return addresses.organizations(workspace, actor);
	}
}
