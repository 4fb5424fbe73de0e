import { LedgerError } from '$lib/document/ledger/ledger-error';
import { startedWorker } from '$lib/worker/started-worker';
import type { NetworkTask, NetworkWord, StoredNetwork } from './store-network';

export interface Watching {
	/** As of `storeNetwork`. */
	progress: (done: number, total: number | undefined) => void;
	/** Aborted, it rejects with its reason; what is stored by then is to be cleared. */
	signal: AbortSignal;
}

/**
 * Makes a supply network and stores it, in a thread of its own, which ends with it; in this one where there can be no
 * other. Rejects with a LedgerError.
 */
export async function storeNetworkOffThread(
	task: NetworkTask,
	{ progress, signal }: Watching
): Promise<StoredNetwork> {
	const worker = await startedWorker(() => import('./network.worker?worker&inline'));
	if (!worker) {
		const { storeNetwork } = await import('./store-network');
		signal.throwIfAborted();
		return storeNetwork(task, (done, total) => {
			signal.throwIfAborted();
			progress(done, total);
		});
	}
	const stopped = new AbortController();
	try {
		// It may have been aborted while the Worker started.
		signal.throwIfAborted();
		return await new Promise<StoredNetwork>((resolve, reject) => {
			const crash = (detail: string) => reject(new LedgerError('crashed', detail));
			signal.addEventListener('abort', () => reject(signal.reason as Error), { signal: stopped.signal });
			worker.onmessage = ({ data }: MessageEvent<NetworkWord>) => {
				if (data === 'ready') return;
				if ('stored' in data) resolve(data.stored);
				else if ('failed' in data) reject(new LedgerError(data.failed.problem, data.failed.detail));
				else progress(data.done, data.total);
			};
			worker.onerror = (event) => crash(event.message || 'the worker failed');
			worker.onmessageerror = () => crash('a message could not be read');
			worker.postMessage(task);
		});
	} finally {
		stopped.abort();
		worker.terminate();
	}
}
