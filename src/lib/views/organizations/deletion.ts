import type { Command } from '$lib/commands/command';
import { decide } from '$lib/commands/decide';
import { organizationBlockers, organizationMentions } from '$lib/domain/deletion/deletion';
import type { OrderId, OrganizationId, ProductId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import { organizationName, productName } from '../names';
import { organizationShown, type OrganizationShown } from './shown';
import { orderNumber } from '../purchase/number';

/** What can block the deletion of an organization, in the order in which it is shown. */
export const blockerKinds = ['owned', 'partner', 'order'] as const;
export type BlockerKind = (typeof blockerKinds)[number];

/** One thing that blocks the deletion of an organization, and how it is cleared. */
export interface Blocker {
	kind: BlockerKind;
	/** Of the product, the other organization, or the order. */
	id: ProductId | OrganizationId | OrderId;
	name: string;
	/** Who alone can clear it. */
	by: OrganizationShown;
	/** What clears it at once; undefined where the rules refuse that now, and it takes a look at its own page. */
	clear: Command | undefined;
}

/** What blocks the deletion of an organization, and how each thing is cleared. */
export function blockersOfOrganization(snapshot: Snapshot, id: OrganizationId): Blocker[] {
	const { owned, partners, orders } = organizationBlockers(snapshot, id);
	const blocker = (
		kind: BlockerKind,
		of: string,
		name: string,
		by: OrganizationId,
		command: Command
	): Blocker => ({
		kind,
		id: of,
		name,
		by: organizationShown(snapshot, by),
		clear: decide(snapshot, by, command).accepted ? command : undefined
	});
	return [
		...owned.map((product) =>
			blocker('owned', product, productName(snapshot, product), id, { command: 'delete-product', product })
		),
		...partners.map((partner) =>
			blocker('partner', partner, organizationName(snapshot, partner), id, {
				command: 'delete-partner',
				partner
			})
		),
		...orders.map((order) => {
			const record = snapshot.orders.get(order)!;
			return blocker('order', order, orderNumber(record), record.owner, { command: 'cancel-order', order });
		})
	];
}

/** What others say about an organization, by names: it stays when the organization is deleted, and blocks nothing. */
export interface DeletionMentions {
	/** Products that name it as their maker. */
	made: string[];
	/** The organizations whose partner it is. */
	partnerOf: string[];
	/** Others' open orders that it is the invoice entity of. */
	invoiced: string[];
}

/** What others say about an organization, to show before it is deleted. */
export function deletionMentions(snapshot: Snapshot, id: OrganizationId): DeletionMentions {
	const { made, partnerOf, invoiced } = organizationMentions(snapshot, id);
	return {
		made: made.map((product) => productName(snapshot, product)),
		partnerOf: partnerOf.map((owner) => organizationName(snapshot, owner)),
		invoiced: invoiced.map((order) => orderNumber(snapshot.orders.get(order)!))
	};
}
