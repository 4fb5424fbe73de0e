import { doEngineTask, type EngineTask, type EngineWord } from './engine-tasks';

/** What this file uses of the place where it runs, whose types would clash with the page's. */
interface Place {
	postMessage(word: EngineWord): void;
	addEventListener(type: 'message', listener: (event: MessageEvent<EngineTask>) => void): void;
}

const place = self as unknown as Place;

place.addEventListener('message', ({ data }) => {
	doEngineTask(data).then(
		(answer) => place.postMessage({ answer }),
		(error) => place.postMessage({ failed: String(error) })
	);
});
place.postMessage('ready');
