import { type ProductVersions, versionsOf } from '$lib/domain/product-versions';
import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';
import type { Entry } from '$lib/domain/entry';
import {
	type EntryId,
	type FactId,
	type FactOf,
	type Making,
	type OrganizationId,
	type ProductId,
	resolveRef,
	type Table
} from '$lib/domain/facts';
import { currentWithout, type Field } from '$lib/domain/merge/field';
import type { Product } from '$lib/domain/records';
import { partnershipBetween, type Snapshot } from '$lib/domain/snapshot';
import type { Command, CommandOf, StatedMaking } from '../command';
import { changedSince, type UndoException } from './exceptions';
import { keyInverse, reservationInverse } from './key-inverses';
import { deletionOf, withdrawalOf } from './record-deletions';

/** What takes back one fact, or why nothing does. */
export interface Inverse {
	id: string;
	table: Table;
	command: Command | UndoException;
}

/** The inverses found so far for an entry, and the fields to restore, which become one command for each record. */
export interface Inverting {
	readonly snapshot: Snapshot;
	readonly entry: Entry;
	readonly actor: OrganizationId;
	/** All entries of the act. */
	readonly undone: ReadonlySet<EntryId>;
	readonly found: Inverse[];
	readonly organization: Omit<CommandOf<'edit-organization'>, 'command'>;
	readonly products: Map<ProductId, ProductChanges>;
}

type ProductChanges = Omit<CommandOf<'edit-product'>, 'command' | 'product'>;

/** The value before the act, where the field still is as the act left it. */
function valueBefore<T>(undone: ReadonlySet<EntryId>, field: Field<T> | undefined): { value: T } | undefined {
	const value = field && undone.has(field.at(-1)?.entry ?? '') ? currentWithout(field, undone) : undefined;
	return value === undefined ? undefined : { value };
}

/** What takes back a fact of each table; `id` is the fact's own. */
type FactInverses = { [K in Table]: (inverting: Inverting, fact: FactOf<K>, id: FactId) => void };

/** The inverse of a fact of each table; grants, revocations and flags have theirs in `link-inverses.ts`. */
export const factInverses: FactInverses = {
	organizations: (inverting, { table }) =>
		add(inverting, table, inverting.entry.id, { command: 'delete-organization' }),

	'organization-fields'(inverting, { table, field }) {
		const { snapshot, actor, undone, organization } = inverting;
		const before = valueBefore(undone, snapshot.organizations.get(actor)?.fields[field]);
		if (!before) return add(inverting, table, actor, changedSince);
		organization[field] = before.value;
	},

	products: (inverting, { table }, id) =>
		add(inverting, table, id, { command: 'delete-product', product: id }),

	'product-fields': (inverting, fact) =>
		restoreProduct(
			inverting,
			fact,
			(versions) => versions[fact.field],
			(changes, value) => {
				changes[fact.field] = value;
			}
		),

	'product-makings': (inverting, fact) =>
		restoreProduct(
			inverting,
			fact,
			({ making }) => making,
			(changes, making, product) => {
				changes.making = statedBefore(product, making, inverting.undone);
			}
		),

	'product-bases': (inverting, fact) =>
		restoreProduct(
			inverting,
			fact,
			({ basedOn }) => basedOn,
			(changes, basedOn) => {
				changes.basedOn = basedOn;
			}
		),

	'maker-standings'(inverting, { table, product: ref, maker }) {
		const { snapshot, entry, undone } = inverting;
		const id = resolveRef(ref, entry.id);
		if (namesMaker(entry, id)) return;
		const product = snapshot.products.get(id);
		const field = product?.makerStandings.get(maker);
		if (product?.making.maker !== maker || !field || !undone.has(field.at(-1)?.entry ?? ''))
			return add(inverting, table, id, changedSince);
		const kinds = [...(currentWithout(field, undone) ?? [])];
		add(inverting, table, id, { command: 'set-maker-standing', product: id, kinds });
	},

	partners: (inverting, { table, partner }) =>
		add(inverting, table, partner, { command: 'delete-partner', partner }),

	'partner-names'(inverting, { table, partner }) {
		const { snapshot, actor, undone } = inverting;
		const before = valueBefore(undone, partnershipBetween(snapshot, actor, partner)?.names);
		add(
			inverting,
			table,
			partner,
			before ? { command: 'rename-partner', partner, name: before.value } : changedSince
		);
	},

	tombstones: (inverting, { table, record }) =>
		add(inverting, table, record, withdrawalOf(inverting.snapshot, resolveRef(record, inverting.entry.id))),

	withdrawals(inverting, { table, tombstone }) {
		const { snapshot, entry } = inverting;
		const record = snapshot.tombstones.get(resolveRef(tombstone, entry.id))?.record;
		if (record !== undefined) add(inverting, table, record, deletionOf(snapshot, record));
	},

	orders: (inverting, { table }, id) => add(inverting, table, id, { command: 'cancel-order', order: id }),

	'order-statuses'(inverting, { table, order: ref }) {
		const { snapshot, entry, undone } = inverting;
		const order = resolveRef(ref, entry.id);
		const before = valueBefore(undone, snapshot.orders.get(order)?.statuses);
		add(
			inverting,
			table,
			order,
			before ? { command: 'restore-order', order, status: before.value } : changedSince
		);
	},

	work: (inverting, { table }, id) => add(inverting, table, id, { command: 'retract-work', work: id }),
	devices: (inverting, { table }, id) => add(inverting, table, id, { command: 'remove-device', device: id }),
	logs: (inverting, { table }, id) => add(inverting, table, id, { command: 'remove-logs', logs: id }),
	expectations: (inverting, { table }, id) =>
		add(inverting, table, id, { command: 'delete-expectation', expectation: id }),

	keys: takeBackKey,
	'recovery-keys': takeBackKey,
	'key-retirements': (inverting, { table, key }) => add(inverting, table, key, { code: 'retired-key-stays' }),

	reservations(inverting, { table }) {
		const { snapshot, entry, actor, undone } = inverting;
		if (entry.facts.length === 1) add(inverting, table, actor, reservationInverse(snapshot, actor, undone));
	},

	grants: () => undefined,
	revocations: () => undefined,
	flags: () => undefined
};

const add = ({ found }: Inverting, table: Table, id: string, command: Inverse['command']): void =>
	void found.push({ id, table, command });

/** Puts a field of a product among those to restore, or notes that it was changed since. */
function restoreProduct<T>(
	inverting: Inverting,
	{ table, product: ref }: FactOf<'product-fields' | 'product-makings' | 'product-bases'>,
	fieldOf: (versions: ProductVersions) => Field<T>,
	restore: (changes: ProductChanges, value: T, product: Product) => void
): void {
	const { snapshot, entry, undone, products } = inverting;
	const id = resolveRef(ref, entry.id);
	const product = snapshot.products.get(id);
	const before = product && valueBefore(undone, fieldOf(versionsOf(product)));
	if (!before) return add(inverting, table, id, changedSince);
	restore(
		getOrInsertComputed(products, id, (): ProductChanges => ({})),
		before.value,
		product
	);
}

/** A making as it was, with the kinds that were stated for its maker then. */
function statedBefore(
	{ makerStandings }: Product,
	{ origin, maker }: Making,
	undone: ReadonlySet<EntryId>
): StatedMaking {
	if (maker === null) return { origin, maker };
	const kinds = currentWithout(makerStandings.get(maker) ?? [], undone) ?? [];
	return { origin, maker, kinds: [...kinds] };
}

/** Whether the entry names a maker of the product, with which the maker's kinds are taken back too. */
const namesMaker = ({ id, facts }: Entry, product: ProductId): boolean =>
	facts.some(
		(fact) =>
			fact.table === 'products' ||
			(fact.table === 'product-makings' && resolveRef(fact.product, id) === product)
	);

function takeBackKey(inverting: Inverting, fact: FactOf<'keys' | 'recovery-keys'>): void {
	const { snapshot, entry, actor, undone } = inverting;
	if (entry.organization === '') return;
	const inverse = keyInverse(snapshot, actor, entry, fact, (names) => valueBefore(undone, names));
	add(inverting, fact.table, fact.key, inverse);
}
