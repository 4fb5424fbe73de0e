import type { Entry } from '$lib/domain/entry';
import { applyEntries } from '$lib/domain/fold/apply';
import { standing } from '$lib/domain/permissions/effective-permissions';
import { emptySnapshot, type Snapshot } from '$lib/domain/snapshot';
import type { Judged } from './oracle';
import { fromOracle, fromSnapshot } from './plain';
import { expectSame, wholeOf } from './whole';

/** What the entries come to, taken in at once and in the order given. */
export function folded(entries: readonly Entry[]): Snapshot {
	const snapshot = emptySnapshot();
	applyEntries(snapshot, entries);
	return snapshot;
}

/** From scratch, all at once, and in an order that has nothing to do with arrival: that of the ids. */
export const rebuilt = (entries: Iterable<Entry>): Snapshot =>
	folded([...entries].sort((a, b) => (a.id < b.id ? -1 : 1)));

/** Every check says what its product's fixed point says. */
function expectIndexed(snapshot: Snapshot): void {
	for (const organization of snapshot.numbers.organizations.ids)
		for (const id of snapshot.numbers.products.ids) {
			const expected = snapshot.products.get(id)?.standings.get(organization) ?? 0;
			if (standing(snapshot, organization, id) !== expected) throw new Error('a check is not what is held');
		}
}

/** The snapshot grown entry by entry is the one built from scratch, and both say what the oracle says. */
export function expectAgreement(snapshot: Snapshot, entries: Iterable<Entry>, judged: Judged): void {
	expectSame(wholeOf(snapshot), wholeOf(rebuilt(entries)));
	expectIndexed(snapshot);
	expectSame(JSON.stringify(fromSnapshot(snapshot)), JSON.stringify(fromOracle(judged)));
}
