import { type Completed, completedBetween } from '../deletion/completed';
import type { EntryId, Fact, OrganizationId, ProductId } from '../facts';
import { emptySnapshot, type Snapshot, Source } from '../snapshot';
import { state } from './apply';
import { GrantIndex } from '../grants/grant-index';
import { stampOf } from '../merge/stamp';
import { beginFolding } from './handlers';
import { OverlayMap } from './overlay-map';
import { beginCopyOnWrite } from './copy-on-write';
import { refresh } from './refresh';

/** What one organization would state, all at once. */
export interface Statements {
	author: OrganizationId;
	facts: readonly Fact[];
}

/** The state that would follow. */
export interface Simulation {
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
export function simulate(snapshot: Snapshot, stated: readonly Statements[]): Simulation {
	const entries = new Map<EntryId, Source['of']>();
	const simulated = overlaid(snapshot, (id) => entries.get(id) ?? snapshot.entries.get(id));
	const folding = beginFolding(simulated);
	stated.forEach(({ author, facts }, number) => {
		const of: Source['of'] = {
			...{ id: `simulated ${number}`, organization: author, facts: [...facts] },
			...{ stamp: stampOf(simulated, author, facts), at: 0 }
		};
		entries.set(of.id, of);
		facts.forEach((fact, index) => state(folding, fact, new Source(of, author, index)));
	});
	const products = [...refresh(folding).keys()];
	const written = {
		// A new link completes nothing.
		links: folding.links?.keys() ?? [],
		concerned: folding.concerned ?? []
	};
	return {
		snapshot: simulated,
		products,
		completed: completedBetween(snapshot, simulated, products, written)
	};
}

function overlaid(snapshot: Snapshot, entryOf: (id: EntryId) => Source['of'] | undefined): Snapshot {
	const products = new OverlayMap(snapshot.products);
	const simulated: Snapshot = {
		...emptySnapshot(),
		numbers: snapshot.numbers,
		rows: null,
		baseRows: snapshot.baseRows,
		organizations: new OverlayMap(snapshot.organizations),
		tombstonedOrganizations: new Set(snapshot.tombstonedOrganizations),
		products,
		grants: new GrantIndex(entryOf, products, snapshot.grants),
		orders: new OverlayMap(snapshot.orders),
		work: new OverlayMap(snapshot.work),
		devices: new OverlayMap(snapshot.devices),
		logs: new OverlayMap(snapshot.logs),
		expectations: new OverlayMap(snapshot.expectations),
		partners: new OverlayMap(snapshot.partners),
		tombstones: new OverlayMap(snapshot.tombstones),
		relations: new OverlayMap(snapshot.relations),
		ordersByProduct: new OverlayMap(snapshot.ordersByProduct),
		expectationsByProduct: new OverlayMap(snapshot.expectationsByProduct),
		organizationsByAccount: new OverlayMap(snapshot.organizationsByAccount),
		organizationsByLook: new OverlayMap(snapshot.organizationsByLook),
		productsByPid: new OverlayMap(snapshot.productsByPid),
		// What is still being worked out does not follow from what would be stated.
		unsettledProducts: new Set()
	};
	beginCopyOnWrite(simulated);
	return simulated;
}
