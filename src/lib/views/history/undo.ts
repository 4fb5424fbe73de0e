import { pushAll } from '$lib/domain/algorithms/push-all';
import type { Step } from '$lib/commands/command';
import { actableEntries } from '$lib/commands/undo/actable-entries';
import { workspaceFounding, type NotUndone, undoEntry, undoSteps } from '$lib/commands/undo/undo';
import type { OrganizationId } from '$lib/domain/facts';
import { fork } from '$lib/domain/fold/fork';
import type { Snapshot } from '$lib/domain/snapshot';
import { decideAndFold } from '../draft';
import { effectsBetween, type PendingAct } from '../effects/preview';
import type { HistoryAction } from './actions';

/** Whether an act can be undone now, and if not, why. */
export type Undoable =
	/** `unseen`: an act too big to examine beforehand; undoing it reports what stays. */
	| { can: true; unseen: boolean }
	/** Undoing takes the keys of one who acted. */
	| { can: false; why: 'no-key'; organization: OrganizationId }
	/** Nothing of it would change: it was changed since, or the rules refuse it. */
	| { can: false; why: 'kept'; kept: NotUndone[] };

/** In facts. */
const LOOKED_THROUGH = 200;

/**
 * Whether undoing would do anything. Of an act with several entries the later ones are undone first, which may clear
 * the way for the earlier: one entry that can be undone is enough.
 */
export function undoable(
	snapshot: Snapshot,
	{ entries: all, authors, everyone }: HistoryAction,
	actable: ReadonlySet<OrganizationId>
): Undoable {
	const mayAct = [...everyone].some((author) => actable.has(author));
	const entries = mayAct ? actableEntries(all, actable) : [];
	if (entries.length === 0) return { can: false, why: 'no-key', organization: authors[0]! };
	const founding = workspaceFounding(snapshot, entries);
	if (founding.length > 0) return { can: false, why: 'kept', kept: founding };
	if (entries.reduce((sum, { facts }) => sum + facts.length, 0) > LOOKED_THROUGH)
		return { can: true, unseen: true };
	const ids = new Set(entries.map(({ id }) => id));
	const kept: NotUndone[] = [];
	for (const entry of entries.toReversed()) {
		const undo = undoEntry(snapshot, entry, ids);
		if (undo.commands.length > 0) return { can: true, unseen: false };
		pushAll(kept, undo.kept);
	}
	return { can: false, why: 'kept', kept };
}

/**
 * What undoing an act would do now, done on a fork; the state stays as it is, and must not change meanwhile. Yields
 * how many of its entries are done.
 */
export function* previewUndo(
	snapshot: Snapshot,
	{ entries }: Pick<HistoryAction, 'entries'>,
	actable: ReadonlySet<OrganizationId>
): Generator<number, PendingAct> {
	const after = fork(snapshot);
	const steps: Step[] = [];
	const prospect = (): PendingAct => ({
		steps,
		preview: { accepted: true, effects: effectsBetween(snapshot, after, steps) }
	});
	let seen = 0;
	for (const { actor, commands } of undoSteps(entries, actable, () => after)) {
		for (const command of commands) {
			const place = { entry: `undone ${steps.length}`, action: '', at: steps.length, name: command.command };
			const decision = decideAndFold(after, { ...place, actor, command });
			if (!decision.accepted) return prospect();
			steps.push({ actor, command });
		}
		yield ++seen;
	}
	return prospect();
}
