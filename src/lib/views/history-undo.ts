import type { Step } from '../commands/command';
import { decide } from '../commands/decide';
import { foundingIn, type Kept, ownIn, undoEntry, undoSteps } from '../commands/undo';
import type { OrganizationId } from '../domain/facts';
import { applyEntries } from '../domain/fold/apply';
import { fork } from '../domain/fold/fork';
import type { Snapshot } from '../domain/snapshot';
import { entryOf } from './draft';
import { foresightBetween, type Prospect } from './foresee';
import type { HistoryAction } from './history-actions';

/** Whether an act can be undone now, and if not, why. */
export type Undoable =
	/** `unseen`: an act too big to be looked through beforehand; undoing it tells what stays. */
	| { can: true; unseen: boolean }
	/** Undoing takes the keys of one who acted. */
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
	{ entries: all, authors }: HistoryAction,
	actable: ReadonlySet<OrganizationId>
): Undoable {
	const entries = ownIn(all, actable);
	if (entries.length === 0) return { can: false, why: 'no-key', organization: authors[0]! };
	const founding = foundingIn(snapshot, entries);
	if (founding.length > 0) return { can: false, why: 'kept', kept: founding };
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

/** What undoing an act would do now, done on a fork as it would be done in earnest; the state stays as it is. */
export function foreseeUndo(
	snapshot: Snapshot,
	{ entries }: Pick<HistoryAction, 'entries'>,
	actable: ReadonlySet<OrganizationId>
): Prospect {
	const after = fork(snapshot);
	const steps: Step[] = [];
	for (const { actor, command } of undoSteps(entries, actable, () => after)) {
		const decision = decide(after, actor, command);
		if (!decision.accepted) break;
		const place = { entry: `undone ${steps.length}`, action: '', at: steps.length, name: command.command };
		applyEntries(after, [entryOf(after, { ...place, actor, command }, decision)]);
		steps.push({ actor, command });
	}
	return { steps, foreseen: { accepted: true, foresight: foresightBetween(snapshot, after, steps) } };
}
