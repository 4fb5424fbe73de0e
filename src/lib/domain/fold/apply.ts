import { authorOf, type Entry, factCount } from '../entry';
import type { Fact, OrganizationId, ProductId, Table } from '../facts';
import type { Standing } from '../permissions/standing';
import type { Authority } from '../keys/key-registry';
import { type Snapshot, Source } from '../snapshot';
import { foldExpectations } from './expectations';
import { foldGrants } from './grants';
import {
	beginFolding,
	factIdOf,
	type Folding,
	type Handlers,
	indexSetFor,
	removeFromIndex
} from './handlers';
import { foldOrders } from './orders';
import { foldOrganizations } from './organizations';
import { foldPartners } from './partners';
import { foldProducts } from './products';
import { refresh } from './refresh';
import { retractEntry } from './retract';
import { foldTombstones } from './tombstones';
import { foldWork } from './work';

const handlers: Handlers<Table> = {
	...foldOrganizations,
	...foldProducts,
	...foldPartners,
	...foldGrants,
	...foldTombstones,
	...foldOrders,
	...foldWork,
	...foldExpectations
};

/** What `settle` answers with: the products touched, and each organization's standing on them before. */
export type StandingsBefore = Map<ProductId, ReadonlyMap<OrganizationId, Standing>>;

/**
 * Adds entries to the snapshot, in place and in any order; one that is there already changes nothing. Answers with
 * the products touched, and each organization's standing on them before. Cost: the facts of the entries, those that
 * stop or start counting because of them, and the grants on the products that all these touch.
 * @param most how much may stop or start counting in one call, in facts; the rest is left for the next: see `isSettled`
 */
export function applyEntries(
	snapshot: Snapshot,
	entries: Iterable<Entry>,
	most = Number.POSITIVE_INFINITY
): StandingsBefore {
	return settle(snapshot, addEntries(snapshot, entries, most), most);
}

/**
 * The first half of `applyEntries`: entries are here from then on, but state nothing yet.
 * @returns those that were not here, to be settled
 */
export function addEntries(
	snapshot: Snapshot,
	entries: Iterable<Entry>,
	most = Number.POSITIVE_INFINITY
): Entry[] {
	const fresh: Entry[] = [];
	const statingKeys: Entry[] = [];
	for (const entry of entries) {
		if (snapshot.entries.has(entry.id)) continue;
		snapshot.entries.set(entry.id, entry);
		if (snapshot.keys.add(entry)) statingKeys.push(entry);
		snapshot.actions.note(entry);
		snapshot.dependents.note(entry);
		fresh.push(entry);
	}
	const changed = snapshot.keys.settle(most);
	if (changed.length === 0) return fresh;
	const isFresh = new Set(statingKeys);
	for (const entry of changed)
		if (!isFresh.has(entry) && appliedAuthority(snapshot, entry) !== snapshot.keys.authorityOf(entry))
			snapshot.unsettled.add(entry);
	return fresh;
}

/** The second half: the fresh entries state what they may, and what is unsettled is stated or retracted. */
export function settle(
	snapshot: Snapshot,
	fresh: readonly Entry[],
	most = Number.POSITIVE_INFINITY
): StandingsBefore {
	const folding = beginFolding(snapshot);
	stateEntries(folding, fresh, most);
	return refresh(folding, most);
}

/** What `settle` does but for what follows from it, which `refresh` derives. */
export function stateEntries(folding: Folding, fresh: readonly Entry[], most: number): void {
	const { snapshot } = folding;
	// A place in an array, not an iterator: of many entries that is an object for each.
	for (let at = 0; at < fresh.length; at++) applyAuthority(folding, fresh[at]!, 'none');
	if (snapshot.unsettled.size === 0) return;
	// Once, however often it changed meanwhile.
	for (const entry of unsettledFirst(snapshot, most)) {
		const before = appliedAuthority(snapshot, entry);
		const isRetracted = before === 'all' && snapshot.keys.authorityOf(entry) !== 'all';
		// What rests on it has to be known first, which may take a few calls.
		if (isRetracted && !snapshot.dependents.read(most)) return;
		snapshot.unsettled.delete(entry);
		applyAuthority(folding, entry, before);
	}
}

/** Whether all that the entries say is stated, and nothing else is. */
export const isSettled = ({ keys, unsettled, unsettledProducts }: Snapshot): boolean =>
	keys.isSettled && unsettled.size === 0 && unsettledProducts.size === 0;

/** The entries that are settled next, as long as they hold no more than so many facts. */
export function* unsettledFirst({ unsettled }: Snapshot, most: number): Generator<Entry> {
	let facts = 0;
	for (const entry of unsettled) {
		if (facts >= most) return;
		facts += Math.max(1, factCount(entry));
		yield entry;
	}
}

/** States as much of the entry as its key may state, notes what it may not, and retracts what it no longer may. */
function applyAuthority(folding: Folding, entry: Entry, before: Authority): void {
	const { snapshot } = folding;
	const author = authorOf(entry);
	const authority = snapshot.keys.authorityOf(entry);
	if (before === 'all' && authority !== 'all') retractEntry(folding, entry);
	const { uncounted, recoveries } = snapshot;
	if (authority === 'none') indexSetFor(snapshot, uncounted, author).add(entry.id);
	else removeFromIndex(snapshot, uncounted, author, entry.id);
	// The key registry already has what a recovery key may state.
	if (authority === 'keys') indexSetFor(snapshot, recoveries, author).add(entry.id);
	else removeFromIndex(snapshot, recoveries, author, entry.id);
	if (before === 'all' || authority !== 'all') return;
	const { facts } = entry;
	for (let index = 0; index < facts.length; index++)
		state(folding, facts[index]!, new Source(entry, author, index));
}

/** How much of an entry is stated at present. */
function appliedAuthority({ uncounted, recoveries }: Snapshot, entry: Entry): Authority {
	const author = authorOf(entry);
	if (uncounted.get(author)?.has(entry.id)) return 'none';
	return recoveries.get(author)?.has(entry.id) ? 'keys' : 'all';
}

/**
 * States one fact, then those that waited for the record it may have added. A fact that itself waits has added none:
 * otherwise facts that name each other would release each other forever.
 */
export function state(folding: Folding, fact: Fact, source: Source): void {
	const handle = handlers[fact.table] as (folding: Folding, fact: Fact, source: Source) => void;
	folding.waits = false;
	handle(folding, fact, source);
	if (folding.waits || folding.snapshot.waiting.size === 0) return;
	const id = fact.table === 'organizations' ? source.entry : factIdOf(source);
	const waiting = folding.snapshot.waiting.get(id);
	if (!waiting) return;
	folding.snapshot.waiting.delete(id);
	for (const each of waiting.values()) state(folding, each.fact, each.source);
}
