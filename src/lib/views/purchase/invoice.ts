import { relays } from '$lib/domain/permissions/effective-permissions';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import { grantedPurchase, invoiceEntities } from '$lib/domain/orders';
import { partnersOf } from '$lib/domain/partners';
import type { Snapshot } from '$lib/domain/snapshot';
import { productName } from '../names';
import { organizationShownTo, type OrganizationShown } from '../organizations/shown';

/** A partner that is not offered as the invoice entity, and what would change that. */
export interface WithheldEntity {
	organization: OrganizationShown;
	/** The names of the products that the orderer would have to authorize to it to purchase. */
	authorize: string[];
	/** Those on which the orderer may not: it does not relay `purchase`. */
	notRelayed: string[];
	/** Those that the partner owns itself: nobody authorizes an owner. */
	ownedByIt: string[];
}

export interface InvoiceChoices {
	/** Exactly what the rules accept for these products; the orderer first. */
	offered: OrganizationShown[];
	withheld: WithheldEntity[];
}

/** Whom an order may be billed to, and the partners that it may not, each with the reason. */
export function invoiceChoices(
	snapshot: Snapshot,
	orderer: OrganizationId,
	products: ProductId[]
): InvoiceChoices {
	const offered = new Set(invoiceEntities(snapshot, orderer, products));
	const names = (ids: ProductId[]) => ids.map((id) => productName(snapshot, id));
	const withheld = partnersOf(snapshot, orderer)
		.filter(({ partner }) => !offered.has(partner))
		.map(({ partner }): WithheldEntity => {
			const missing = products.filter((product) => !grantedPurchase(snapshot, orderer, partner, product));
			const ownedByIt = missing.filter((product) => snapshot.products.get(product)?.owner === partner);
			const others = missing.filter((product) => !ownedByIt.includes(product));
			const mayAuthorize = (product: ProductId) => relays(snapshot, orderer, product, 'purchase');
			return {
				organization: organizationShownTo(snapshot, orderer, partner),
				authorize: names(others.filter(mayAuthorize)),
				notRelayed: names(others.filter((product) => !mayAuthorize(product))),
				ownedByIt: names(ownedByIt)
			};
		});
	return { offered: [...offered].map((id) => organizationShownTo(snapshot, orderer, id)), withheld };
}
