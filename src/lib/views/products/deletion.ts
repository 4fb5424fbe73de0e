import type { CommandOf } from '$lib/commands/command';
import { productBlockers } from '$lib/domain/deletion/deletion';
import type { OrderId, OrganizationId, ProductId } from '$lib/domain/facts';
import { isPartnerOf } from '$lib/domain/partners';
import type { Permission } from '$lib/domain/permissions/permissions';
import { toList, withoutImplied } from '$lib/domain/permissions/standing';
import type { Product } from '$lib/domain/records';
import type { Snapshot } from '$lib/domain/snapshot';
import { partnerName } from '../names';
import { type OrganizationShown, organizationShown } from '../organizations/shown';

/** An order that holds up a deletion, and whether the owner itself placed it (and so can cancel it). */
export interface BlockingOrder {
	id: OrderId;
	placedBy: OrganizationShown;
	mine: boolean;
	at: number;
}

/**
 * How heavy deleting is: `at-once` where nobody else feels it, `consequences` where a direct partner or the maker
 * loses access, `typed` where organizations beyond the owner and its direct partners do; `blocked` until what stands
 * in the way is cleared.
 */
export type DeletionWeight = 'blocked' | 'at-once' | 'consequences' | 'typed';

export interface ProductDeletion {
	id: ProductId;
	name: string;
	weight: DeletionWeight;
	/** Whom its owner has authorized, by the names that the owner gave them. */
	authorized: { grantee: OrganizationShown; permissions: Permission[] }[];
	orders: BlockingOrder[];
	/** Who would lose access. */
	losing: OrganizationShown[];
	/** Work entries and devices, which stay under the owner's account. */
	work: number;
	devices: number;
}

/** What deleting one's own product meets; undefined where it is not there to delete. */
export function deletionOfProduct(
	snapshot: Snapshot,
	actor: OrganizationId,
	id: ProductId
): ProductDeletion | undefined {
	const product = snapshot.products.get(id);
	if (!product || product.deleted || product.owner !== actor) return undefined;
	const { authorized, orders } = productBlockers(snapshot, product);
	const losing = [...product.standings.keys()].filter((each) => each !== product.owner);
	return {
		id,
		name: product.name,
		weight: weightOf(snapshot, product, authorized.length + orders.length > 0, losing),
		authorized: authorized.map(({ grantee, permissions }) => ({
			grantee: { ...organizationShown(snapshot, grantee), name: partnerName(snapshot, actor, grantee) },
			permissions: toList(withoutImplied(permissions))
		})),
		orders: orders.map((order) => {
			const { owner, at } = snapshot.orders.get(order)!;
			return { id: order, placedBy: organizationShown(snapshot, owner), mine: owner === actor, at };
		}),
		losing: losing.map((each) => organizationShown(snapshot, each)),
		work: product.work.size,
		devices: [...product.devices.values()].filter(({ tombstones }) => tombstones.size === 0).length
	};
}

function weightOf(
	snapshot: Snapshot,
	{ owner, making }: Product,
	isBlocked: boolean,
	losing: OrganizationId[]
): DeletionWeight {
	if (isBlocked) return 'blocked';
	if (losing.length === 0) return 'at-once';
	const isDirect = (each: OrganizationId) => each === making.maker || isPartnerOf(snapshot, owner, each);
	return losing.every(isDirect) ? 'consequences' : 'typed';
}

/** The commands that revoke everything which the owner itself authorized on its product. */
export const revocationsOf = (snapshot: Snapshot, id: ProductId): CommandOf<'revoke'>[] =>
	productBlockers(snapshot, snapshot.products.get(id)!).authorized.map(({ grantee, permissions }) => ({
		command: 'revoke',
		grantee,
		items: [{ product: id, permissions: toList(permissions) }]
	}));

/** The commands that cancel the owner's own orders for it. */
export const cancellationsOf = ({ orders }: ProductDeletion): CommandOf<'cancel-order'>[] =>
	orders.filter(({ mine }) => mine).map(({ id }) => ({ command: 'cancel-order', order: id }));
