import type { Entry } from '../../../src/lib/domain/entry';
import { applyEntries } from '../../../src/lib/domain/fold/apply';
import { heldProducts, holds } from '../../../src/lib/domain/permissions/effective-permissions';
import { emptySnapshot } from '../../../src/lib/domain/snapshot';
import type { Peer } from './peers';

/** The index of Grantbook itself, to be bundled as the app is. */
export function thisIndex(entries: readonly Entry[]): Peer {
	const snapshot = emptySnapshot();
	applyEntries(snapshot, entries);
	return {
		check: (organization, product) => holds(snapshot, organization, product, 'purchase'),
		list: (organization) => [...heldProducts(snapshot, organization, 'purchase')]
	};
}
