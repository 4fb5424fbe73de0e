import { authorOf, type Entry } from '../entry';
import type { Fact, FactId, FactOf, OrganizationId, Table } from '../facts';
import type { Snapshot, Source } from '../snapshot';
import { unfoldExpectations } from './expectations';
import { unfoldGrants } from './grants';
import { type Folding, type Handlers, factIdOf, isUnawaited, waitFor } from './handlers';
import { unfoldOrders } from './orders';
import { unfoldOrganizations } from './organizations';
import { unfoldPartners } from './partners';
import { unfoldProducts } from './products';
import { restsOn } from './rests-on';
import { unfoldTombstones } from './tombstones';
import { unfoldWork } from './work';

/** What each does is undone where all that rests on it was taken back. */
const handlers: Handlers<Table> = {
	...unfoldOrganizations,
	...unfoldProducts,
	...unfoldPartners,
	...unfoldGrants,
	...unfoldTombstones,
	...unfoldOrders,
	...unfoldWork,
	...unfoldExpectations
};

/** Nothing but versions in fields of the record that they speak of: they go with it. */
const fieldsOnly: ReadonlySet<Table> = new Set([
	'product-fields',
	'product-makings',
	'product-bases',
	'maker-standings',
	'order-statuses'
]);

/** Who states the fact of that index in an entry, and where. */
export const sourceOf = (entry: Entry, index: number): Source => ({
	entry: entry.id,
	author: authorOf(entry),
	stamp: entry.stamp,
	at: entry.at,
	index
});

/** Notes for each record which facts of a new entry are about it. */
export function noteResting({ resting }: Snapshot, entry: Entry): void {
	const author = authorOf(entry);
	entry.facts.forEach((fact, index) => {
		for (const id of restsOn(fact, { entry: entry.id, author }))
			resting.set(id, { entry, index, next: resting.get(id) });
	});
}

/**
 * Takes back what an entry stated, as though it had stated nothing. Facts about records that it added wait again.
 * Cost: the facts of the entry, and those about what it added.
 */
export function takeBackEntry(folding: Folding, entry: Entry): void {
	entry.facts.forEach((fact, index) => {
		const source = sourceOf(entry, index);
		const ids = restsOn(fact, source);
		const stated = ids.filter((id) => !isUnawaited(folding.snapshot, id, source));
		const goesWithRecord = fieldsOnly.has(fact.table) && stated[0]?.startsWith(`${entry.id}:`);
		if (!goesWithRecord && (ids.length === 0 || stated.length > 0))
			undo({ folding, entry, index }, partOf(fact, stated), source);
	});
}

/** How far an entry is taken back. */
interface Place {
	folding: Folding;
	entry: Entry;
	index: number;
}

/** Undoes a fact that was stated, those that rest on it first. */
function undo(place: Place, fact: Fact, source: Source): void {
	const id = factIdOf(source);
	for (let at = place.folding.snapshot.resting.get(id); at; at = at.next) {
		if (isSilent(place, at.entry, at.index)) continue;
		letWait(place, id, partOf(at.entry.facts[at.index]!, [id]), sourceOf(at.entry, at.index));
	}
	const handle = handlers[fact.table] as (folding: Folding, fact: Fact, source: Source) => void;
	handle(place.folding, fact, source);
}

/** A fact that was stated of the record waits for it again. */
function letWait(place: Place, id: FactId, fact: Fact, source: Source): void {
	if (place.folding.snapshot.waiting.get(id)?.has(factIdOf(source))) return;
	if (!fieldsOnly.has(fact.table)) undo(place, fact, source);
	waitFor(place.folding, id, fact, source);
}

/** Whether a fact states nothing, or was taken back already. */
function isSilent({ folding, entry, index }: Place, of: Entry, at: number): boolean {
	if (of === entry) return at <= index;
	const author: OrganizationId = authorOf(of);
	const { uncounted, recoveries } = folding.snapshot;
	return (uncounted.get(author)?.has(of.id) || recoveries.get(author)?.has(of.id)) ?? false;
}

/** The part of a fact that speaks of these records alone. */
const partOf = (fact: Fact, ids: readonly FactId[]): Fact =>
	fact.table === 'flags' ? ({ ...fact, grants: [...ids] } satisfies FactOf<'flags'>) : fact;
