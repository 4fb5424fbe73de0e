import type { Spawned } from './call-client';
import WorkspaceWorker from './workspace.worker?worker&inline';
import { linePair, type ToPage, type ToWorker } from './messages';

/** How long a Worker may take to start before the page does without, in milliseconds. */
const startTimeout = 10_000;

/** What was started before somebody asked for it. */
let ahead: Promise<Spawned> | null = null;

/**
 * Starts a Worker that is asked for later: it loads its program while the page loads its own. Not in a page from disk, whose
 * Workers may not see what it has stored: there it is to list its workspaces first.
 */
export function spawnAhead(): void {
	if (location.origin !== 'null') ahead ??= spawn();
}

/** Ends the Worker that was started ahead, if there is one: nobody will ask for it. */
export function endAhead(): void {
	void ahead?.then(({ end }) => end());
	ahead = null;
}

/** A Worker for one workspace, or, where none can be made, the same program in this thread. */
export function spawnWorker(): Promise<Spawned> {
	const started = ahead ?? spawn();
	ahead = null;
	return started;
}

async function spawn(): Promise<Spawned> {
	try {
		return inWorker(new WorkspaceWorker());
	} catch {
		return inThisThread();
	}
}

/** What is sent while the Worker loads its program waits there. Where it does not start, all of it is done in this thread. */
function inWorker(worker: Worker): Spawned {
	let listener: (message: ToPage) => void = () => undefined;
	const receive = (message: ToPage) => listener(message);
	let place: Spawned | null = overWorker(worker);
	/** What was sent before it had started. */
	let early: ToWorker[] | null = [];
	let isOver = false;

	async function doWithout() {
		if (isOver) return;
		worker.terminate();
		place = null;
		const { line, end } = await inThisThread();
		line.receive(receive);
		for (const message of early!) line.send(message);
		place = { line, end };
	}

	started(worker)
		.then(() => place!.line.receive(receive), doWithout)
		.catch((error: unknown) => receive({ crashed: String(error) }))
		.finally(() => (early = null));
	return {
		line: {
			send(message) {
				place?.line.send(message);
				early?.push(message);
			},
			receive: (next) => (listener = next)
		},
		end() {
			isOver = true;
			place?.end();
		}
	};
}

function overWorker(worker: Worker): Spawned {
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
