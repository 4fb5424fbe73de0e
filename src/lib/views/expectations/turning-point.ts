import { type Entry, withFacts } from '$lib/domain/entry';
import { type EntryId, type Fact, type OrderId, type ProductId, resolveRef } from '$lib/domain/facts';
import { applyEntries } from '$lib/domain/fold/apply';
import type { Expectation } from '$lib/domain/records';
import { emptySnapshot, type Snapshot } from '$lib/domain/snapshot';
import { cachedPerFixedPoint } from '$lib/domain/permissions/fixed-point-cache';
import { violationCount } from './expectations';
import { entriesInOrder } from '../history/actions';

const turnsOn = cachedPerFixedPoint(() => new Map<string, EntryId | null>());

/** How many of the product's last entries are looked at one by one to begin with. */
const few = 16;

/** How many earlier ones are folded at once. */
const many = 1_024;

/**
 * The entry since which the expectation is as it is, true or broken; null where it was so from the product's
 * beginning. Found once after each change of the product, by folding its history: the last entries one by one, the
 * ones before at once, then further back. Cost: a look at every entry, then a fixed point of the product for each
 * entry back to the one found; it yields between them.
 */
export function* turningPointOf(
	snapshot: Snapshot,
	expectation: Expectation
): Generator<undefined, EntryId | null> {
	const known = turnsOn(snapshot.products.get(expectation.product)!);
	let entry = known.get(expectation.id);
	if (entry === undefined) known.set(expectation.id, (entry = yield* lastTurn(snapshot, expectation)));
	return entry;
}

function* lastTurn(snapshot: Snapshot, expectation: Expectation): Generator<undefined, EntryId | null> {
	const about = entriesInOrder(snapshot)
		.filter((entry) => isAbout(snapshot, entry, expectation.product))
		.map(withoutRetirements);
	for (let end = about.length, size = few; end > 0; end -= size, size *= 4) {
		const start = Math.max(0, end - size);
		const then = emptySnapshot();
		for (let from = 0; from < start; from += many) {
			applyEntries(then, about.slice(from, Math.min(start, from + many)));
			yield;
		}
		let was = isTrue(then, expectation);
		let turn: EntryId | null = null;
		for (const entry of about.slice(start, end)) {
			applyEntries(then, [entry]);
			const is = isTrue(then, expectation);
			if (was !== undefined && is !== was) turn = entry.id;
			was = is;
			yield;
		}
		if (turn !== null) return turn;
	}
	return null;
}

/** Undefined where the product is not there yet. */
function isTrue({ products }: Snapshot, expectation: Expectation): boolean | undefined {
	const product = products.get(expectation.product);
	return product && violationCount(product, expectation) === 0;
}

/** Only what counts is folded, so that no key has to be retired again. Facts keep their indices. */
const withoutRetirements = (entry: Entry): Entry =>
	entry.facts.some(({ table }) => table === 'key-retirements')
		? withFacts(
				entry,
				entry.facts.map((fact) =>
					fact.table === 'key-retirements' ? { table: 'reservations', reserved: false } : fact
				)
			)
		: entry;

/** Whether the entry counts and states anything that the product's standings depend on. */
const isAbout = (snapshot: Snapshot, entry: Entry, product: ProductId): boolean =>
	snapshot.keys.authorityOf(entry) !== 'none' &&
	entry.facts.some((fact, index) => isFactAbout(snapshot, entry, fact, index, product));

function isFactAbout(
	snapshot: Snapshot,
	{ id }: Entry,
	fact: Fact,
	index: number,
	product: ProductId
): boolean {
	const names = (order: OrderId) =>
		snapshot.orders.get(order)?.lines.some((line) => line.product === product) ?? false;
	// Of what an organization's deletion waits for not all is looked at: only one that took effect counts.
	const isDeletionAbout = (record: string | undefined) =>
		record !== undefined && (record === product || snapshot.organizations.get(record)?.deleted === true);
	switch (fact.table) {
		case 'organizations':
		case 'keys':
		case 'recovery-keys':
			return true;
		case 'products':
			return `${id}:${index}` === product;
		case 'product-makings':
		case 'maker-standings':
		case 'grants':
			return resolveRef(fact.product, id) === product;
		case 'flags':
			return fact.grants.some((grant) => snapshot.grants.get(resolveRef(grant, id))?.product === product);
		case 'revocations':
			return snapshot.grants.get(resolveRef(fact.grant, id))?.product === product;
		case 'tombstones':
			return isDeletionAbout(resolveRef(fact.record, id));
		case 'withdrawals':
			return isDeletionAbout(snapshot.tombstones.get(resolveRef(fact.tombstone, id))?.record);
		case 'orders':
			return names(`${id}:${index}`);
		case 'order-statuses':
			return names(resolveRef(fact.order, id));
		default:
			return false;
	}
}
