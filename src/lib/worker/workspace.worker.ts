import type { ToPage, ToWorker } from './messages';
import { serveWorkspace } from './serve-workspace';

/** What this file uses of the place where it runs, whose types would clash with the page's. */
interface WorkerScope {
	postMessage(message: ToPage): void;
	addEventListener(type: 'message', listener: (event: MessageEvent<ToWorker>) => void): void;
	addEventListener(type: 'unhandledrejection', listener: (event: PromiseRejectionEvent) => void): void;
}

const scope = self as unknown as WorkerScope;

// y-indexeddb leaves its failures to nobody; the saver learns of them by itself, and says so.
scope.addEventListener('unhandledrejection', (event) => event.preventDefault());

serveWorkspace({
	send: (message) => scope.postMessage(message),
	receive: (listener) => scope.addEventListener('message', ({ data }) => listener(data))
});
