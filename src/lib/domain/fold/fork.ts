import type { Snapshot } from '../snapshot';
import { share } from './own';

/**
 * Another snapshot of the same state, to be folded on by `applyEntries` without a trace in the first. Records are
 * shared until the fork writes them, so the first must not change any more while the fork is read. Cost: the maps
 * themselves, some milliseconds at tens of thousands of entries; then what is written.
 */
export function fork(snapshot: Snapshot): Snapshot {
	const entries = new Map(snapshot.entries);
	const forked: Snapshot = {
		entries,
		actions: new Map(snapshot.actions),
		organizations: new Map(snapshot.organizations),
		products: new Map(snapshot.products),
		grants: new Map(snapshot.grants),
		orders: new Map(snapshot.orders),
		work: new Map(snapshot.work),
		devices: new Map(snapshot.devices),
		logs: new Map(snapshot.logs),
		partners: new Map(snapshot.partners),
		tombstones: new Map(snapshot.tombstones),
		relations: new Map(snapshot.relations),
		ordersByProduct: copySets(snapshot.ordersByProduct),
		organizationsByAccount: copySets(snapshot.organizationsByAccount),
		productsByPid: copySets(snapshot.productsByPid),
		waiting: new Map([...snapshot.waiting].map(([id, facts]) => [id, [...facts]])),
		keys: snapshot.keys.fork((id) => entries.get(id)),
		uncounted: copySets(snapshot.uncounted),
		recoveries: copySets(snapshot.recoveries)
	};
	share(forked);
	return forked;
}

const copySets = <K, T>(sets: ReadonlyMap<K, ReadonlySet<T>>): Map<K, Set<T>> =>
	new Map([...sets].map(([key, set]) => [key, new Set(set)]));
