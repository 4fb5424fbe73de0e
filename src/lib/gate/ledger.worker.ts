import type { Ask, Told } from '../document/protocol';
import { serve } from '../document/serve';
import { gateBeside } from './beside';

/** What this file uses of the place where it runs, whose types would clash with the page's. */
interface Place {
	postMessage(message: Told): void;
	addEventListener(type: 'message', listener: (event: MessageEvent<Ask>) => void): void;
	addEventListener(type: 'unhandledrejection', listener: (event: PromiseRejectionEvent) => void): void;
}

const place = self as unknown as Place;

// y-indexeddb leaves its failures to nobody; the saver learns of them by itself, and says so.
place.addEventListener('unhandledrejection', (event) => event.preventDefault());

serve(
	{
		send: (message) => place.postMessage(message),
		receive: (listener) => place.addEventListener('message', ({ data }) => listener(data))
	},
	gateBeside
);
