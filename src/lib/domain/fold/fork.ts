import type { GrantRecord, Snapshot } from '../snapshot';
import { Layer } from './layer';
import { copyOf, share } from './own';

/**
 * Another snapshot of the same state, to be folded on by `applyEntries` without a trace in the first. Records are
 * shared until the fork writes them, so the first must not change any more while the fork is read. Cost: the maps of
 * organizations and products, far below a millisecond for each thousand; then what is written.
 */
export function fork(snapshot: Snapshot): Snapshot {
	const entries = new Layer(snapshot.entries);
	const forked: Snapshot = {
		entries,
		actions: new Layer(snapshot.actions),
		organizations: new Map(snapshot.organizations),
		products: new Map(snapshot.products),
		grants: new Layer(snapshot.grants, (grant) => relinked(forked, grant)),
		orders: new Layer(snapshot.orders),
		work: new Layer(snapshot.work),
		devices: new Layer(snapshot.devices),
		logs: new Layer(snapshot.logs),
		expectations: new Layer(snapshot.expectations),
		partners: new Layer(snapshot.partners),
		tombstones: new Layer(snapshot.tombstones),
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

/** A grant leads to its link, and to the copy of it where the link was copied to be written. */
export function relinked(snapshot: Snapshot, grant: GrantRecord): GrantRecord {
	const link = copyOf(snapshot, grant.link);
	return link ? { ...grant, link } : grant;
}

const copySets = <K, T>(sets: ReadonlyMap<K, ReadonlySet<T>>): Map<K, Set<T>> =>
	new Map([...sets].map(([key, set]) => [key, new Set(set)]));
