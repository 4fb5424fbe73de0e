import type { Entry } from '../entry';
import type { ProductId } from '../facts';
import type { Snapshot } from '../snapshot';
import { addEntries, stateEntries } from './apply';
import { beginFolding, type Folding } from './handlers';
import { placeLinks } from './links';
import { refresh } from './refresh';
import { productFor } from './writable-records';

/** How much is derived in a step. */
const usualStep = { links: 1_000, products: 100 };

/**
 * Many entries that come in parts, added to a snapshot at which nobody looks meanwhile: what follows from them is derived
 * once, at the end, where `applyEntries` would find each product's fixed point anew with every part.
 */
export class BulkFold {
	readonly #snapshot: Snapshot;
	#folding: Folding;

	constructor(snapshot: Snapshot) {
		this.#snapshot = snapshot;
		this.#folding = beginFolding(snapshot);
	}

	/**
	 * Adds entries, in any order. Cost: their facts, and of those that stop or start counting by them
	 * @param most how many in one call, see `applyEntries`
	 */
	add(entries: Iterable<Entry>, most = Number.POSITIVE_INFINITY): void {
		stateEntries(this.#folding, addEntries(this.#snapshot, entries, most), most);
		this.#folding.facts = null;
	}

	/**
	 * Derives what follows from all that was added, in steps, between which nothing may be added. Then the snapshot is as
	 * though `applyEntries` had added it all.
	 * @param most how many facts stop or start counting in one step
	 * @param step how many links or products are derived anew in one step
	 */
	*derive(most = Number.POSITIVE_INFINITY, step = usualStep): Generator<void, void> {
		const { keys, unsettled } = this.#snapshot;
		while (!keys.isSettled || unsettled.size > 0) {
			this.add([], most);
			yield;
		}
		const all = this.#folding;
		this.#folding = beginFolding(this.#snapshot);
		const folding = {
			...all,
			links: null,
			touched: new Set<string>(),
			// What is concerned in one step is looked at in those after it, too.
			concerned: all.concerned ?? new Set<string>(),
			gone: null
		};
		for (const links of inParts(all.links ?? [], step.links)) {
			refresh({ ...folding, links: new Map(links) });
			yield;
		}
		for (const id of all.touched) {
			const product = productFor(this.#snapshot, id);
			// So many links that they take several steps.
			while (product && product.links.added > step.links) {
				placeLinks(folding, product, step.links);
				yield;
			}
		}
		for (const touched of productsInParts(this.#snapshot, all.touched, step)) {
			refresh({ ...folding, touched });
			yield;
		}
		// What blocks a deletion is known when all the rest is.
		refresh({ ...folding, gone: all.gone });
	}
}

/** So many products, or as many as have so many new links together. */
function* productsInParts(
	{ products }: Snapshot,
	all: Iterable<ProductId>,
	most: typeof usualStep
): Generator<Set<ProductId>> {
	let part = new Set<ProductId>();
	let links = 0;
	for (const id of all) {
		part.add(id);
		links += products.get(id)?.links.added ?? 0;
		if (part.size < most.products && links < most.links) continue;
		yield part;
		part = new Set();
		links = 0;
	}
	if (part.size > 0) yield part;
}

function* inParts<T>(all: Iterable<T>, most: number): Generator<T[]> {
	let part: T[] = [];
	for (const each of all) {
		part.push(each);
		if (part.length < most) continue;
		yield part;
		part = [];
	}
	if (part.length > 0) yield part;
}
