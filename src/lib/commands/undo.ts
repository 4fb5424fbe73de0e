import { kindOfRecord } from '../domain/deletables';
import { authorOf, type Entry } from '../domain/entry';
import {
	type EntryId,
	type Fact,
	type Making,
	type OrganizationId,
	type ProductId,
	resolve
} from '../domain/facts';
import { type Field, currentWithout } from '../domain/field';
import type { Snapshot } from '../domain/snapshot';
import type { AdjustItem, Command, MakingSaid, Step } from './command';
import { decide } from './decide';
import type { Refusal } from './refusal';
import { keyInverse, reservationInverse, type StaysAsItIs } from './undo-keys';
import { linkUndo } from './undo-links';

/** Something that undo left as it is, and why: it was changed since, or the rules refuse to bring it back. */
export interface Kept {
	/** The record or, for authorizations, the product. */
	id: string;
	table: Fact['table'];
	refusal: Refusal | StaysAsItIs;
}

export interface Undo {
	commands: Command[];
	kept: Kept[];
}

const changedSince: StaysAsItIs = { code: 'changed-since' };

/** Of the entries of an act, those of organizations that one can act for: anybody can join an act, and stop no undo by it. */
export const ownIn = (entries: readonly Entry[], actable: ReadonlySet<OrganizationId>): Entry[] =>
	entries.filter((entry) => actable.has(authorOf(entry)));

const foundingStays: StaysAsItIs = { code: 'founding-stays' };

/** The entries of an act that began the workspace: they stay, for without its first organization there would be nothing. */
export function foundingIn({ organizations, entries }: Snapshot, act: readonly Entry[]): Kept[] {
	const founding = act.filter(({ organization }) => organization === '');
	if (founding.length === 0) return [];
	let first: Entry | undefined;
	for (const id of organizations.keys()) {
		const entry = entries.get(id);
		if (!first || (entry && (entry.at < first.at || (entry.at === first.at && entry.id < first.id))))
			first = entry;
	}
	if (!founding.some(({ id }) => id === first?.id)) return [];
	return founding.map(({ id }) => ({ id, table: 'organizations', refusal: foundingStays }));
}

/**
 * What undoes one's own part of an act: its entries last first, each on the state that undoing the later ones left, so
 * each step is to be done before the next one is asked for.
 * @param now the state as it has become
 * @param kept takes what stays as it is
 */
export function* undoSteps(
	entries: readonly Entry[],
	actable: ReadonlySet<OrganizationId>,
	now: () => Snapshot,
	kept: Kept[] = []
): Generator<Step & { actor: OrganizationId }, void> {
	const own = ownIn(entries, actable);
	const founding = foundingIn(now(), own);
	kept.push(...founding);
	if (founding.length > 0) return;
	for (const { id, facts } of entries.filter((entry) => !actable.has(authorOf(entry))))
		for (const { table } of facts.slice(0, 1)) kept.push({ id, table, refusal: { code: 'done-by-others' } });
	const ids = new Set(own.map(({ id }) => id));
	for (const entry of own.toSorted((a, b) => b.at - a.at)) {
		const undo = undoEntry(now(), entry, ids);
		kept.push(...undo.kept);
		for (const command of undo.commands) yield { actor: authorOf(entry), command };
	}
}

/**
 * The commands that undo one entry, each of which the rules accept now, and what stays as it is; `undone` names all
 * entries of its act.
 */
export function undoEntry(snapshot: Snapshot, entry: Entry, undone: ReadonlySet<EntryId>): Undo {
	const actor = authorOf(entry);
	const undo: Undo = { commands: [], kept: [] };
	const propose = (id: string, table: Fact['table'], command: Command | StaysAsItIs) => {
		if (!('command' in command)) return void undo.kept.push({ id, table, refusal: command });
		const decision = decide(snapshot, actor, command);
		if (decision.accepted) undo.commands.push(command);
		else undo.kept.push({ id, table, refusal: decision.refusal });
	};

	if (snapshot.keys.voice(entry) === 'none') {
		for (const { table } of entry.facts.slice(0, 1)) propose(entry.id, table, { code: 'does-not-count' });
		return undo;
	}
	for (const { grantee, items } of linkUndo(snapshot, entry, undone)) {
		const accepted: AdjustItem[] = [];
		for (const { product, table, item } of items) {
			const decision = item && decide(snapshot, actor, { command: 'adjust', grantee, items: [item] });
			if (decision?.accepted) accepted.push(item!);
			else undo.kept.push({ id: product, table, refusal: decision ? decision.refusal : changedSince });
		}
		if (accepted.length > 0) undo.commands.push({ command: 'adjust', grantee, items: accepted });
	}
	for (const { id, table, command } of inverses(snapshot, entry, actor, undone)) propose(id, table, command);
	return undo;
}

interface Inverse {
	id: string;
	table: Fact['table'];
	command: Command | StaysAsItIs;
}

/** The inverse of every fact but grants, revocations and flags; facts about one record's fields become one command. */
function inverses(
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
		const add = (command: Command | StaysAsItIs, of = id) => found.push({ id: of, table, command });
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
				const product = resolve(fact.product, entry.id);
				const previous = before(snapshot.products.get(product)?.fields[fact.field]);
				return restore(
					table,
					product,
					previous,
					() => (productChange(product)[fact.field] = previous!.value)
				);
			}
			case 'product-makings': {
				const product = resolve(fact.product, entry.id);
				const previous = before(snapshot.products.get(product)?.makings);
				return restore(
					table,
					product,
					previous,
					() => (productChange(product).making = makingBefore(snapshot, product, previous!.value, undone))
				);
			}
			case 'product-bases': {
				const product = resolve(fact.product, entry.id);
				const previous = before(snapshot.products.get(product)?.bases);
				return restore(table, product, previous, () => (productChange(product).basedOn = previous!.value));
			}
			case 'maker-standings': {
				const product = resolve(fact.product, entry.id);
				// With the naming of a maker its kinds are taken back too.
				const isNaming = entry.facts.some(
					(each) =>
						(each.table === 'product-makings' && resolve(each.product, entry.id) === product) ||
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
				return add(withdrawalOf(snapshot, resolve(fact.record, entry.id)), fact.record);
			case 'withdrawals': {
				const record = snapshot.tombstones.get(resolve(fact.tombstone, entry.id))?.record;
				return record === undefined ? undefined : add(deletionOf(snapshot, record), record);
			}
			case 'orders':
				return add({ command: 'cancel-order', order: id });
			case 'order-statuses': {
				const order = resolve(fact.order, entry.id);
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

/** A making as it was, and the kinds that were stated for its maker then. */
function makingBefore(
	{ products }: Snapshot,
	product: ProductId,
	{ origin, maker }: Making,
	undone: ReadonlySet<EntryId>
): MakingSaid {
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
function withdrawalOf(snapshot: Snapshot, record: string): Command | StaysAsItIs {
	const partner = snapshot.partners.get(record);
	if (partner) return { command: 'withdraw-deletion', of: 'partner', id: partner.partnership.partner };
	const of = kindOfRecord(snapshot, record);
	return of ? { command: 'withdraw-deletion', of, id: record } : changedSince;
}

/** The command that sets a tombstone on the record again. */
function deletionOf(snapshot: Snapshot, record: string): Command | StaysAsItIs {
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
