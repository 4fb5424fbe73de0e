import { readSetup } from '$lib/setup/read/read';
import { inParts, type ReaderWord } from './reader-words';

/** What this file uses of the place where it runs, whose types would clash with the page's. */
interface Place {
	postMessage(word: ReaderWord): void;
	addEventListener(type: 'message', listener: (event: MessageEvent<string>) => void): void;
}

const place = self as unknown as Place;

place.addEventListener('message', ({ data: text }) => {
	for (const word of inParts(readSetup(text))) place.postMessage(word);
});
place.postMessage('ready');
