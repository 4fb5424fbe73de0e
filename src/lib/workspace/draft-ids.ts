import type { EntryId } from '../domain/facts';
import { type DraftStep, withIds } from '../views/draft';

/** As long as a hash, and no hash of anything. */
export function newEntryId(): EntryId {
	const bytes = crypto.getRandomValues(new Uint8Array(32));
	return btoa(String.fromCharCode(...bytes))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replace('=', '');
}

/**
 * Somebody else's steps with ids and times of this browser. With their own, a step could pass for an entry that is
 * here already: it would change nothing in the draft, and be written all the same when the draft is applied.
 */
export function renewed(steps: readonly DraftStep[], now: number): DraftStep[] {
	const entries = new Map(steps.map(({ entry }) => [entry, newEntryId()]));
	const actions = new Map(steps.map(({ action }) => [action, crypto.randomUUID()]));
	return steps.map((step, index) => ({
		entry: entries.get(step.entry)!,
		action: actions.get(step.action)!,
		at: now + index,
		// Told by what it does, not by what it is said to undo.
		name: step.command.command,
		...{ actor: withIds(step.actor, entries), command: withIds(step.command, entries) }
	}));
}
