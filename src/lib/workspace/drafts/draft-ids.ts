import type { EntryId } from '$lib/domain/facts';
import { type DraftStep, withIds } from '$lib/views/draft';

/** A random id in the format of a hash. */
export function newEntryId(): EntryId {
	const bytes = crypto.getRandomValues(new Uint8Array(32));
	return btoa(String.fromCharCode(...bytes))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replace('=', '');
}

/**
 * Replaces the ids and times of somebody else's steps. With its own id, a step could be mistaken for an existing entry: it
 * would change nothing in the draft, but still be written when the draft is applied.
 */
export function withNewIds(steps: readonly DraftStep[], now: number): DraftStep[] {
	const entries = new Map(steps.map(({ entry }) => [entry, newEntryId()]));
	const actions = new Map(steps.map(({ action }) => [action, crypto.randomUUID()]));
	return steps.map((step, index) => ({
		entry: entries.get(step.entry)!,
		action: actions.get(step.action)!,
		at: now + index,
		// Named by what it does, not by what it claims to undo.
		name: step.command.command,
		...{ actor: withIds(step.actor, entries), command: withIds(step.command, entries) }
	}));
}
