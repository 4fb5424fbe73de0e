import { hasDatabase } from '../document/storage/database';
import { registryDatabase } from '../document/storage/names';
import type { ToPage, ToWorker } from './messages';
import { memoryOf } from './packed-entries';
import { serveWorkspace } from './serve-workspace';

/** What this file uses of the place where it runs, whose types would clash with the page's. */
interface WorkerScope {
	readonly origin: string;
	postMessage(message: ToPage, handedOver: ArrayBufferLike[]): void;
	addEventListener(type: 'message', listener: (event: MessageEvent<ToWorker>) => void): void;
	addEventListener(type: 'unhandledrejection', listener: (event: PromiseRejectionEvent) => void): void;
}

const scope = self as unknown as WorkerScope;

// y-indexeddb leaves its failures to nobody; the saver learns of what was not stored by itself, and says so.
scope.addEventListener('unhandledrejection', (event) => event.preventDefault());

// WebKit gives the Worker of a page from disk a storage of its own, which is gone when the page is. The page has listed
// its workspaces already: where that list is not here, the page has to do without a Worker.
const hasStorage = scope.origin === 'null' ? hasDatabase(registryDatabase) : Promise.resolve(true);

/** What the page has sent already. */
const early: ToWorker[] = [];
let receive = (message: ToWorker): void => void early.push(message);
scope.addEventListener('message', ({ data }) => receive(data));

void hasStorage.then((isHere) => {
	if (!isHere) return reportError(new Error('the storage of the page is not here'));
	serveWorkspace({
		send: (message) => scope.postMessage(message, memoryIn(message)),
		receive(listener) {
			receive = listener;
			for (const message of early.splice(0)) listener(message);
		}
	});
});

function memoryIn(message: ToPage): ArrayBufferLike[] {
	return 'event' in message && message.event === 'entries' ? memoryOf(message.value) : [];
}
