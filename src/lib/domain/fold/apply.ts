import { authorOf, type Entry } from '../entry';
import type { EntryId, Fact, OrganizationId, ProductId, Table } from '../facts';
import type { Standing } from '../records';
import { emptySnapshot, type Snapshot, type Source } from '../snapshot';
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
 * Cost: the facts of the entries, and the grants on the products they touch; all anew where a key is retired and
 * something that it signed no longer counts. Answers with the products touched, and what each organization's
 * standing on them was before.
 */
export function applyEntries(
	snapshot: Snapshot,
	entries: Iterable<Entry>
): Map<ProductId, ReadonlyMap<OrganizationId, Standing>> {
	const folding: Folding = { snapshot, touched: new Set(), waits: false };
	const rekeyed = new Set<OrganizationId>();
	const fresh: Entry[] = [];
	for (const entry of entries) {
		if (snapshot.entries.has(entry.id)) continue;
		snapshot.entries.set(entry.id, entry);
		fresh.push(entry);
		if (snapshot.keys.add(entry)) rekeyed.add(authorOf(entry));
	}
	if ([...rekeyed].some((each) => isSilenced(snapshot, each, fresh))) return applyAnew(snapshot);
	for (const entry of fresh) {
		memberOf(snapshot.actions, entry.action, () => []).push(entry);
		speak(folding, entry);
	}
	for (const organization of rekeyed) {
		const ids = snapshot.uncounted.get(organization) ?? [];
		for (const id of ids) speak(folding, snapshot.entries.get(id)!);
	}
	const before = new Map<ProductId, ReadonlyMap<OrganizationId, Standing>>();
	for (const product of folding.touched) {
		before.set(product, snapshot.products.get(product)?.standings ?? new Map<OrganizationId, Standing>());
		refreshProduct(snapshot, product);
	}
	return before;
}

/** Whether an entry that was folded, and counted then, has lost its voice. */
function isSilenced(snapshot: Snapshot, organization: OrganizationId, fresh: readonly Entry[]): boolean {
	if (!snapshot.organizations.has(organization)) return false;
	const others = new Set(fresh);
	const uncounted = snapshot.uncounted.get(organization);
	for (const entry of snapshot.entries.values())
		if (
			authorOf(entry) === organization &&
			!others.has(entry) &&
			!uncounted?.has(entry.id) &&
			snapshot.keys.voice(entry) === 'none'
		)
			return true;
	return false;
}

/** The same entries folded from nothing, now that it is known which of them count. */
function applyAnew(snapshot: Snapshot): Map<ProductId, ReadonlyMap<OrganizationId, Standing>> {
	const entries = [...snapshot.entries.values()];
	const before = new Map([...snapshot.products].map(([id, { standings }]) => [id, standings]));
	const empty = emptySnapshot();
	// The snapshot is held by many; its maps are emptied, not replaced, but for those that nothing was kept in.
	for (const name of Object.keys(empty) as (keyof Snapshot)[]) {
		const part = snapshot[name];
		if (part instanceof Map) part.clear();
	}
	snapshot.keys.clear();
	const after = applyEntries(snapshot, entries);
	for (const product of after.keys()) if (!before.has(product)) before.set(product, new Map());
	return before;
}

/** States what the entry's key may say, or notes that it may say nothing. */
function speak(folding: Folding, entry: Entry): void {
	const { snapshot } = folding;
	const { id, stamp, at } = entry;
	const author = authorOf(entry);
	const voice = snapshot.keys.voice(entry);
	if (voice === 'none') {
		memberOf(snapshot.uncounted, author, () => new Set<EntryId>()).add(id);
		return;
	}
	const uncounted = snapshot.uncounted.get(author);
	if (uncounted?.delete(id) && uncounted.size === 0) snapshot.uncounted.delete(author);
	// What a recovery key may say is in the book of keys already.
	if (voice === 'keys') return;
	entry.facts.forEach((fact, index) => state(folding, fact, { entry: id, author, stamp, at, index }));
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
