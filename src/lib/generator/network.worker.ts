import { detailOf, LedgerError } from '$lib/document/ledger/ledger-error';
import { type NetworkTask, type NetworkWord, storeNetwork } from './store-network';

/** What this file uses of the place where it runs, whose types would clash with the page's. */
interface Place {
	postMessage(word: NetworkWord): void;
	addEventListener(type: 'message', listener: (event: MessageEvent<NetworkTask>) => void): void;
}

const place = self as unknown as Place;

place.addEventListener('message', ({ data }) => {
	storeNetwork(data, (done, total) => place.postMessage({ done, total })).then(
		(stored) => place.postMessage({ stored }),
		(error: unknown) => {
			const problem = error instanceof LedgerError ? error.problem : 'not-stored';
			place.postMessage({ failed: { problem, detail: detailOf(error) } });
		}
	);
});
place.postMessage('ready');
