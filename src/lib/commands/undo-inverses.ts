import { kindOfRecord } from '$lib/domain/deletion/deletables';
import type { Entry } from '$lib/domain/entry';
import {
	type EntryId,
	type Fact,
	type Making,
	type OrganizationId,
	type ProductId,
	resolveRef
} from '$lib/domain/facts';
import { type Field, currentWithout } from '$lib/domain/merge/field';
import type { Snapshot } from '$lib/domain/snapshot';
import type { Command, StatedMaking } from './command';
import { keyInverse, reservationInverse } from './undo-keys';
import { changedSince, type UndoException } from './undo-exceptions';

/** What takes back one fact, or why nothing does. */
export interface Inverse {
	id: string;
	table: Fact['table'];
	command: Command | UndoException;
}

/**
 * For each fact of an entry the command that takes it back, or why there is none; grants, revocations and flags are
 * left to `linkInverses`. Changes to the fields of one record become one command.
 * @param undone all entries of the act
 */
export function inverses(
	snapshot: Snapshot,
	entry: Entry,
	actor: OrganizationId,
	undone: ReadonlySet<EntryId>
): Inverse[] {
	const found: Inverse[] = [];
	const organization: Record<string, string> = {};
	const products = new Map<ProductId, Record<string, unknown>>();
	/** The value before, where the field still is as the undone entries left it. */
	const before = <T>(field: Field<T> | undefined): { value: T } | undefined => {
		const value = field && undone.has(field.at(-1)?.entry ?? '') ? currentWithout(field, undone) : undefined;
		return value === undefined ? undefined : { value };
	};
	const restore = (table: Fact['table'], id: string, previous: object | undefined, write: () => void) =>
		previous ? write() : found.push({ id, table, command: changedSince });
	const productChange = (id: ProductId) => {
		const changes = products.get(id) ?? {};
		products.set(id, changes);
		return changes;
	};

	entry.facts.forEach((fact, index) => {
		const id = `${entry.id}:${index}`;
		const { table } = fact;
		const add = (command: Command | UndoException, of = id) => found.push({ id: of, table, command });
		switch (fact.table) {
			case 'organizations':
				return add({ command: 'delete-organization' }, entry.id);
			case 'organization-fields': {
				const previous = before(snapshot.organizations.get(actor)?.fields[fact.field]);
				return restore(table, actor, previous, () => (organization[fact.field] = previous!.value));
			}
			case 'products':
				return add({ command: 'delete-product', product: id });
			case 'product-fields': {
				const product = resolveRef(fact.product, entry.id);
				const previous = before(snapshot.products.get(product)?.fields[fact.field]);
				return restore(
					table,
					product,
					previous,
					() => (productChange(product)[fact.field] = previous!.value)
				);
			}
			case 'product-makings': {
				const product = resolveRef(fact.product, entry.id);
				const previous = before(snapshot.products.get(product)?.makings);
				return restore(
					table,
					product,
					previous,
					() => (productChange(product).making = makingBefore(snapshot, product, previous!.value, undone))
				);
			}
			case 'product-bases': {
				const product = resolveRef(fact.product, entry.id);
				const previous = before(snapshot.products.get(product)?.bases);
				return restore(table, product, previous, () => (productChange(product).basedOn = previous!.value));
			}
			case 'maker-standings': {
				const product = resolveRef(fact.product, entry.id);
				// With the naming of a maker its kinds are taken back too.
				const isNaming = entry.facts.some(
					(each) =>
						(each.table === 'product-makings' && resolveRef(each.product, entry.id) === product) ||
						each.table === 'products'
				);
				if (isNaming) return undefined;
				const record = snapshot.products.get(product);
				const field = record?.makerStandings.get(fact.maker);
				const isNow = record?.making.maker === fact.maker && field && undone.has(field.at(-1)?.entry ?? '');
				const kinds = isNow ? [...(currentWithout(field, undone) ?? [])] : [];
				return add(isNow ? { command: 'set-maker-standing', product, kinds } : changedSince, product);
			}
			case 'partners':
				return add({ command: 'delete-partner', partner: fact.partner }, fact.partner);
			case 'partner-names': {
				const partnership = snapshot.relations.get(actor)?.partners.get(fact.partner);
				const previous = before(partnership?.names);
				return add(
					previous
						? { command: 'rename-partner', partner: fact.partner, name: previous.value }
						: changedSince,
					fact.partner
				);
			}
			case 'tombstones':
				return add(withdrawalOf(snapshot, resolveRef(fact.record, entry.id)), fact.record);
			case 'withdrawals': {
				const record = snapshot.tombstones.get(resolveRef(fact.tombstone, entry.id))?.record;
				return record === undefined ? undefined : add(deletionOf(snapshot, record), record);
			}
			case 'orders':
				return add({ command: 'cancel-order', order: id });
			case 'order-statuses': {
				const order = resolveRef(fact.order, entry.id);
				const previous = before(snapshot.orders.get(order)?.statuses);
				return add(
					previous ? { command: 'restore-order', order, status: previous.value } : changedSince,
					order
				);
			}
			case 'work':
				return add({ command: 'retract-work', work: id });
			case 'devices':
				return add({ command: 'remove-device', device: id });
			case 'logs':
				return add({ command: 'remove-logs', logs: id });
			case 'expectations':
				return add({ command: 'delete-expectation', expectation: id });
			case 'keys':
			case 'recovery-keys':
				return entry.organization === ''
					? undefined
					: add(keyInverse(snapshot, actor, entry, fact, before), fact.key);
			case 'key-retirements':
				return add({ code: 'retired-key-stays' }, fact.key);
			case 'reservations':
				return entry.facts.length > 1 ? undefined : add(reservationInverse(snapshot, actor, undone), actor);
			case 'grants':
			case 'revocations':
			case 'flags':
				return undefined;
		}
	});

	if (Object.keys(organization).length > 0)
		found.push({
			id: actor,
			table: 'organization-fields',
			command: { command: 'edit-organization', ...organization }
		});
	for (const [product, changes] of products)
		found.push({
			id: product,
			table: 'product-fields',
			command: { command: 'edit-product', product, ...changes }
		});
	return onePerCommand(found);
}

/** The origin and maker as they were, with the kinds stated for that maker then. */
function makingBefore(
	{ products }: Snapshot,
	product: ProductId,
	{ origin, maker }: Making,
	undone: ReadonlySet<EntryId>
): StatedMaking {
	if (maker === null) return { origin, maker };
	const kinds = currentWithout(products.get(product)?.makerStandings.get(maker) ?? [], undone) ?? [];
	return { origin, maker, kinds: [...kinds] };
}

/** Several facts may ask for the same command, as two partner records with one tombstone each do. */
function onePerCommand(found: Inverse[]): Inverse[] {
	const seen = new Set<string>();
	return found.filter(({ id, command }) => {
		const name = 'command' in command ? JSON.stringify(command) : id;
		return !seen.has(name) && seen.add(name);
	});
}

/** The command that takes back a tombstone on the record. */
function withdrawalOf(snapshot: Snapshot, record: string): Command | UndoException {
	const partner = snapshot.partners.get(record);
	if (partner) return { command: 'withdraw-deletion', of: 'partner', id: partner.partnership.partner };
	const of = kindOfRecord(snapshot, record);
	return of ? { command: 'withdraw-deletion', of, id: record } : changedSince;
}

/** The command that sets a tombstone on the record again. */
function deletionOf(snapshot: Snapshot, record: string): Command | UndoException {
	const partner = snapshot.partners.get(record);
	if (partner) return { command: 'delete-partner', partner: partner.partnership.partner };
	switch (kindOfRecord(snapshot, record)) {
		case 'organization':
			return { command: 'delete-organization' };
		case 'product':
			return { command: 'delete-product', product: record };
		case 'work':
			return { command: 'retract-work', work: record };
		case 'device':
			return { command: 'remove-device', device: record };
		case 'logs':
			return { command: 'remove-logs', logs: record };
		case 'expectation':
			return { command: 'delete-expectation', expectation: record };
		default:
			return changedSince;
	}
}
