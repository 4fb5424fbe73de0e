import { GrantIndex } from '../grants/grant-index';
import type { Snapshot } from '../snapshot';
import { ActionIndex } from './action-index';
import { OverlayMap } from './overlay-map';
import { beginCopyOnWrite } from './copy-on-write';

/**
 * A snapshot of the same state, to fold on with `applyEntries` without a trace in the first. Records are shared until
 * the fork writes them, so the first must not change while the fork is in use. Cost: the maps of organizations, far below
 * a millisecond for each thousand; then what is written.
 */
export function fork(snapshot: Snapshot): Snapshot {
	const entries = new OverlayMap(snapshot.entries);
	const products = new OverlayMap(snapshot.products);
	const forked: Snapshot = {
		numbers: snapshot.numbers,
		rows: null,
		baseRows: snapshot.baseRows,
		entries,
		actions: new ActionIndex(snapshot.actions),
		organizations: new Map(snapshot.organizations),
		tombstonedOrganizations: new Set(snapshot.tombstonedOrganizations),
		products,
		grants: new GrantIndex((id) => entries.get(id), products, snapshot.grants),
		orders: new OverlayMap(snapshot.orders),
		work: new OverlayMap(snapshot.work),
		devices: new OverlayMap(snapshot.devices),
		logs: new OverlayMap(snapshot.logs),
		expectations: new OverlayMap(snapshot.expectations),
		partners: new OverlayMap(snapshot.partners),
		tombstones: new OverlayMap(snapshot.tombstones),
		relations: new Map(snapshot.relations),
		ordersByProduct: new OverlayMap(snapshot.ordersByProduct),
		expectationsByProduct: new OverlayMap(snapshot.expectationsByProduct),
		organizationsByAccount: new Map(snapshot.organizationsByAccount),
		organizationsByLook: new OverlayMap(snapshot.organizationsByLook),
		productsByPid: new OverlayMap(snapshot.productsByPid),
		waiting: new OverlayMap(snapshot.waiting),
		dependents: snapshot.dependents.fork(),
		keys: snapshot.keys.fork((id) => entries.get(id)),
		uncounted: new Map(snapshot.uncounted),
		unsettled: new Set(snapshot.unsettled),
		unsettledProducts: new Set(snapshot.unsettledProducts),
		recoveries: new Map(snapshot.recoveries)
	};
	beginCopyOnWrite(forked);
	return forked;
}
