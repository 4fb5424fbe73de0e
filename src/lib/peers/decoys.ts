import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';

/** The document and the awareness that y-webrtc is given in place of the user's: always empty, for ever. */
export interface Decoys {
	doc: Y.Doc;
	awareness: Awareness;
	destroy(): void;
}

/** @param onTouched called when something got into one of them, which nothing should be able to bring about */
export function decoys(onTouched: () => void): Decoys {
	const doc = new Y.Doc();
	const awareness = new Awareness(doc);
	awareness.setLocalState(null);
	doc.on('update', onTouched);
	awareness.on('update', onTouched);
	return {
		doc,
		awareness,
		destroy() {
			doc.off('update', onTouched);
			awareness.off('update', onTouched);
			awareness.destroy();
			doc.destroy();
		}
	};
}
