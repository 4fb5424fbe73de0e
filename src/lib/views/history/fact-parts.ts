import { versionsOf } from '$lib/domain/product-versions';
import { kindOfRecord } from '$lib/domain/deletion/deletables';
import type { Entry } from '$lib/domain/entry';
import { type FactOf, type OrganizationId, resolveRef, type Table } from '$lib/domain/facts';
import { type Field, placeIn } from '$lib/domain/merge/field';
import { partnershipBetween, type Snapshot } from '$lib/domain/snapshot';
import { keyName } from '../names';
import type { Part } from './parts';

interface Context {
	snapshot: Snapshot;
	entry: Entry;
	by: OrganizationId;
	before: ReturnType<typeof valuesBefore>;
}

/** What one fact of each table did; undefined for grants, revocations and flags, which `linkParts` tells together. */
export const factParts: {
	[K in Table]: (context: Context, fact: FactOf<K>, index: number) => Part | undefined;
} = {
	organizations: ({ entry, by }) => ({ what: 'organizations-added', by, ids: [entry.id] }),

	'organization-fields'({ snapshot, by, before }, { field, value }, index) {
		if (field === 'colour') return { what: 'organization-coloured', by, ids: [by] };
		const from = before(snapshot.organizations.get(by)?.fields[field], index, value);
		return { what: 'organization-edited', by, ids: [by], field, from, to: value };
	},

	keys: keyPart,
	'recovery-keys': keyPart,
	'key-retirements': ({ snapshot, by }, { key }) => ({
		what: 'key-retired',
		by,
		ids: [by],
		name: keyName(snapshot, by, key)
	}),
	reservations: ({ by }, { reserved }) => ({ what: reserved ? 'reserved' : 'unreserved', by, ids: [by] }),

	products: ({ entry, by }, _, index) => ({ what: 'products-added', by, ids: [`${entry.id}:${index}`] }),

	'product-fields'({ snapshot, entry, by, before }, { product, field, value }, index) {
		const id = resolveRef(product, entry.id);
		const known = snapshot.products.get(id);
		const from = before(known && versionsOf(known)[field], index, value);
		return { what: 'product-edited', by, ids: [id], field, from, to: value };
	},

	'product-makings': ({ entry, by }, { product, making }) => ({
		what: 'product-remade',
		by,
		ids: [resolveRef(product, entry.id)],
		maker: making.maker
	}),

	'product-bases': ({ entry, by }, { product, basedOn }) => ({
		what: 'product-based',
		by,
		ids: [resolveRef(product, entry.id)],
		on: basedOn === null ? null : resolveRef(basedOn, entry.id)
	}),

	'maker-standings': ({ entry, by }, { product, maker, kinds }) => ({
		what: 'maker-standing',
		by,
		ids: [resolveRef(product, entry.id)],
		maker,
		kinds
	}),

	partners: ({ by }, { partner }) => ({ what: 'partners-added', by, ids: [partner] }),

	'partner-names'({ snapshot, by, before }, { partner, name }, index) {
		const from = before(partnershipBetween(snapshot, by, partner)?.names, index, name);
		return { what: 'partner-renamed', by, ids: [partner], from, to: name };
	},

	tombstones: ({ snapshot, entry, by }, { record }) =>
		deletion(snapshot, 'deleted', by, resolveRef(record, entry.id)),
	withdrawals: ({ snapshot, entry, by }, { tombstone }) =>
		deletion(snapshot, 'restored', by, snapshot.tombstones.get(resolveRef(tombstone, entry.id))?.record),

	orders: ({ entry, by }, { invoiceEntity }, index) => ({
		what: 'orders-placed',
		by,
		ids: [`${entry.id}:${index}`],
		invoiceEntity
	}),

	'order-statuses': ({ entry, by }, { order, status }) => ({
		what: 'order-status',
		by,
		ids: [resolveRef(order, entry.id)],
		status
	}),

	work: ({ entry, by }, { product, operation, subject, value }) => ({
		what: 'work-recorded',
		by,
		ids: [resolveRef(product, entry.id)],
		operation,
		subject,
		value
	}),

	devices: ({ entry, by }, { product, serial }) => ({
		what: 'device-registered',
		by,
		ids: [resolveRef(product, entry.id)],
		serial
	}),

	logs: ({ entry, by }, { device, lines }) => ({
		what: 'logs-added',
		by,
		ids: [resolveRef(device, entry.id)],
		lines: lines.length
	}),

	expectations: ({ entry, by }, { product, permission, expected }) => ({
		what: 'expected',
		by,
		ids: [resolveRef(product, entry.id)],
		permission,
		expected
	}),

	grants: () => undefined,
	revocations: () => undefined,
	flags: () => undefined
};

/** A key that an entry names is a new one, or one that gets a new name. */
function keyPart(
	{ snapshot, entry, by }: Context,
	{ table, key, name }: FactOf<'keys' | 'recovery-keys'>
): Part | undefined {
	// The first keys come with the organization, and are no news.
	if (entry.organization === '') return undefined;
	const addedIn = snapshot.keys.record(by, key)?.entry;
	if (addedIn !== undefined && addedIn !== entry.id) return { what: 'key-renamed', by, ids: [by], name };
	return { what: table === 'keys' ? 'keys-added' : 'recovery-key-added', by, ids: [by], name };
}

/**
 * Answers, for the facts of an entry in their order, which value each replaced; empty where it does not count. What the
 * entry itself stated before is remembered, since a field does not keep all of it.
 */
export function valuesBefore({ id, stamp }: Entry) {
	const stated = new Map<Field<string>, string>();
	return (field: Field<string> | undefined, index: number, value: string): string => {
		const place = field ? placeIn(field, { stamp, entry: id, index }) : 0;
		if (field?.[place]?.entry !== id) return '';
		const before = stated.get(field) ?? field[place - 1]?.value ?? '';
		stated.set(field, value);
		return before;
	};
}

/** A partner record is named by the organization that it is about. */
function deletion(
	snapshot: Snapshot,
	what: 'deleted' | 'restored',
	by: string,
	record: string | undefined
): Part | undefined {
	if (record === undefined) return undefined;
	const partner = snapshot.partners.get(record)?.partner;
	if (partner !== undefined) return { what, by, of: 'partner', ids: [partner] };
	const of = kindOfRecord(snapshot, record);
	return of && { what, by, of, ids: [record] };
}
