import {
	organizationBlockers,
	organizationDeletion,
	partnerDeletion,
	productBlockers,
	productDeletion
} from './deletion';
import { differingKeys } from '../fold/overlay-map';
import type { FactId, OrganizationId, ProductId } from '../facts';
import type { PermissionSet } from '../permissions/standing';
import type { Link, Owned } from '../records';
import { partnershipBetween, relationsOf, type Snapshot } from '../snapshot';

/** A deletion that waited and now took effect. */
export interface Completed {
	of: 'product' | 'partner' | 'organization';
	/** The product, the organization, or the one that was a partner. */
	id: FactId | OrganizationId;
	/** Whose deletion it is. */
	owner: OrganizationId;
	/** Since when it waited, as claimed. */
	since: number;
}

/** What was written between two states. */
interface Written {
	links: Iterable<Link>;
	concerned: Iterable<OrganizationId>;
}

/**
 * The deletions that wait in one state and took effect in the other, looked for among the products named and what was
 * written between the two (docs/rules.md, Deletion).
 */
export function completedBetween(
	before: Snapshot,
	after: Snapshot,
	products: readonly ProductId[],
	{ links, concerned }: Written
): Completed[] {
	const completed: Completed[] = [];
	const note = (of: Completed['of'], id: string, owner: OrganizationId, records: Iterable<Owned>) =>
		completed.push({ of, id, owner, since: waitingSince(before, records) });
	for (const id of products)
		if (productDeletion(before, id) === 'waits' && productDeletion(after, id) === 'done') {
			const product = before.products.get(id)!;
			note('product', id, product.owner, [product]);
		}
	for (const { grantor, grantee } of new Map([...links].map((link) => [pairOf(link), link])).values()) {
		const was = partnershipBetween(before, grantor, grantee);
		const is = partnershipBetween(after, grantor, grantee);
		if (was && partnerDeletion(was) === 'waits' && partnerDeletion(is) === 'done')
			note('partner', grantee, grantor, was.records.values());
	}
	for (const id of concerned)
		if (organizationDeletion(before, id) === 'waits' && organizationDeletion(after, id) === 'done')
			note('organization', id, id, [before.organizations.get(id)!]);
	return completed;
}

const pairOf = ({ grantor, grantee }: Link): string => `${grantor} ${grantee}`;

/** When the first deletion that nobody withdrew was asked for. */
function waitingSince({ tombstones }: Snapshot, records: Iterable<Owned>): number {
	const times = [...records].flatMap((record) => [...record.tombstones].map((id) => tombstones.get(id)!.at));
	return times.reduce((first, at) => Math.min(first, at));
}

/**
 * Whether a deletion waits for nothing but what the link grants of `removed`, so that revoking that would complete
 * it: the deletion of the partner, of the product, or of the grantor itself.
 */
export function isLastBlocker(snapshot: Snapshot, link: Link, removed: PermissionSet): boolean {
	if (link.permissions & ~removed) return false;
	const { grantor, grantee } = link;
	const product = snapshot.products.get(link.product)!;
	const isOwners = grantor === product.owner && productDeletion(snapshot, product.id) === 'waits';
	if (isOwners) {
		const { authorized, orders } = productBlockers(snapshot, product);
		if (authorized.length === 1 && orders.length === 0) return true;
	}
	const partnership = partnershipBetween(snapshot, grantor, grantee)!;
	if (partnership.authorized.size > 1) return false;
	if (partnerDeletion(partnership) === 'waits') return true;
	// Where nobody ever added the partner, it is one by this link alone.
	if (partnership.records.size > 0 || organizationDeletion(snapshot, grantor) !== 'waits') return false;
	const { owned, partners, orders } = organizationBlockers(snapshot, grantor);
	return owned.length === 0 && orders.length === 0 && partners.length === 1;
}

/**
 * The deletions that wait in one state of a workspace and took effect in another. Cost: a look at each organization, at
 * the partnerships of those that differ, and at the products that do: `differingKeys`.
 */
export function completedSince(before: Snapshot, after: Snapshot): Completed[] {
	const links = differingKeys(before.relations, after.relations).flatMap((id) =>
		[...relationsOf(before, id).partners.values()]
			.filter((partnership) => partnerDeletion(partnership) === 'waits')
			.flatMap(({ authorized }) => [...authorized.values()])
	);
	return completedBetween(before, after, differingKeys(before.products, after.products), {
		links,
		concerned: before.tombstonedOrganizations
	});
}
