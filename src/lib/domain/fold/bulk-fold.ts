import type { Entry } from '../entry';
import type { ProductId } from '../facts';
import type { Link } from '../records';
import type { Snapshot } from '../snapshot';
import { addEntries, stateEntries } from './apply';
import { beginFolding, type Folding } from './handlers';
import { refresh } from './refresh';

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
		const folding = this.#folding;
		this.#folding = beginFolding(this.#snapshot);
		const nothing = {
			newLinks: null,
			links: null,
			touched: new Set<string>(),
			// What is concerned in one step is looked at in those after it, too.
			concerned: folding.concerned ?? new Set<string>(),
			gone: null
		};
		for (const links of inParts(folding.links ?? [], step.links)) {
			refresh({ ...folding, ...nothing, links: new Map(links) });
			yield;
		}
		for (const newLinks of linksInParts(folding.newLinks ?? [], step.links)) {
			refresh({ ...folding, ...nothing, newLinks });
			yield;
		}
		for (const touched of inParts(folding.touched, step.products)) {
			refresh({ ...folding, ...nothing, touched: new Set(touched) });
			yield;
		}
		// What blocks a deletion is known when all the rest is.
		refresh({ ...folding, ...nothing, gone: folding.gone });
	}
}

/** As many products as have so many links together; one with more, a part of these. */
function* linksInParts(all: Iterable<[ProductId, Link[]]>, most: number): Generator<Map<ProductId, Link[]>> {
	let part = new Map<ProductId, Link[]>();
	let count = 0;
	for (const [id, ofProduct] of all)
		for (const links of inParts(ofProduct, most)) {
			part.set(id, links);
			count += links.length;
			if (count < most) continue;
			yield part;
			part = new Map();
			count = 0;
		}
	if (count > 0) yield part;
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
