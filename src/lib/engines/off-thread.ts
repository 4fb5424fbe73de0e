import { startedWorker } from '$lib/worker/started-worker';
import type {
	EngineAnswer,
	EngineTask,
	EngineWord,
	ExportTask,
	ImportTask,
	ReadExport,
	Zipped
} from './engine-tasks';

/** Exports in a thread of its own, which ends with it; in this one where there can be no other. */
export const exportOffThread = (task: ExportTask): Promise<Zipped> =>
	offThread({ export: task }) as Promise<Zipped>;

/** Reads an export in the same way. */
export const importOffThread = (task: ImportTask): Promise<ReadExport> =>
	offThread({ import: task }) as Promise<ReadExport>;

async function offThread(task: EngineTask): Promise<EngineAnswer> {
	const worker = await startedWorker(() => import('./engines.worker?worker&inline'));
	if (!worker) return (await import('./engine-tasks')).doEngineTask(task);
	try {
		return await new Promise<EngineAnswer>((resolve, reject) => {
			worker.onmessage = ({ data }: MessageEvent<EngineWord>) => {
				if (data === 'ready') return;
				if ('answer' in data) resolve(data.answer);
				else reject(new Error(data.failed));
			};
			worker.onerror = (event) => reject(new Error(event.message || 'the worker failed'));
			worker.onmessageerror = () => reject(new Error('a message could not be read'));
			worker.postMessage(task);
		});
	} finally {
		worker.terminate();
	}
}
