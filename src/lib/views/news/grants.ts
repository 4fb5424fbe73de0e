import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';
import { type OrganizationId, type ProductId, resolveRef } from '$lib/domain/facts';
import { repetitions } from '$lib/domain/permissions/links';
import type { Permission } from '$lib/domain/permissions/permissions';
import { heldIn, only, type PermissionSet, relayedIn } from '$lib/domain/permissions/standing';
import type { Link, Product } from '$lib/domain/records';
import { linkBetween } from '$lib/domain/snapshot';
import { whyDormant } from '../authorization/reasons';
import { type Merge, authorsAbout, type Report } from './statements';

/**
 * Grants that went dormant, or woke: what their grantor may pass on has changed, or their grantee is deleted or back. Cost:
 * the standings on the products touched, and what is granted by whoever may pass on more or less than before.
 */
export function grantNews(merge: Merge, report: Report): void {
	const fresh = freshGrants(merge);
	for (const id of merge.standings.keys()) {
		const product = merge.snapshot.products.get(id);
		if (!product) continue;
		const added = fresh.get(id) ?? noGrants;
		for (const link of linksConcerned(merge, product, added)) {
			const { grantor, grantee } = link;
			const { dormant, woken } = changeOf(merge, product, link, added.get(link) ?? []);
			if (!dormant && !woken) continue;
			const about = { ids: [id], partner: grantee, by: authorsAbout(merge, id, grantor), through: [] };
			if (woken) report(grantor, { what: 'woken', permissions: woken, ...about });
			if (!dormant) continue;
			const lack = whyDormant(merge.snapshot, product, link, dormant);
			report(grantor, { what: 'dormant', permissions: dormant, lack, ...about });
		}
	}
}

/** The permissions that a merge grants, one for each grant, by the link that the grants are part of. */
type FreshGrants = ReadonlyMap<Link, readonly Permission[]>;

const noGrants: FreshGrants = new Map();

/** The unrevoked grants that came with the merge, by product. */
function freshGrants({ snapshot, before }: Merge): ReadonlyMap<ProductId, FreshGrants> {
	const found = new Map<ProductId, Map<Link, Permission[]>>();
	for (const { id, fact, entry, author } of before.stated) {
		if (fact.table !== 'grants') continue;
		const product = resolveRef(fact.product, entry);
		const link = linkBetween(snapshot, author, fact.grantee, product);
		if (!link || !snapshot.grants.get(id)?.standing) continue;
		const links = getOrInsertComputed(found, product, () => new Map<Link, Permission[]>());
		getOrInsertComputed(links, link, (): Permission[] => []).push(fact.permission);
	}
	return found;
}

const relayedBefore = (merge: Merge, product: ProductId, organization: OrganizationId): PermissionSet =>
	relayedIn(merge.standings.get(product)?.get(organization) ?? 0);

const relayedNow = (product: Product, organization: OrganizationId): PermissionSet =>
	relayedIn(product.standings.get(organization) ?? 0);

/** The links that may have news: those with fresh grants, of whoever relays something else now, and to whoever came or left. */
function* linksConcerned(merge: Merge, product: Product, fresh: FreshGrants): Generator<Link> {
	const before = merge.standings.get(product.id)!;
	const concerned = new Set([...before.keys(), ...product.standings.keys()]);
	// A deleted one holds nothing, whatever it is granted.
	const moved = new Set([...concerned].filter((id) => !before.get(id) !== !product.standings.get(id)));
	for (const grantor of concerned) {
		const was = relayedBefore(merge, product.id, grantor);
		const is = relayedNow(product, grantor);
		if (was === is && (is === 0 || moved.size === 0)) continue;
		for (const link of product.links.from(grantor))
			if ((was !== is || moved.has(link.grantee)) && !fresh.has(link)) yield link;
	}
	yield* fresh.keys();
}

/** A grant that comes dormant with the merge counts as gone dormant: its grantor made it while it was effective. */
function changeOf(merge: Merge, product: Product, link: Link, fresh: readonly Permission[]) {
	const is = relayedNow(product, link.grantor) & heldIn(product.standings.get(link.grantee) ?? 0);
	const held = heldIn(merge.standings.get(product.id)?.get(link.grantee) ?? 0);
	const was = relayedBefore(merge, product.id, link.grantor) & held;
	let dormant = link.permissions & was & ~is;
	let woken = link.permissions & is & ~was;
	for (const permission of new Set(fresh)) {
		if (!(is & only(permission))) dormant |= only(permission);
		const count = fresh.filter((each) => each === permission).length;
		if (count > repetitions(link, 'permissions', permission)) woken &= ~only(permission);
	}
	return { dormant, woken };
}
