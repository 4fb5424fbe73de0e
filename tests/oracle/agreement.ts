import type { Entry } from '$lib/domain/entry';
import { applyEntries } from '$lib/domain/fold/apply';
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

/** The snapshot grown entry by entry is the one built from scratch, and both say what the oracle says. */
export function expectAgreement(snapshot: Snapshot, entries: Iterable<Entry>, judged: Judged): void {
	expectSame(wholeOf(snapshot), wholeOf(rebuilt(entries)));
	expectSame(JSON.stringify(fromSnapshot(snapshot)), JSON.stringify(fromOracle(judged)));
}
