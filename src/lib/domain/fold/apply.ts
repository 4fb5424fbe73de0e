import { authorOf, type Entry } from '../entry';
import type { Fact, ProductId, Table } from '../facts';
import type { Snapshot, Source } from '../snapshot';
import { foldGrants } from './grants';
import { type Folding, type Handlers, memberOf } from './handlers';
import { foldOrders } from './orders';
import { foldOrganizations } from './organizations';
import { foldPartners } from './partners';
import { foldProducts } from './products';
import { refreshProduct } from './refresh';
import { foldTombstones } from './tombstones';
import { foldWork } from './work';

const handlers: Handlers<Table> = {
	...foldOrganizations,
	...foldProducts,
	...foldPartners,
	...foldGrants,
	...foldTombstones,
	...foldOrders,
	...foldWork
};

/**
 * Adds entries to the snapshot, in place, in whatever order they come; one that is there already changes nothing.
 * Cost: the facts of the entries, and the grants on the products they touch. Answers with those products.
 */
export function applyEntries(snapshot: Snapshot, entries: Iterable<Entry>): Set<ProductId> {
	const folding: Folding = { snapshot, touched: new Set(), waits: false };
	for (const entry of entries) {
		if (snapshot.entries.has(entry.id)) continue;
		snapshot.entries.set(entry.id, entry);
		memberOf(snapshot.actions, entry.action, () => []).push(entry);
		const { id, stamp, at } = entry;
		const author = authorOf(entry);
		entry.facts.forEach((fact, index) => state(folding, fact, { entry: id, author, stamp, at, index }));
	}
	for (const product of folding.touched) refreshProduct(snapshot, product);
	return folding.touched;
}

/**
 * States one fact, then those that waited for the record it may have added. A fact that itself waits has added
 * none: without that, facts that name each other would release each other for ever.
 */
function state(folding: Folding, fact: Fact, source: Source): void {
	const handle = handlers[fact.table] as (folding: Folding, fact: Fact, source: Source) => void;
	folding.waits = false;
	handle(folding, fact, source);
	if (folding.waits) return;
	const id = fact.table === 'organizations' ? source.entry : `${source.entry}:${source.index}`;
	const waiting = folding.snapshot.waiting.get(id);
	if (!waiting) return;
	folding.snapshot.waiting.delete(id);
	for (const each of waiting) state(folding, each.fact, each.source);
}
