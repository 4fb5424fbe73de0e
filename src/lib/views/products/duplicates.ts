import type { Product } from '$lib/domain/records';
import type { Snapshot } from '$lib/domain/snapshot';
import { folded } from '$lib/domain/text/text';
import { type OrganizationShown, organizationShown } from '../organizations/shown';

/** Another product with the same PID: two replicas gave it, and a merge brought them together. */
export interface Duplicate {
	id: string;
	name: string;
	owner: OrganizationShown;
}

/** The other products with the PID. Both stay, and neither gains anything over the other. */
export function duplicatesOf(snapshot: Snapshot, product: Product): Duplicate[] {
	const same = snapshot.productsByPid.get(folded(product.pid));
	if (!same || same.size < 2 || product.deleted) return [];
	return [...same].flatMap((id) => {
		const other = snapshot.products.get(id)!;
		if (id === product.id || other.deleted) return [];
		return [{ id, name: other.name, owner: organizationShown(snapshot, other.owner) }];
	});
}
