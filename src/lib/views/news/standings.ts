import { delegatedBy, standingMaker } from '$lib/domain/permissions/effective-permissions';
import { heldIn, type PermissionSet, relayedIn, type Standing } from '$lib/domain/permissions/standing';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import type { Product } from '$lib/domain/records';
import { type Merge, authorsAbout, type Report, unique } from './statements';
import type { NewsItem } from './items';

/** What each organization gained and lost on the products of others. */
export function standingNews(merge: Merge, report: Report): void {
	for (const [id, before] of merge.standings) {
		const product = merge.snapshot.products.get(id);
		const after: ReadonlyMap<OrganizationId, Standing> = product?.standings ?? new Map();
		for (const organization of new Set([...before.keys(), ...after.keys()])) {
			const [was, is] = [before.get(organization) ?? 0, after.get(organization) ?? 0];
			// Who deletes itself knows what it loses.
			const isGone = merge.snapshot.organizations.get(organization)?.deleted;
			if (was === is || product?.owner === organization || isGone) continue;
			for (const item of changesOf(merge, id, product, organization, was, is)) report(organization, item);
		}
	}
}

function changesOf(
	merge: Merge,
	id: ProductId,
	product: Product | undefined,
	organization: OrganizationId,
	was: Standing,
	is: Standing
): NewsItem[] {
	const items: NewsItem[] = [];
	const ids = [id];
	const [held, holds] = [heldIn(was), heldIn(is)];
	const [gained, lost] = [holds & ~held, held & ~holds];
	const [relayGained, relayLost] = [relayedIn(is) & ~relayedIn(was), relayedIn(was) & ~relayedIn(is)];
	if (gained && product) {
		const asMaker = standingMaker(product) === organization;
		const what = held === 0 ? 'authorized' : 'widened';
		const gain = { permissions: gained, passOn: relayGained & gained, asMaker };
		items.push({ what, ids, ...gain, ...gainedFrom(merge, product, organization, gained) });
	}
	if (relayGained & held && product) {
		const permissions = relayGained & held;
		items.push({
			...{ what: 'may-pass-on', ids, permissions },
			...gainedFrom(merge, product, organization, permissions)
		});
	}
	const from = { by: lostBy(merge, id, organization), through: [] };
	if (lost && holds) items.push({ what: 'narrowed', ids, permissions: lost, left: holds, ...from });
	else if (lost)
		items.push({ what: 'lost', ids, permissions: lost, because: why(product, organization), ...from });
	if (relayLost & holds)
		items.push({ what: 'may-not-pass-on', ids, permissions: relayLost & holds, ...from });
	return items;
}

/** Whoever granted it just now; otherwise the grantors that it comes from, and who caused it. */
function gainedFrom(
	merge: Merge,
	product: Product,
	organization: OrganizationId,
	gained: PermissionSet
): Pick<NewsItem, 'by' | 'through'> {
	const givers = new Set<OrganizationId>();
	for (const link of product.links.to(organization)) {
		const passed = delegatedBy(link, relayedIn(product.standings.get(link.grantor) ?? 0));
		if ((heldIn(passed) | relayedIn(passed)) & gained) givers.add(link.grantor);
	}
	const direct = (merge.statements.get(product.id) ?? []).filter(
		({ by, to }) => to === organization && givers.has(by)
	);
	if (direct.length > 0) return { by: unique(direct.map(({ by }) => by)), through: [] };
	const by = authorsAbout(merge, product.id, organization);
	return { by, through: unique(givers).filter((each) => !by.includes(each)) };
}

/** Whoever revoked it from the organization itself; otherwise whoever stated something about the product. */
function lostBy(merge: Merge, product: ProductId, organization: OrganizationId): OrganizationId[] {
	const direct = (merge.statements.get(product) ?? []).filter(({ to }) => to === organization);
	return direct.length > 0 ? unique(direct.map(({ by }) => by)) : authorsAbout(merge, product, organization);
}

function why(product: Product | undefined, organization: OrganizationId) {
	if (product?.deleted) return 'product-deleted';
	return product?.making.maker === organization && standingMaker(product) === null
		? 'standing-ended'
		: 'revoked';
}
