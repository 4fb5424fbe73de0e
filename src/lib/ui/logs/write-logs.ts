import type { DeviceId, LogLine, OrganizationId } from '$lib/domain/facts';
import type { Failure, Outcome } from '$lib/workspace/outcome';
import type { Seen } from '$lib/workspace/seen';

/** Lines that one fact holds at the most: past this an entry would be too long to be sent to others. */
const CHUNK = 5_000;

interface Writing {
	signal: AbortSignal;
	/** Told how many lines are written. */
	onwritten: (lines: number) => void;
}

/** `action` is what undo takes; none of it is there any more where it was cancelled or refused. */
export type Written = { action: string } | { cancelled: true } | { failure: Failure };

/** Writes lines to the logs of devices as one act, in chunks. Cancelled or refused half-way, nothing of it stays. */
export async function writeLogs(
	workspace: Seen,
	actor: OrganizationId,
	lines: ReadonlyMap<DeviceId, readonly LogLine[]>,
	{ signal, onwritten }: Writing
): Promise<Written> {
	let action = '';
	let written = 0;
	const outcome = await workspace.door.act(async (act): Promise<Outcome | 'cancelled'> => {
		action = act.action;
		for (const [device, all] of lines) {
			for (let at = 0; at < all.length; at += CHUNK) {
				if (signal.aborted) return 'cancelled';
				const chunk = all.slice(at, at + CHUNK);
				const step = await act.step(actor, { command: 'add-logs', device, lines: chunk });
				if (!step.done) return step;
				written += chunk.length;
				onwritten(written);
				// The page breathes, and a press on Cancel is heard.
				await new Promise((next) => setTimeout(next));
			}
		}
		return { done: true, action: act.action, entries: [] };
	});
	if (outcome !== 'cancelled' && outcome.done) return { action };
	if (written > 0) await workspace.door.undo(action);
	return outcome === 'cancelled' ? { cancelled: true } : { failure: outcome.refusal };
}
