import { isPartner } from '$lib/domain/partners';
import type { Snapshot } from '$lib/domain/snapshot';

/** How much whoever a workspace is shared with can read. */
export interface Disclosure {
	organizations: number;
	/** Who has authorized whom, in both directions. */
	partners: number;
	products: number;
	orders: number;
	work: number;
	devices: number;
	logLines: number;
	/** Deleted organizations and products, which the history still shows. */
	deleted: number;
	/** Everything that was ever done. */
	entries: number;
}

/** What everybody whom a workspace is shared with can read, by counts. */
export function disclosureOf(snapshot: Snapshot): Disclosure {
	const organizations = [...snapshot.organizations.values()];
	const products = [...snapshot.products.values()];
	const deletedOrganizations = organizations.filter((each) => each.deleted).length;
	const deletedProducts = products.filter(({ deleted }) => deleted).length;
	return {
		organizations: organizations.length - deletedOrganizations,
		partners: [...snapshot.relations.values()]
			.flatMap(({ partners }) => [...partners.values()])
			.filter(isPartner).length,
		products: products.length - deletedProducts,
		orders: snapshot.orders.size,
		work: snapshot.work.size,
		devices: snapshot.devices.size,
		logLines: [...snapshot.logs.values()].reduce((sum, { lines }) => sum + lines.length, 0),
		deleted: deletedOrganizations + deletedProducts,
		entries: snapshot.entries.size
	};
}
