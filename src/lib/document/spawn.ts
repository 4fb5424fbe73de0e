import type { Ask, Line, Told } from './protocol';

/** What is to work behind a page, in a Worker of its own, or in the page's thread where there can be none. */
export interface Program {
	worker(): Promise<Worker>;
	/** Answers the line from this thread. */
	here(line: Line<Told, Ask>): Promise<void>;
}

export interface Behind {
	line: Line<Ask, Told>;
	end: () => void;
}

/** How long a Worker may take to start before it is done without, in milliseconds. */
const patience = 10_000;

/** The ledger's thread: a Worker, or, where none can be made, this one. */
export async function spawn(program: Program): Promise<Behind> {
	try {
		return await spawnWorker(await program.worker());
	} catch {
		return spawnHere(program);
	}
}

async function spawnWorker(worker: Worker): Promise<Behind> {
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

async function spawnHere(program: Program): Promise<Behind> {
	let toPage: (message: Told) => void = () => undefined;
	let toLedger: (message: Ask) => void = () => undefined;
	await program.here({
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
