import { allOf, hasSeveral } from '$lib/domain/algorithms/small-set';
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

/** So many of them are named; there may be thousands. */
const mostNamed = 3;

export interface Duplicates {
	count: number;
	/** At most three of them. */
	named: Duplicate[];
}

/** The other products with the PID. Both stay, and neither gains anything over the other. Cost: a look at each. */
export function duplicatesOf(snapshot: Snapshot, product: Product): Duplicates {
	const found: Duplicates = { count: 0, named: [] };
	const same = snapshot.productsByPid.get(folded(product.pid));
	if (!hasSeveral(same) || product.deleted) return found;
	for (const id of allOf(same)) {
		const other = snapshot.products.get(id)!;
		if (id === product.id || other.deleted) continue;
		found.count += 1;
		if (found.named.length === mostNamed) continue;
		found.named.push({ id, name: other.name, owner: organizationShown(snapshot, other.owner) });
	}
	return found;
}
