import { allOf } from '$lib/domain/algorithms/several';
import { heldIn, noPermissions, only, type PermissionSet, relayedIn } from '$lib/domain/permissions/standing';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import type { Link, Product } from '$lib/domain/records';
import { whyDormant } from '../authorization/reasons';
import { type Merge, authorsAbout, type Report } from './statements';

/** Grants that went dormant, or woke: what their grantor may pass on has changed, or their grantee is deleted or back. */
export function grantNews(merge: Merge, report: Report): void {
	for (const id of merge.standings.keys()) {
		const product = merge.snapshot.products.get(id);
		if (!product) continue;
		for (const [grantor, links] of product.links) {
			const isUntouched = isUntouchedBy(merge, product, grantor);
			const by = authorsAbout(merge, id, grantor);
			for (const link of links.values()) {
				if (isUntouched && wasThere(merge, link) === isThere(product, link)) continue;
				const { dormant, woken } = changeOf(merge, product, link);
				const about = { ids: [id], partner: link.grantee, by, through: [] };
				if (woken) report(grantor, { what: 'woken', permissions: woken, ...about });
				if (!dormant) continue;
				const lack = whyDormant(merge.snapshot, product, link, dormant);
				report(grantor, { what: 'dormant', permissions: dormant, lack, ...about });
			}
		}
	}
}

const relayedBefore = (merge: Merge, product: ProductId, organization: OrganizationId): PermissionSet =>
	relayedIn(merge.standings.get(product)?.get(organization) ?? 0);

const relayedNow = (product: Product, organization: OrganizationId): PermissionSet =>
	relayedIn(product.standings.get(organization) ?? 0);

/** Whether nothing can have changed for its grants: it relays what it did, and stated nothing itself. */
const isUntouchedBy = (merge: Merge, product: Product, grantor: OrganizationId): boolean =>
	relayedBefore(merge, product.id, grantor) === relayedNow(product, grantor) &&
	!(merge.statements.get(product.id) ?? []).some(({ by }) => by === grantor);

/** Whether the grantee held anything, which a deleted one does not. */
const wasThere = (merge: Merge, { product, grantee }: Link): boolean =>
	(merge.standings.get(product)?.get(grantee) ?? 0) !== 0;

const isThere = (product: Product, { grantee }: Link): boolean => (product.standings.get(grantee) ?? 0) !== 0;

/** A grant that comes dormant with the merge counts as gone dormant: its grantor made it while it was effective. */
function changeOf(merge: Merge, product: Product, link: Link) {
	const is = relayedNow(product, link.grantor) & heldIn(product.standings.get(link.grantee) ?? 0);
	const held = heldIn(merge.standings.get(product.id)?.get(link.grantee) ?? 0);
	const was = relayedBefore(merge, product.id, link.grantor) & held;
	let dormant = noPermissions;
	let woken = noPermissions;
	for (const { id, permission } of allOf(link.grants)) {
		const one = only(permission);
		const isNew = merge.before.added.has(id);
		if (!(is & one) && (isNew || was & one)) dormant |= one;
		if (is & one && !isNew && !(was & one)) woken |= one;
	}
	return { dormant, woken };
}
