import type { OrganizationId } from '$lib/domain/facts';
import { grantorsIn } from '$lib/views/news/items';
import type { Session } from '../session/session';

/** Those of whose grants something is new to the acting organization; nobody's in a draft or the past. */
export function freshGrantors({ workspace, actor }: Session): Set<OrganizationId> {
	if (workspace.id !== workspace.base.id) return new Set();
	const unread = workspace.news.of(actor).filter(({ read }) => !read);
	return grantorsIn(unread.map(({ item }) => item));
}
