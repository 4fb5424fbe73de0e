import type { FactId, OrderId, OrganizationId, ProductId } from '$lib/domain/facts';
import type { Permission } from '$lib/domain/permissions/permissions';
import type { Operation } from '$lib/domain/facts';
import { isHeld, type Judged } from './oracle';

/** "Operations it opens" */
export const permissionFor: Record<Operation, Permission> = {
	'product-development': 'product-development',
	'product-configuration': 'product-development',
	'panel-development': 'panel-development',
	tscc: 'product-development'
};

const isOwner = ({ products }: Judged, viewer: OrganizationId, product: ProductId) =>
	products.get(product)?.owner === viewer;

/**
 * "The owner always sees every work entry, log and order of its product, and who made them …; organizations that hold
 * `product-development` on a product see each other's work entries". What was taken back only the owner sees.
 */
export function seesWork(world: Judged, viewer: OrganizationId, id: FactId): boolean {
	const { author, product } = world.work.get(id)!;
	if (isOwner(world, viewer, product)) return true;
	if (world.tombstones.has(id)) return false;
	const develops = (each: OrganizationId) => isHeld(world, each, product, 'product-development');
	return viewer === author || (develops(viewer) && develops(author));
}

/** "A work entry whose author does not hold the permission now is kept, and shown so." */
export function isWorkCovered(world: Judged, id: FactId): boolean {
	const { author, product, operation } = world.work.get(id)!;
	return isHeld(world, author, product, permissionFor[operation]);
}

/** "`view-logs`: device logs of the product"; its owner "needs no holding for that". */
export const seesLogs = (world: Judged, viewer: OrganizationId, product: ProductId): boolean =>
	isOwner(world, viewer, product) || isHeld(world, viewer, product, 'view-logs');

/** Whoever placed it, "**Invoiced to me** lists the orders naming an organization", and the owner of a product in it. */
export function seesOrder(world: Judged, viewer: OrganizationId, id: OrderId): boolean {
	const { author, invoiceEntity, lines } = world.orders.get(id)!;
	return (
		[author, invoiceEntity].includes(viewer) || lines.some(({ product }) => isOwner(world, viewer, product))
	);
}

/** "An order **line** is covered while the organization that placed the order holds `purchase` on its product" */
export function uncoveredLines(world: Judged, id: OrderId): ProductId[] {
	const { author, lines } = world.orders.get(id)!;
	return lines.map(({ product }) => product).filter((each) => !isHeld(world, author, each, 'purchase'));
}
