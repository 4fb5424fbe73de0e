import { Layer } from './layer';
import type { Organization, Link, Order, Owned, Partnership, Product } from '../records';

/** What each forked snapshot has of its own; whatever is not in it is shared with the snapshot it was forked from. */
const forks = new WeakMap<object, Set<object>>();

/** From here on the snapshot shares its records, and copies each before it is written. */
export const share = (snapshot: object): void => void forks.set(snapshot, new Set());

/** Everything in the snapshot was made by it. */
export const ownAll = (snapshot: object): void => void forks.delete(snapshot);

/**
 * The record to write: itself, or a copy where it is shared with another snapshot. `copied` puts the copy into the
 * record's place. Every handler of the fold writes to records that it got here, and to no other.
 */
export function owned<T extends object>(
	snapshot: object,
	record: T,
	copy: (record: T) => T,
	copied: (copy: T) => void
): T {
	const own = forks.get(snapshot);
	if (!own || own.has(record)) return record;
	const mine = copy(record);
	own.add(mine);
	copied(mine);
	return mine;
}

function arraysOf<K extends string, T>(fields: Record<K, T[]>): Record<K, T[]> {
	const copy = { ...fields };
	for (const name in copy) copy[name] = [...copy[name]];
	return copy;
}

/** Any record of which nothing but its tombstones and its logs is ever written. */
export const copyOwned = <T extends Owned>(record: T): T => ({
	...record,
	tombstones: new Set(record.tombstones),
	...('logs' in record && { logs: new Map(record.logs as Map<string, unknown>) })
});

export const copyOrder = (order: Order): Order => ({ ...copyOwned(order), statuses: [...order.statuses] });

export const copyOrganization = (organization: Organization): Organization => ({
	...copyOwned(organization),
	fields: arraysOf(organization.fields),
	reservations: [...organization.reservations]
});

/** The links, and the maps of them by grantee, stay shared. */
export const copyProduct = (product: Product): Product => ({
	...copyOwned(product),
	fields: arraysOf(product.fields),
	makings: [...product.makings],
	bases: [...product.bases],
	makerStandings: new Map([...product.makerStandings].map(([maker, field]) => [maker, [...field]])),
	links: new Map(product.links),
	work: new Layer(product.work),
	devices: new Layer(product.devices)
});

export const copyLink = (link: Link): Link => ({
	...link,
	grants: [...link.grants],
	flags: arraysOf(link.flags)
});

export const copyPartnership = (partnership: Partnership): Partnership => ({
	...partnership,
	records: new Map([...partnership.records].map(([id, record]) => [id, copyOwned(record)])),
	names: [...partnership.names],
	authorized: new Layer(partnership.authorized),
	counts: { ...partnership.counts }
});
