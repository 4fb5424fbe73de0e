import type { Command } from '$lib/commands/command';
import type { DeviceId, LogLine, OrganizationId } from '$lib/domain/facts';
import type { Failure } from '$lib/workspace/editing/outcome';
import type { WorkspaceLens } from '$lib/workspace/lens';

/** Lines that one fact holds at the most: past this an entry would be too long to be sent to others. */
const CHUNK = 5_000;

interface Writing {
	signal: AbortSignal;
	/** Told how many lines are signed. */
	onwritten: (lines: number) => void;
}

/** `action` is what undo takes; none of it is there any more where it was cancelled or refused. */
export type WriteOutcome = { action: string } | { cancelled: true } | { failure: Failure };

/** Writes lines to the logs of devices as one act, which is there whole or not at all. Cancelled too late, it is undone. */
export async function writeLogs(
	{ editor }: Pick<WorkspaceLens, 'editor'>,
	actor: OrganizationId,
	lines: ReadonlyMap<DeviceId, readonly LogLine[]>,
	{ signal, onwritten }: Writing
): Promise<WriteOutcome> {
	const commands = [...lines].flatMap(([device, all]) => chunksOf(device, all));
	const counts = commands.map((command) => command.lines.length);
	const sum = (count: number) => counts.slice(0, count).reduce((all, each) => all + each, 0);
	const steps = commands.map((command) => ({ actor, command }));
	try {
		const going = { signal, progress: (signed: number) => onwritten(sum(signed)) };
		const outcome = await editor.act((act) => act.all(steps, going));
		if (!outcome.done) return { failure: outcome.refusal };
		if (!signal.aborted) return { action: outcome.action };
		await editor.undo(outcome.action);
	} catch (error) {
		if (!signal.aborted) throw error;
	}
	return { cancelled: true };
}

function chunksOf(device: DeviceId, lines: readonly LogLine[]): Extract<Command, { command: 'add-logs' }>[] {
	const count = Math.ceil(lines.length / CHUNK);
	return Array.from({ length: count }, (_, at) => ({
		...{ command: 'add-logs', device },
		lines: lines.slice(at * CHUNK, (at + 1) * CHUNK)
	}));
}
