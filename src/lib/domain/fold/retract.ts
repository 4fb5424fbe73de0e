import { getOrInsertComputed } from '../algorithms/get-or-insert';
import { authorOf, type Entry } from '../entry';
import type { Fact, FactId, FactOf, OrganizationId, Table } from '../facts';
import { Source } from '../snapshot';
import { retractExpectations } from './expectations';
import { retractGrants } from './grants';
import { type Folding, type Handlers, factIdOf, stopWaiting, waitFor } from './handlers';
import { retractOrders } from './orders';
import { retractOrganizations } from './organizations';
import { retractPartners } from './partners';
import { retractProducts } from './products';
import { dependenciesOf } from './dependencies';
import { retractTombstones } from './tombstones';
import { retractWork } from './work';

/** Each undoes what the handler of its table did, once everything that depends on that was retracted. */
const handlers: Handlers<Table> = {
	...retractOrganizations,
	...retractProducts,
	...retractPartners,
	...retractGrants,
	...retractTombstones,
	...retractOrders,
	...retractWork,
	...retractExpectations
};

/** Facts that only give versions to fields of their record: they go with it. */
const fieldsOnly: ReadonlySet<Table> = new Set([
	'product-fields',
	'product-makings',
	'product-bases',
	'maker-standings',
	'order-statuses'
]);

/**
 * Retracts what an entry stated, as though it had stated nothing. Facts about records that it added wait again.
 * Cost: the facts of the entry, and those about what it added.
 */
export function retractEntry(folding: Folding, entry: Entry): void {
	factsOf(folding, entry).forEach((fact, index) => {
		const source = new Source(entry, authorOf(entry), index);
		const ids = dependenciesOf(fact, source);
		const stated = ids.filter((id) => !stopWaiting(folding.snapshot, id, source));
		const goesWithRecord = fieldsOnly.has(fact.table) && stated[0]?.startsWith(`${entry.id}:`);
		if (!goesWithRecord && (ids.length === 0 || stated.length > 0))
			retractFact({ folding, entry, index }, partOf(fact, stated), source);
	});
}

/** An entry's facts, read once in a run of the fold: a page's entry reads them anew each time. */
const factsOf = (folding: Folding, entry: Entry): readonly Fact[] =>
	getOrInsertComputed((folding.facts ??= new Map<Entry, readonly Fact[]>()), entry, () => entry.facts);

/** How far an entry is retracted. */
interface Place {
	folding: Folding;
	entry: Entry;
	index: number;
}

/** Undoes a fact that was stated, after those that depend on it. */
function retractFact(place: Place, fact: Fact, source: Source): void {
	const id = factIdOf(source);
	for (let at = place.folding.snapshot.dependents.of(id); at; at = at.next) {
		if (isSilent(place, at.entry, at.index)) continue;
		waitAgain(
			place,
			id,
			partOf(factsOf(place.folding, at.entry)[at.index]!, [id]),
			new Source(at.entry, authorOf(at.entry), at.index)
		);
	}
	const handle = handlers[fact.table] as (folding: Folding, fact: Fact, source: Source) => void;
	handle(place.folding, fact, source);
}

/** Lets a fact that was stated about the record wait for it again. */
function waitAgain(place: Place, id: FactId, fact: Fact, source: Source): void {
	if (place.folding.snapshot.waiting.get(id)?.has(factIdOf(source))) return;
	if (!fieldsOnly.has(fact.table)) retractFact(place, fact, source);
	waitFor(place.folding, id, fact, source);
}

/** Whether a fact states nothing, or was retracted already. */
function isSilent({ folding, entry, index }: Place, of: Entry, at: number): boolean {
	if (of === entry) return at <= index;
	const author: OrganizationId = authorOf(of);
	const { uncounted, recoveries } = folding.snapshot;
	return (uncounted.get(author)?.has(of.id) || recoveries.get(author)?.has(of.id)) ?? false;
}

/** The part of a fact that is about these records. */
const partOf = (fact: Fact, ids: readonly FactId[]): Fact =>
	fact.table === 'flags' ? ({ ...fact, grants: [...ids] } satisfies FactOf<'flags'>) : fact;
