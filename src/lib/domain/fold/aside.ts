import { type Completed, completedBetween } from '../deletion/completed';
import type { Fact, OrganizationId, ProductId } from '../facts';
import { emptySnapshot, type Snapshot } from '../snapshot';
import { state } from './apply';
import { stampOf } from '../merge/stamp';
import { beginFolding } from './handlers';
import { Layer } from './layer';
import { share } from './own';
import { refresh } from './refresh';

/** What one organization would state, all at once. */
export interface Stated {
	author: OrganizationId;
	facts: readonly Fact[];
}

/** The state that would follow. */
export interface Aside {
	/** Only what is folded and derived counts in it: it has no entries. */
	snapshot: Snapshot;
	/** The products whose fixed points were found anew. */
	products: ProductId[];
	/** The deletions that wait now, and would not any more. */
	completed: Completed[];
}

/**
 * The state that would follow if the facts were stated: the real fold, on a copy of what it writes. The snapshot
 * stays as it is. Cost: what is written, and the links of the products touched.
 */
export function foldAside(snapshot: Snapshot, stated: readonly Stated[]): Aside {
	const aside = layered(snapshot);
	const folding = beginFolding(aside);
	stated.forEach(({ author, facts }, number) => {
		const entry = `aside ${number}`;
		const stamp = stampOf(aside, author, facts);
		facts.forEach((fact, index) => state(folding, fact, { entry, author, stamp, at: 0, index }));
	});
	const products = [...refresh(folding).keys()];
	const written = { links: folding.links.keys(), concerned: folding.concerned };
	return { snapshot: aside, products, completed: completedBetween(snapshot, aside, products, written) };
}

function layered(snapshot: Snapshot): Snapshot {
	const aside: Snapshot = {
		...emptySnapshot(),
		organizations: new Layer(snapshot.organizations),
		leaving: new Set(snapshot.leaving),
		products: new Layer(snapshot.products),
		grants: new Layer(snapshot.grants),
		flags: new Layer(snapshot.flags),
		orders: new Layer(snapshot.orders),
		work: new Layer(snapshot.work),
		devices: new Layer(snapshot.devices),
		logs: new Layer(snapshot.logs),
		expectations: new Layer(snapshot.expectations),
		partners: new Layer(snapshot.partners),
		tombstones: new Layer(snapshot.tombstones),
		relations: new Layer(snapshot.relations),
		ordersByProduct: new Layer(snapshot.ordersByProduct),
		organizationsByAccount: new Layer(snapshot.organizationsByAccount),
		productsByPid: new Layer(snapshot.productsByPid)
	};
	share(aside);
	return aside;
}
