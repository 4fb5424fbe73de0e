import type { DeviceId, LogLine } from '$lib/domain/facts';
import type { Failure } from '$lib/workspace/editing/outcome';
import type { Session } from '../session/session';
import { undo } from '../session/perform';
import { toastWithUndo } from '../kit/overlays/toasts';
import { writeLogs } from './write-logs';

/** A write of many log lines under way: how far it is, how it ended, and a way to stop it. */
export class LogWriting {
	/** Undefined while nothing is written. */
	written = $state<number>();
	total = $state(0);
	failure = $state<Failure>();
	#stop = new AbortController();

	readonly cancel = (): void => this.#stop.abort();

	/** Writes the lines, and answers whether all are stored; then a toast says `doneText`, with Undo. */
	async run(
		{ workspace, actor }: Session,
		lines: ReadonlyMap<DeviceId, readonly LogLine[]>,
		doneText: string
	): Promise<boolean> {
		this.#stop = new AbortController();
		this.failure = undefined;
		this.total = [...lines.values()].reduce((sum, each) => sum + each.length, 0);
		this.written = 0;
		const { signal } = this.#stop;
		const done = await writeLogs(workspace, actor, lines, {
			signal,
			onwritten: (count) => (this.written = count)
		});
		this.written = undefined;
		if ('failure' in done) this.failure = done.failure;
		if (!('action' in done)) return false;
		toastWithUndo(doneText, () => void undo(workspace, done.action));
		return true;
	}
}
