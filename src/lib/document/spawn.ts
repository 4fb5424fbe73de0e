import type { Ask, Line, Told } from './protocol';

export interface Behind {
	line: Line<Ask, Told>;
	end: () => void;
}

/** How long a Worker may take to start before it is done without, in milliseconds. */
const patience = 10_000;

/** The ledger's thread: a Worker, or, where none can be made, this one. */
export async function spawn(): Promise<Behind> {
	try {
		return await spawnWorker();
	} catch {
		return spawnHere();
	}
}

async function spawnWorker(): Promise<Behind> {
	const { default: LedgerWorker } = await import('./ledger.worker?worker&inline');
	const worker = new LedgerWorker();
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
				worker.onmessage = ({ data }: MessageEvent<Told>) => listener(data);
				worker.onerror = (event) => listener({ crashed: event.message || 'the worker failed' });
				worker.onmessageerror = () => listener({ crashed: 'a message could not be read' });
			}
		},
		end: () => worker.terminate()
	};
}

function started(worker: Worker): Promise<void> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => reject(new Error('the worker did not start')), patience);
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

async function spawnHere(): Promise<Behind> {
	const { serve } = await import('./serve');
	let toPage: (message: Told) => void = () => undefined;
	let toLedger: (message: Ask) => void = () => undefined;
	serve({
		send: (message) => queueMicrotask(() => toPage(message)),
		receive: (listener) => {
			toLedger = listener;
		}
	});
	return {
		line: {
			send: (message) => queueMicrotask(() => toLedger(message)),
			receive: (listener) => {
				toPage = listener;
			}
		},
		end: () => undefined
	};
}
