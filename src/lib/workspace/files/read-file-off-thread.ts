import { startedWorker } from '$lib/worker/started-worker';
import type { AppFile, UnreadableFile } from './app-file';
import { type FileWord, JoinedFile } from './file-parts';

/** So many bytes, or characters, are read in less time than another thread takes to start. */
export const mostInPage = 1_000_000;

/**
 * Reads as `readAnyFile` does: what is large in a thread of its own, which ends with it, and takes a file without a copy;
 * in this one where there can be no other. Rejects also where the file cannot be read.
 */
export async function readFileOffThread(source: Blob | string): Promise<AppFile | UnreadableFile> {
	const size = typeof source === 'string' ? source.length : source.size;
	const worker =
		size > mostInPage ? await startedWorker(() => import('./app-file.worker?worker&inline')) : null;
	if (!worker) return (await import('./app-file')).readAnyFile(source);
	try {
		return await new Promise<AppFile | UnreadableFile>((resolve, reject) => {
			const joined = new JoinedFile();
			worker.onmessage = ({ data }: MessageEvent<FileWord>) => {
				if (typeof data === 'object' && 'failed' in data) return reject(new Error(data.failed));
				const read = joined.add(data);
				if (read) resolve(read);
			};
			worker.onerror = (event) => reject(new Error(event.message || 'the worker failed'));
			worker.onmessageerror = () => reject(new Error('a message could not be read'));
			worker.postMessage(source);
		});
	} finally {
		worker.terminate();
	}
}
