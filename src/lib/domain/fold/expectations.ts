import { resolveRef } from '../facts';
import type { Expectation, ExpectedOfProduct } from '../records';
import type { Snapshot } from '../snapshot';
import { writablePart } from './copy-on-write';
import { type Handlers, factIdOf, indexSetFor, newOwned, removeFromIndex, waitFor } from './handlers';

/** States expectations; one about an unknown product waits for it. */
export const foldExpectations: Handlers<'expectations'> = {
	expectations(folding, fact, source) {
		const product = resolveRef(fact.product, source.entry);
		if (!folding.snapshot.products.has(product)) return waitFor(folding, product, fact, source);
		const { permission, expected } = fact;
		const expectation = { ...newOwned(source), product, permission, expected };
		folding.snapshot.expectations.set(expectation.id, expectation);
		indexExpectation(folding.snapshot, expectation, true);
	}
};

/** Retracts expectations. */
export const retractExpectations: Handlers<'expectations'> = {
	expectations({ snapshot }, _, source) {
		const expectation = snapshot.expectations.get(factIdOf(source))!;
		snapshot.expectations.delete(expectation.id);
		indexExpectation(snapshot, expectation, false);
	}
};

/** Notes in the index by product whether the expectation stands: whether it is stated, and nobody withdrew it. */
export function indexExpectation(
	snapshot: Snapshot,
	{ id, owner, product, tombstones }: Expectation,
	isStated: boolean
): void {
	const index = snapshot.expectationsByProduct;
	const before = index.get(product);
	const isStanding = isStated && tombstones.size === 0;
	if ((before?.byOwner.get(owner)?.has(id) ?? false) === isStanding) return;
	const count = (before?.count ?? 0) + (isStanding ? 1 : -1);
	if (count === 0) return void index.delete(product);
	const now: ExpectedOfProduct = { byOwner: before?.byOwner ?? new Map<never, never>(), count };
	index.set(product, now);
	const byOwner = writablePart(snapshot, now, 'byOwner');
	if (isStanding) indexSetFor(snapshot, byOwner, owner).add(id);
	else removeFromIndex(snapshot, byOwner, owner, id);
}
