import {
	type Deletion,
	organizationDeletion,
	partnerDeletion,
	productDeletion
} from '$lib/domain/deletion/deletion';
import type { OrganizationId } from '$lib/domain/facts';
import { isPartner } from '$lib/domain/partners';
import { partnershipBetween } from '$lib/domain/snapshot';
import { type Merge, authorsAbout, type Report } from './statements';
import type { NewsDeletable, NewsItem } from './items';

/** Deletions that their own organization asked for: one that must wait now, and one that needs to no longer. */
export function deletionNews(merge: Merge, report: Report): void {
	const { snapshot, before } = merge;
	for (const [id, was] of before.products) {
		const owner = snapshot.products.get(id)?.owner;
		const what = changed(was, productDeletion(snapshot, id));
		if (owner && what) report(owner, deletionItem(what, 'product', id, authorsAbout(merge, id, owner)));
	}
	for (const [id, was] of before.organizations) {
		const what = changed(was, organizationDeletion(snapshot, id));
		if (what) report(id, deletionItem(what, 'organization', id, []));
	}
	for (const { owner, partner, deletion } of before.partnerships.values()) {
		const what = changed(deletion, partnerDeletion(partnershipBetween(snapshot, owner, partner)));
		if (what) report(owner, deletionItem(what, 'partner', partner, []));
	}
}

/** Whoever was added as a partner learns by whom. */
export function partnerNews({ snapshot, before }: Merge, report: Report): void {
	for (const { owner, partner, was } of before.partnerships.values()) {
		const partnership = partnershipBetween(snapshot, owner, partner);
		if (was || owner === partner || !partnership || !isPartner(partnership)) continue;
		report(partner, { what: 'made-partner', ids: [owner], by: [owner], through: [] });
	}
}

function changed(was: Deletion, is: Deletion): 'deletion-waits' | 'deletion-done' | undefined {
	if (is === 'waits' && was !== 'waits') return 'deletion-waits';
	return is === 'done' && was === 'waits' ? 'deletion-done' : undefined;
}

const deletionItem = (
	what: 'deletion-waits' | 'deletion-done',
	of: NewsDeletable,
	id: string,
	by: OrganizationId[]
): NewsItem => ({ what, of, ids: [id], by, through: [] });
