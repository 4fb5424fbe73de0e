import { relayedIn } from '../domain/effective-permissions';
import type { OrganizationId, ProductId } from '../domain/facts';
import { bitOf, noPermissions, type PermissionSet } from '../domain/permissions';
import type { Link, Product } from '../domain/records';
import { whyNotRelayed } from './authorization-reasons';
import { type Merge, sayers, type Tell } from './news-merge';

/** Grants that went dormant, or woke, because what their grantor may pass on has changed. */
export function grantNews(merge: Merge, tell: Tell): void {
	for (const id of merge.standings.keys()) {
		const product = merge.snapshot.products.get(id);
		if (!product) continue;
		for (const [grantor, links] of product.links) {
			if (isUntouched(merge, product, grantor)) continue;
			const by = sayers(merge, id, grantor);
			for (const link of links.values()) {
				const { dormant, woken } = changeOf(merge, product, link);
				const about = { ids: [id], partner: link.grantee, by, through: [] };
				if (woken) tell(grantor, { what: 'woken', permissions: woken, ...about });
				if (!dormant) continue;
				const lack = whyNotRelayed(product, grantor, dormant);
				tell(grantor, { what: 'dormant', permissions: dormant, lack, ...about });
			}
		}
	}
}

const relayedBefore = (merge: Merge, product: ProductId, organization: OrganizationId): PermissionSet =>
	relayedIn(merge.standings.get(product)?.get(organization) ?? 0);

const relayedNow = (product: Product, organization: OrganizationId): PermissionSet =>
	relayedIn(product.standings.get(organization) ?? 0);

/** Nothing can have changed for its grants: it passes on what it did, and said nothing itself. */
const isUntouched = (merge: Merge, product: Product, grantor: OrganizationId): boolean =>
	relayedBefore(merge, product.id, grantor) === relayedNow(product, grantor) &&
	!(merge.said.get(product.id) ?? []).some(({ by }) => by === grantor);

/** A grant that comes dormant with the merge counts as gone dormant: its grantor made it while it was effective. */
function changeOf(merge: Merge, product: Product, link: Link) {
	const [was, is] = [relayedBefore(merge, product.id, link.grantor), relayedNow(product, link.grantor)];
	let dormant = noPermissions;
	let woken = noPermissions;
	for (const { id, permission } of link.grants) {
		const bit = bitOf(permission);
		const isNew = merge.before.added.has(id);
		if (!(is & bit) && (isNew || was & bit)) dormant |= bit;
		if (is & bit && !isNew && !(was & bit)) woken |= bit;
	}
	return { dormant, woken };
}
