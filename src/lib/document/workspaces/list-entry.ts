import { Registry } from './registry';
import type { WorkspaceRecord } from './workspace-record';

/** What the list of workspaces says of one that is open: it stays there until the workspace is removed. */
export interface ListEntry {
	/**
	 * Looks whether it is there, and puts it back where it was and is gone. `removed`: somebody removes the workspace, so
	 * nothing of it is to be put back. Rejects where the list cannot be read or written.
	 */
	check(): Promise<'there' | 'restored' | 'removed'>;
	/** Follows the list no longer. */
	close(): void;
}

export function listEntry(workspace: string): ListEntry {
	const registry = new Registry();
	let last: WorkspaceRecord | null = null;
	/** For good: its removal is noted only until all of it is gone. */
	let isRemoved = false;
	const look = async () => {
		const found = await registry.look(workspace);
		last = found.record ?? last;
		isRemoved ||= found.isRemoved;
		return found.record;
	};
	// The last known record is put back. Where it cannot be read now, the next check reports it.
	const unfollow = registry.onChange(() => void look().catch(() => undefined));
	return {
		async check() {
			const record = await look();
			if (isRemoved) return 'removed';
			// What was never listed need not be.
			if (record || !last) return 'there';
			await registry.put(last);
			return 'restored';
		},
		close: unfollow
	};
}
