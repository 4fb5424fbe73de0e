import { kindOfRecord } from '$lib/domain/deletion/deletables';
import { authorOf, type Entry } from '$lib/domain/entry';
import { type Fact, type FactOf, resolveRef } from '$lib/domain/facts';
import { type Field, placeIn } from '$lib/domain/merge/field';
import type { Snapshot } from '$lib/domain/snapshot';
import { linkParts } from './links';
import { joinedParts, type Part } from './parts';
import { keyName } from '../names';

/**
 * What the entries of an act did, as parts without words: read from the facts, so that undoing something is told as
 * plainly as doing it. Parts that say the same of several records are one.
 */
export const describeAction = (snapshot: Snapshot, entries: readonly Entry[]): Part[] =>
	joinedParts(entries.flatMap((entry) => entryParts(snapshot, entry)));

function entryParts(snapshot: Snapshot, entry: Entry): Part[] {
	const before = valuesBefore(entry);
	const parts = entry.facts.flatMap(
		(fact, index) => factPart({ snapshot, entry, before }, fact, index) ?? []
	);
	parts.push(...linkParts(snapshot, entry));
	if (parts.length > 0) return parts;
	return [{ what: 'other', by: authorOf(entry), ids: [entry.id], command: entry.command }];
}

interface Telling {
	snapshot: Snapshot;
	entry: Entry;
	before: ReturnType<typeof valuesBefore>;
}

/** What one fact says by itself; grants, revocations and flags are told together. */
function factPart({ snapshot, entry, before }: Telling, fact: Fact, index: number): Part | undefined {
	const by = authorOf(entry);
	const id = `${entry.id}:${index}`;
	const at = (ref: string) => resolveRef(ref, entry.id);
	switch (fact.table) {
		case 'organizations':
			return { what: 'organizations-added', by, ids: [entry.id] };
		case 'organization-fields': {
			if (fact.field === 'colour') return { what: 'organization-coloured', by, ids: [by] };
			const from = before(snapshot.organizations.get(by)?.fields[fact.field], index, fact.value);
			return { what: 'organization-edited', by, ids: [by], field: fact.field, from, to: fact.value };
		}
		case 'keys':
		case 'recovery-keys':
			return keyPart(snapshot, entry, fact);
		case 'key-retirements':
			return { what: 'key-retired', by, ids: [by], name: keyName(snapshot, by, fact.key) };
		case 'reservations':
			return { what: fact.reserved ? 'reserved' : 'unreserved', by, ids: [by] };
		case 'products':
			return { what: 'products-added', by, ids: [id] };
		case 'product-fields': {
			const product = at(fact.product);
			const from = before(snapshot.products.get(product)?.fields[fact.field], index, fact.value);
			return { what: 'product-edited', by, ids: [product], field: fact.field, from, to: fact.value };
		}
		case 'product-makings':
			return { what: 'product-remade', by, ids: [at(fact.product)], maker: fact.making.maker };
		case 'product-bases':
			return {
				what: 'product-based',
				by,
				ids: [at(fact.product)],
				on: fact.basedOn === null ? null : at(fact.basedOn)
			};
		case 'maker-standings':
			return { what: 'maker-standing', by, ids: [at(fact.product)], maker: fact.maker, kinds: fact.kinds };
		case 'partners':
			return { what: 'partners-added', by, ids: [fact.partner] };
		case 'partner-names': {
			const { names } = snapshot.relations.get(by)?.partners.get(fact.partner) ?? {};
			const from = before(names, index, fact.name);
			return { what: 'partner-renamed', by, ids: [fact.partner], from, to: fact.name };
		}
		case 'tombstones':
			return deletion(snapshot, 'deleted', by, at(fact.record));
		case 'withdrawals':
			return deletion(snapshot, 'restored', by, snapshot.tombstones.get(at(fact.tombstone))?.record);
		case 'orders':
			return { what: 'orders-placed', by, ids: [id], invoiceEntity: fact.invoiceEntity };
		case 'order-statuses':
			return { what: 'order-status', by, ids: [at(fact.order)], status: fact.status };
		case 'work':
			return {
				what: 'work-recorded',
				by,
				ids: [at(fact.product)],
				operation: fact.operation,
				subject: fact.subject,
				value: fact.value
			};
		case 'devices':
			return { what: 'device-registered', by, ids: [at(fact.product)], serial: fact.serial };
		case 'logs':
			return { what: 'logs-added', by, ids: [at(fact.device)], lines: fact.lines.length };
		case 'expectations': {
			const { permission, expected } = fact;
			return { what: 'expected', by, ids: [at(fact.product)], permission, expected };
		}
		case 'grants':
		case 'revocations':
		case 'flags':
			return undefined;
	}
}

/** A key that an entry names is a new one, or one that gets a new name. */
function keyPart(
	snapshot: Snapshot,
	entry: Entry,
	{ table, key, name }: FactOf<'keys' | 'recovery-keys'>
): Part | undefined {
	// The first keys come with the organization, and are no news.
	if (entry.organization === '') return undefined;
	const by = authorOf(entry);
	const addedIn = snapshot.keys.record(by, key)?.entry;
	if (addedIn !== undefined && addedIn !== entry.id) return { what: 'key-renamed', by, ids: [by], name };
	return { what: table === 'keys' ? 'keys-added' : 'recovery-key-added', by, ids: [by], name };
}

/**
 * For one fact of the entry after the other: the value that it replaced, empty where it does not count. What the entry
 * itself said before is remembered, for a field does not keep all of it.
 */
function valuesBefore({ id, stamp }: Entry) {
	const said = new Map<Field<string>, string>();
	return (field: Field<string> | undefined, index: number, value: string): string => {
		const place = field ? placeIn(field, { stamp, entry: id, index }) : 0;
		if (field?.[place]?.entry !== id) return '';
		const before = said.get(field) ?? field[place - 1]?.value ?? '';
		said.set(field, value);
		return before;
	};
}

/** A partner's record is told by the organization that it is about. */
function deletion(
	snapshot: Snapshot,
	what: 'deleted' | 'restored',
	by: string,
	record: string | undefined
): Part | undefined {
	if (record === undefined) return undefined;
	const partner = snapshot.partners.get(record)?.partnership.partner;
	if (partner !== undefined) return { what, by, of: 'partner', ids: [partner] };
	const of = kindOfRecord(snapshot, record);
	return of && { what, by, of, ids: [record] };
}
