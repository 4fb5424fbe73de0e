import type { OrganizationId } from '$lib/domain/facts';
import { m } from '$lib/paraglide/messages';
import { organizationName } from '$lib/views/names';
import type { NewsItem } from '$lib/views/news/items';
import { name, type Segment, sentence, sentenceText, words } from '../words/segments';
import * as subjects from '../words/subjects';
import type { Reader } from '../words/subjects';
import { listing } from '../kit/text/listing';

/** What happened, in one sentence to the organization that it happened to. */
export function headline(reader: Reader, item: NewsItem): Segment[] {
	const by = named(reader, item.by);
	switch (item.what) {
		case 'authorized':
		case 'widened':
			return gained(reader, item, by);
		case 'narrowed':
			return sentence(m.news_narrowed, { by, products: subjects.products(reader, item.ids) });
		case 'lost':
			return sentence(lostMessages[item.because], { by, products: subjects.products(reader, item.ids) });
		case 'may-pass-on':
			return sentence(m.news_may_pass_on, { by, products: subjects.products(reader, item.ids) });
		case 'may-not-pass-on':
			return sentence(m.news_may_not_pass_on, { by, products: subjects.products(reader, item.ids) });
		case 'dormant':
		case 'woken':
			return sentence(item.what === 'dormant' ? m.news_dormant : m.news_woken, {
				partner: subjects.organization(reader, item.partner),
				products: subjects.products(reader, item.ids)
			});
		case 'deletion-waits':
		case 'deletion-done':
			return sentence(item.what === 'deletion-waits' ? m.news_deletion_waits : m.news_deletion_done, {
				things: subjects.things(reader, item.of, item.ids)
			});
		case 'orders-uncovered':
			return sentence(m.news_orders_uncovered, { orders: subjects.orders(reader, item.ids) });
		case 'orders-covered':
			return sentence(m.news_orders_covered, { orders: subjects.orders(reader, item.ids) });
		case 'made-partner':
			return sentence(m.news_made_partner, { by });
	}
}

/** The same as plain text. */
export const headlineText = (reader: Reader, item: NewsItem): string => sentenceText(headline(reader, item));

const lostMessages = {
	revoked: m.news_lost,
	'standing-ended': m.news_lost_maker,
	'product-deleted': m.news_lost_deleted
};

type Gain = Extract<NewsItem, { what: 'authorized' | 'widened' }>;

function gained(reader: Reader, item: Gain, by: Segment[]): Segment[] {
	const products = subjects.products(reader, item.ids);
	if (item.asMaker) return sentence(m.news_named_maker, { by, products });
	const isNew = item.what === 'authorized';
	if (item.through.length === 0)
		return sentence(isNew ? m.news_authorized : m.news_widened, { by, products });
	const through = named(reader, item.through);
	return sentence(isNew ? m.news_authorized_through : m.news_widened_through, { by, products, through });
}

/** The one by its name, with its link; several in a row. */
function named(reader: Reader, ids: OrganizationId[]): Segment[] {
	const [only, another] = ids;
	if (only === undefined) return words(m.news_somebody());
	if (another === undefined) return subjects.organization(reader, only);
	return name(listing(ids.map((id) => organizationName(reader.snapshot, id))));
}
