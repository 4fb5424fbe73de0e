import type { Snapshot } from '$lib/domain/snapshot';
import { entriesInOrder, readHistory } from '$lib/views/history/actions';
import { indexHistory } from '$lib/views/history/search';
import type { SnapshotCache } from '$lib/workspace/history/snapshot-cache';

/** Beyond so many entries no past is computed before it is looked at: it would take seconds, and much memory. */
const longHistory = 20_000;

/** Computes ahead what people look at sooner or later: what an undo undoes, the history, and past states. */
export function* lookAhead(snapshot: Snapshot, moments: SnapshotCache): Generator<unknown, void> {
	yield* snapshot.actions.readAhead();
	yield* readHistory(snapshot);
	if (snapshot.entries.size > longHistory) return;
	yield* indexHistory(snapshot);
	yield* moments.precompute(entriesInOrder(snapshot));
}
