import { mostBytes } from '$lib/setup/bounds';
import { type Reading, readSetup } from '$lib/setup/read/read';
import { startedWorker } from '$lib/worker/started-worker';
import { JoinedReading, type ReaderWord } from './reader-words';

/** A text of so many signs is read in less time than another thread takes to start. */
const SMALL = 20_000;

/**
 * Reads a setup's text, a large one in a thread of its own, which ends with it; in this one where there can be no other.
 * Rejects where it is stopped.
 */
export async function readText(text: string, signal: AbortSignal): Promise<Reading> {
	const isQuick = text.length < SMALL || text.length > mostBytes;
	const worker = isQuick ? null : await startedWorker(() => import('./setup.worker?worker&inline'));
	if (!worker) {
		signal.throwIfAborted();
		return readSetup(text);
	}
	try {
		return await new Promise<Reading>((resolve, reject) => {
			const joined = new JoinedReading();
			const stop = () => reject(signal.reason as Error);
			if (signal.aborted) return stop();
			signal.addEventListener('abort', stop, { once: true });
			worker.onmessage = ({ data }: MessageEvent<ReaderWord>) => {
				const reading = joined.add(data);
				if (reading) resolve(reading);
			};
			worker.onerror = (event) => reject(new Error(event.message || 'the worker failed'));
			worker.onmessageerror = () => reject(new Error('a message could not be read'));
			worker.postMessage(text);
		});
	} finally {
		worker.terminate();
	}
}
