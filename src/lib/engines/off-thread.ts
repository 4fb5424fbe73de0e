import type { EngineImport } from './import-setup';
import type { EngineAnswer, EngineTask, EngineWord, ExportTask, ImportTask, Zipped } from './engine-tasks';

/** How long a Worker may take to start before it is done without, in milliseconds. */
const patience = 10_000;

/** Exports in a thread of its own, which ends with it; in this one where there can be no other. */
export const exportOffThread = (task: ExportTask): Promise<Zipped> =>
	offThread({ export: task }) as Promise<Zipped>;

/** Reads an export in the same way. */
export const importOffThread = (task: ImportTask): Promise<EngineImport> =>
	offThread({ import: task }) as Promise<EngineImport>;

async function offThread(task: EngineTask): Promise<EngineAnswer> {
	const worker = await startWorker();
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

/** A Worker that has said that it is there; null where none can be made. */
async function startWorker(): Promise<Worker | null> {
	try {
		const { default: EnginesWorker } = await import('./engines.worker?worker&inline');
		const worker = new EnginesWorker();
		let timer: ReturnType<typeof setTimeout> | undefined;
		const isThere = await new Promise<boolean>((resolve) => {
			timer = setTimeout(resolve, patience, false);
			worker.onmessage = () => resolve(true);
			worker.onerror = () => resolve(false);
		});
		clearTimeout(timer);
		if (isThere) return worker;
		worker.terminate();
		return null;
	} catch {
		return null;
	}
}
