import type { CommandName, CommandOf } from '$lib/commands/command';
import type { RefusalCode } from '$lib/commands/refusal';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import type { Judged } from './oracle';
import { form } from './text';

/** What would refuse a command, each with whether it is so. */
export type Reasons = Partial<Record<RefusalCode, boolean>>;

/** The table of refusals for some commands: what the acting organization wants, and everything against it. */
export type Table<N extends CommandName> = {
	[K in N]: (world: Judged, actor: OrganizationId, command: CommandOf<K>) => Reasons;
};

export const isBlank = (text: string) => text.trim() === '';
export const sameText = (a: string, b: string) => form(a) === form(b);

export const isThere = (world: Judged, product: ProductId) =>
	world.products.has(product) && !world.deletedProducts.has(product);

export const isAround = (world: Judged, organization: OrganizationId) =>
	world.organizations.has(organization) && !world.deletedOrganizations.has(organization);

export const isPartnerOf = (world: Judged, owner: OrganizationId, partner: OrganizationId) =>
	world.partners.get(owner)?.has(partner) ?? false;

export const onOwnProduct = (world: Judged, actor: OrganizationId, product: ProductId): Reasons => ({
	'unknown-product': !isThere(world, product),
	'not-own-product': isThere(world, product) && world.products.get(product)!.owner !== actor
});

export const hasSerial = (world: Judged, product: ProductId, serial: string, except?: string) =>
	[...world.devices].some(
		([id, each]) =>
			id !== except && each.product === product && !world.tombstones.has(id) && sameText(each.serial, serial)
	);
