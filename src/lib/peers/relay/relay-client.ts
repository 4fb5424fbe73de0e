import type { Gate, SyncConnection } from '../../gate/api';
import type { FromRelay, ToRelay } from './relay-messages';
import type { RelayRoom } from './relay-session';
import { unknownRelay, type RelayState } from './relay-state';
import RelayWorker from './relay.worker?worker&inline';

/** Milliseconds before a Worker that has stopped is replaced. */
const restartAfter = 60_000;

/** What is shown of a relay in what the gate reports. */
const from = 'relay';

/**
 * Exchanges entries with a relay, in a Worker of its own: whatever a relay sends can cost no more than that Worker, which
 * has none of the workspace but what passes between it and the gate. Returns a function that ends it.
 */
export function openRelay(room: RelayRoom, gate: Gate, onState: (state: RelayState) => void): () => void {
	let end: () => void = () => undefined;
	let restarting: ReturnType<typeof setTimeout> | undefined;
	const start = (): void => {
		try {
			end = startWorker(room, gate, onState, (detail) => {
				end();
				onState({ ...unknownRelay(room.url), connection: 'unreachable', detail });
				restarting = setTimeout(start, restartAfter);
			});
		} catch (error) {
			onState({ ...unknownRelay(room.url), connection: 'unreachable', detail: String(error) });
		}
	};
	start();
	return () => {
		clearTimeout(restarting);
		end();
	};
}

function startWorker(
	room: RelayRoom,
	gate: Gate,
	onState: (state: RelayState) => void,
	crashed: (detail: string) => void
): () => void {
	const worker = new RelayWorker();
	const tell = (message: ToRelay) => worker.postMessage(message);
	let line: SyncConnection | null = null;
	const connect = (connection: number): SyncConnection =>
		gate.connect(from, {
			send: (received) => tell({ connection, received }),
			ended: ({ reason, detail }) => tell({ connection, ended: { reason, detail } }),
			synced: () => undefined
		});
	worker.onmessage = ({ data }: MessageEvent<FromRelay>) => {
		if ('state' in data) onState(data.state);
		else if ('connect' in data) {
			line?.close();
			line = connect(data.connect);
		} else if ('send' in data) line?.receive(data.send);
		else line?.close();
	};
	worker.onerror = (event) => crashed(event.message || 'the worker failed');
	tell({ open: room });
	return () => {
		line?.close();
		worker.terminate();
	};
}
