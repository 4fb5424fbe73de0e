import type { Step } from '../commands/command';
import { type Kept, undoEntry } from '../commands/undo';
import { authorOf } from '../domain/entry';
import type { OrganizationId } from '../domain/facts';
import type { Snapshot } from '../domain/snapshot';
import type { HistoryAction } from './history-actions';

/** Whether an act can be undone now, and if not, why. */
export type Undoable =
	/** `unseen`: an act too big to be looked through beforehand; undoing it tells what stays. */
	| { can: true; unseen: boolean }
	/** Undoing takes the keys of all who acted. */
	| { can: false; why: 'no-key'; organization: OrganizationId }
	/** Nothing of it would change: it was changed since, or the rules refuse it. */
	| { can: false; why: 'kept'; kept: Kept[] };

/** In facts. */
const LOOKED_THROUGH = 200;

/**
 * Whether undoing would do anything. Of an act with several entries the later ones are undone first, which may clear
 * the way for the earlier: one entry that can be undone is enough.
 */
export function undoable(
	snapshot: Snapshot,
	{ entries, authors }: HistoryAction,
	actable: ReadonlySet<OrganizationId>
): Undoable {
	const foreign = authors.find((author) => !actable.has(author));
	if (foreign !== undefined) return { can: false, why: 'no-key', organization: foreign };
	if (entries.reduce((sum, { facts }) => sum + facts.length, 0) > LOOKED_THROUGH)
		return { can: true, unseen: true };
	const ids = new Set(entries.map(({ id }) => id));
	const kept: Kept[] = [];
	for (const entry of entries.toReversed()) {
		const undo = undoEntry(snapshot, entry, ids);
		if (undo.commands.length > 0) return { can: true, unseen: false };
		kept.push(...undo.kept);
	}
	return { can: false, why: 'kept', kept };
}

/**
 * What undoing would do now, to be foreseen, each entry by itself. What only undoing the later entries of the same act
 * makes possible (a grant to a partner that it deleted, in a draft that was applied) is not in it.
 */
export function undoSteps(snapshot: Snapshot, { entries }: HistoryAction): Step[] {
	const ids = new Set(entries.map(({ id }) => id));
	return entries
		.toReversed()
		.flatMap((entry) =>
			undoEntry(snapshot, entry, ids).commands.map((command) => ({ actor: authorOf(entry), command }))
		);
}
