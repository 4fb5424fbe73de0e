import type { Entry } from '../domain/entry';
import { type EntryId, type Fact, type OrderId, type ProductId, resolve } from '../domain/facts';
import { applyEntries } from '../domain/fold/apply';
import type { Expectation, Product } from '../domain/records';
import { emptySnapshot, type Snapshot } from '../domain/snapshot';
import { whoIsAgainst } from './expectations';
import { historyOf } from './history-actions';

/** By the standings themselves, which are others after every change of the product. */
const found = new WeakMap<Product['standings'], Map<string, EntryId | null>>();

/**
 * The entry with which the expectation became true, or broken, as it has been since; null where it has been so from
 * the product's beginning. Found by folding what was said of the product, in the order of the history, once after
 * each change of it. Cost: a look at every entry, and folding the product's own.
 */
export function since(snapshot: Snapshot, expectation: Expectation): EntryId | null {
	const { standings } = snapshot.products.get(expectation.product)!;
	let known = found.get(standings);
	if (!known) found.set(standings, (known = new Map()));
	let entry = known.get(expectation.id);
	if (entry === undefined) known.set(expectation.id, (entry = lastTurn(snapshot, expectation)));
	return entry;
}

function lastTurn(snapshot: Snapshot, expectation: Expectation): EntryId | null {
	const then = emptySnapshot();
	let was: boolean | undefined;
	let turn: EntryId | null = null;
	for (const { entries } of historyOf(snapshot).actions.toReversed())
		for (const entry of entries) {
			if (!isAbout(snapshot, entry, expectation.product)) continue;
			applyEntries(then, [withoutRetirements(entry)]);
			const product = then.products.get(expectation.product);
			if (!product) continue;
			const is = whoIsAgainst(product, expectation).length === 0;
			if (was !== undefined && is !== was) turn = entry.id;
			was = is;
		}
	return turn;
}

/** Only what counts is told, so that no key has to be retired again. The places of the facts stay. */
const withoutRetirements = (entry: Entry): Entry =>
	entry.facts.some(({ table }) => table === 'key-retirements')
		? {
				...entry,
				facts: entry.facts.map((fact) =>
					fact.table === 'key-retirements' ? { table: 'reservations', reserved: false } : fact
				)
			}
		: entry;

/** Does the entry say anything on which the product's standings rest, or who may speak? */
const isAbout = (snapshot: Snapshot, entry: Entry, product: ProductId): boolean =>
	snapshot.keys.voice(entry) !== 'none' &&
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
		case 'flags':
			return resolve(fact.product, id) === product;
		case 'revocations':
			return snapshot.grants.get(resolve(fact.grant, id))?.link.product === product;
		case 'tombstones':
			return resolve(fact.record, id) === product;
		case 'withdrawals':
			return snapshot.tombstones.get(resolve(fact.tombstone, id))?.record === product;
		case 'orders':
			return names(`${id}:${index}`);
		case 'order-statuses':
			return names(resolve(fact.order, id));
		default:
			return false;
	}
}
