import type { CommandName, CommandOf } from '$lib/commands/command';
import type { Refusal, RefusalCode } from '$lib/commands/refusal';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import type { Judged } from './oracle';
import { sameText } from './text';

/** What would refuse a command: whether it is so, or what stands in the way; nothing in the way refuses nothing. */
export type Reasons = Partial<Record<RefusalCode, boolean | readonly string[]>>;

/** "Commands and what refuses them", for some of them: what the acting organization wants, and all that is against it. */
export type Table<N extends CommandName> = {
	[K in N]: (world: Judged, actor: OrganizationId, command: CommandOf<K>) => Reasons;
};

/** "A refusal: a code, a sentence for a person, and the ids that stand in the way": those ids, where the oracle lists them too. */
export function namedBy(refusal: Refusal): string[] {
	switch (refusal.code) {
		case 'already-authorized':
		case 'no-such-grant':
			return refusal.items.flatMap(({ product, permissions }) => permissions.map((x) => `${product} ${x}`));
		case 'not-relayed':
			return refusal.lacking.flatMap(({ product, permissions }) => permissions.map((x) => `${product} ${x}`));
		case 'product-in-use':
			return [
				...refusal.blockers.authorized.map(({ grantee }) => `authorized ${grantee}`),
				...refusal.blockers.orders.map((order) => `order ${order}`)
			];
		case 'organization-in-use':
			return Object.entries(refusal.blockers).flatMap(([what, ids]: [string, string[]]) =>
				ids.map((id) => `${what} ${id}`)
			);
		case 'partner-has-products':
			return Object.entries(refusal.products).flatMap(([kind, ids]) => ids.map((id) => `${kind} ${id}`));
		case 'account-taken':
		case 'account-ambiguous':
			return refusal.organizations;
		case 'pid-taken':
		case 'quantity-invalid':
		case 'product-twice':
		case 'unknown-product':
		case 'not-purchasable':
		case 'invoice-entity-invalid':
		case 'grantee-is-owner':
			return refusal.products;
		default:
			return [];
	}
}

/** A command is told of once per code: what two rows name under one code is said to be so, without the ids. */
export const eitherWay = (one: Reasons[RefusalCode], other: Reasons[RefusalCode]): boolean =>
	applies(one) || applies(other);

export const applies = (reason: Reasons[RefusalCode]): boolean =>
	typeof reason === 'object' ? reason.length > 0 : reason === true;

export const isBlank = (text: string) => text.trim() === '';

export const isThere = (world: Judged, product: ProductId) =>
	world.products.has(product) && !world.deletedProducts.has(product);

export const isAround = (world: Judged, organization: OrganizationId) =>
	world.organizations.has(organization) && !world.deletedOrganizations.has(organization);

export const isPartnerOf = (world: Judged, owner: OrganizationId, partner: OrganizationId) =>
	world.partners.get(owner)?.has(partner) ?? false;

/** "Not one's own" */
export const onOwnProduct = (world: Judged, actor: OrganizationId, product: ProductId): Reasons => ({
	'unknown-product': !isThere(world, product),
	'not-own-product': isThere(world, product) && world.products.get(product)!.owner !== actor
});

export const areSame = (one: readonly string[], other: readonly string[]): boolean =>
	[...new Set(one)].sort().join() === [...new Set(other)].sort().join();

/** What a list names more than once. */
export const twice = (ids: readonly string[]): string[] => [
	...new Set(ids.filter((id, place) => ids.indexOf(id) !== place))
];

export const hasSerial = (world: Judged, product: ProductId, serial: string, except?: string) =>
	[...world.devices].some(
		([id, each]) =>
			id !== except && each.product === product && !world.tombstones.has(id) && sameText(each.serial, serial)
	);
