import { type PermissionSet, toList, withoutImplied } from '$lib/domain/permissions/standing';
import { m } from '$lib/paraglide/messages';
import type { NewsItem } from '$lib/views/news/items';
import { lackText } from '../words/state-text';
import type { Reader } from '../words/subjects';
import { listing } from '../kit/text/listing';
import { permissionName } from '../words/permission-name';
import { shownOrganizationName } from '../words/shown-organization-name';

const named = (set: PermissionSet): string => listing(toList(set).map(permissionName), 4);

/** What follows from news for the organization that gets it; '' where the headline is enough. */
export function follow({ snapshot, actor }: Reader, item: NewsItem): string {
	const nameOf = (id: string) => shownOrganizationName(snapshot, id);
	switch (item.what) {
		case 'authorized':
		case 'widened':
			return [
				m.news_follow_gained({ permissions: named(item.permissions) }),
				item.passOn ? m.news_follow_pass_on({ permissions: named(item.passOn) }) : ''
			]
				.filter(Boolean)
				.join(' ');
		case 'narrowed':
			return m.news_follow_narrowed({ permissions: named(item.permissions), left: named(item.left) });
		case 'lost':
			return m.news_follow_lost({ permissions: named(item.permissions) });
		case 'may-pass-on':
			return m.news_follow_pass_on({ permissions: named(item.permissions) });
		case 'may-not-pass-on':
			return m.news_follow_no_pass_on({ permissions: named(item.permissions) });
		case 'dormant':
			return m.news_follow_dormant({
				permissions: named(withoutImplied(item.permissions)),
				reason: lackText(snapshot, item.lack, actor)
			});
		case 'woken':
			return m.news_follow_woken({ partner: nameOf(item.partner), permissions: named(item.permissions) });
		case 'deletion-waits':
			if (item.of === 'partner') return m.news_follow_partner_waits();
			if (item.of === 'organization') return m.news_follow_organization_waits();
			return m.news_follow_product_waits({ by: listing(item.by.map(nameOf)) || m.news_somebody() });
		case 'deletion-done':
			return m.news_follow_deletion_done();
		case 'orders-uncovered':
			return m.news_follow_uncovered();
		case 'orders-covered':
			return '';
		case 'made-partner':
			return m.news_follow_partner();
	}
}
