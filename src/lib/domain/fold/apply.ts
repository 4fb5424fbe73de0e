import { authorOf, type Entry } from '../entry';
import type { EntryId, Fact, OrganizationId, ProductId, Table } from '../facts';
import { memberOf } from '../member-of';
import type { Standing } from '../standing';
import { emptySnapshot, type Snapshot, type Source } from '../snapshot';
import { foldExpectations } from './expectations';
import { foldGrants } from './grants';
import { beginFolding, type Folding, type Handlers, setFor, unset } from './handlers';
import { foldOrders } from './orders';
import { foldOrganizations } from './organizations';
import { owned, ownAll } from './own';
import { foldPartners } from './partners';
import { foldProducts } from './products';
import { refresh } from './refresh';
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
	const folding = beginFolding(snapshot);
	const rekeyed = new Set<OrganizationId>();
	const fresh = new Set<Entry>();
	for (const entry of entries) {
		if (snapshot.entries.has(entry.id)) continue;
		snapshot.entries.set(entry.id, entry);
		fresh.add(entry);
		if (snapshot.keys.add(entry)) rekeyed.add(authorOf(entry));
	}
	if ([...rekeyed].some((each) => isSilenced(folding, each, fresh))) return applyAnew(snapshot);
	for (const entry of fresh) {
		actionFor(snapshot, entry.action).push(entry);
		speak(folding, entry);
	}
	for (const organization of rekeyed)
		for (const id of [
			...idsIn(snapshot.uncounted, organization),
			...idsIn(snapshot.recoveries, organization)
		])
			speak(folding, snapshot.entries.get(id)!);
	return refresh(folding);
}

/** The entries of an act, to write. */
function actionFor(snapshot: Snapshot, action: string): Entry[] {
	const entries = memberOf(snapshot.actions, action, () => []);
	return owned(snapshot, entries, (copy) => snapshot.actions.set(action, copy));
}

/** Whether an entry that was folded, and stated its facts then, may do so no more. */
function isSilenced({ snapshot }: Folding, organization: OrganizationId, fresh: ReadonlySet<Entry>): boolean {
	if (!snapshot.keys.hasNarrowed(organization)) return false;
	const uncounted = idsIn(snapshot.uncounted, organization);
	const recoveries = idsIn(snapshot.recoveries, organization);
	for (const entry of snapshot.keys.entriesOf(organization))
		if (
			snapshot.keys.voice(entry) !== 'all' &&
			!(fresh.has(entry) || uncounted.has(entry.id) || recoveries.has(entry.id))
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
		if (part instanceof Map || part instanceof Set) part.clear();
	}
	snapshot.keys.clear();
	ownAll(snapshot);
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
	const note = (ids: IdsByOrganization, isIn: boolean) =>
		isIn ? setFor(snapshot, ids, author).add(id) : unset(snapshot, ids, author, id);
	note(snapshot.uncounted, voice === 'none');
	// What a recovery key says is in the book of keys already.
	note(snapshot.recoveries, voice === 'keys');
	if (voice !== 'all') return;
	entry.facts.forEach((fact, index) => state(folding, fact, { entry: id, author, stamp, at, index }));
}

type IdsByOrganization = Map<OrganizationId, Set<EntryId>>;

const noIds: ReadonlySet<EntryId> = new Set();

const idsIn = (ids: IdsByOrganization, organization: OrganizationId): ReadonlySet<EntryId> =>
	ids.get(organization) ?? noIds;

/**
 * States one fact, then those that waited for the record it may have added. A fact that itself waits has added
 * none: without that, facts that name each other would release each other for ever.
 */
export function state(folding: Folding, fact: Fact, source: Source): void {
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
