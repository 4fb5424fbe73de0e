import type { OrganizationId } from '$lib/domain/facts';
import { grantorsIn } from '$lib/views/news/items';
import type { Session } from '../session/session';

/** The grantors with unread news for the acting organization; none in a draft or at a past moment. */
export function freshGrantors({ workspace, actor }: Session): Set<OrganizationId> {
	if (workspace.id !== workspace.base.id) return new Set();
	const unread = workspace.news.of(actor).filter(({ read }) => !read);
	return grantorsIn(unread.map(({ item }) => item));
}
