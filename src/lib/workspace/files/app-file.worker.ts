import { readAnyFile } from './app-file';
import { fileInParts, type FileWord } from './file-parts';

/** What this file uses of the place where it runs, whose types would clash with the page's. */
interface Place {
	postMessage(word: FileWord): void;
	addEventListener(type: 'message', listener: (event: MessageEvent<Blob | string>) => void): void;
}

const place = self as unknown as Place;

place.addEventListener('message', ({ data }) => {
	readAnyFile(data)
		.then((read) => {
			for (const word of fileInParts(read)) place.postMessage(word);
		})
		.catch((error) => place.postMessage({ failed: String(error) }));
});
place.postMessage('ready');
