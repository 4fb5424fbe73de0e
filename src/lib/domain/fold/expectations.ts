import { resolveRef } from '../facts';
import { type Handlers, factIdOf, newOwned, waitFor } from './handlers';

/** States expectations; one about an unknown product waits for it. */
export const foldExpectations: Handlers<'expectations'> = {
	expectations(folding, fact, source) {
		const product = resolveRef(fact.product, source.entry);
		if (!folding.snapshot.products.has(product)) return waitFor(folding, product, fact, source);
		const { permission, expected } = fact;
		const expectation = { ...newOwned(source), product, permission, expected };
		folding.snapshot.expectations.set(expectation.id, expectation);
	}
};

/** Retracts expectations. */
export const retractExpectations: Handlers<'expectations'> = {
	expectations({ snapshot }, _, source) {
		snapshot.expectations.delete(factIdOf(source));
	}
};
