import type { Spawned } from './call-client';
import { linePair, type ToPage } from './messages';

/** How long a Worker may take to start before the page does without, in milliseconds. */
const startTimeout = 10_000;

/** A Worker for one workspace, or, where none can be made, the same program in this thread. */
export async function spawnWorker(): Promise<Spawned> {
	try {
		const { default: WorkspaceWorker } = await import('./workspace.worker?worker&inline');
		return await inWorker(new WorkspaceWorker());
	} catch {
		return inThisThread();
	}
}

async function inWorker(worker: Worker): Promise<Spawned> {
	try {
		await started(worker);
	} catch (error) {
		worker.terminate();
		throw error;
	}
	return {
		line: {
			send: (message) => worker.postMessage(message),
			receive(listener) {
				worker.onmessage = ({ data }: MessageEvent<ToPage>) => listener(data);
				worker.onerror = (event) => listener({ crashed: event.message || 'the worker failed' });
				worker.onmessageerror = () => listener({ crashed: 'a message could not be read' });
			}
		},
		end: () => worker.terminate()
	};
}

function started(worker: Worker): Promise<void> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => reject(new Error('the worker did not start')), startTimeout);
		worker.onmessage = () => {
			clearTimeout(timer);
			resolve();
		};
		worker.onerror = (event) => {
			clearTimeout(timer);
			reject(new Error(event.message || 'the worker failed'));
		};
	});
}

async function inThisThread(): Promise<Spawned> {
	const { serveWorkspace } = await import('./serve-workspace');
	const { page, worker } = linePair();
	serveWorkspace(worker);
	return { line: page, end: () => undefined };
}
