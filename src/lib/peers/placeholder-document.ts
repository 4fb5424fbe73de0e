import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';

/** The document and awareness that y-webrtc gets instead of real ones. They stay empty. */
export interface PlaceholderDocument {
	doc: Y.Doc;
	awareness: Awareness;
	destroy(): void;
}

/** @param onWrite called if anything is ever written to one of them, which should be impossible */
export function placeholderDocument(onWrite: () => void): PlaceholderDocument {
	const doc = new Y.Doc();
	const awareness = new Awareness(doc);
	awareness.setLocalState(null);
	doc.on('update', onWrite);
	awareness.on('update', onWrite);
	return {
		doc,
		awareness,
		destroy() {
			doc.off('update', onWrite);
			awareness.off('update', onWrite);
			awareness.destroy();
			doc.destroy();
		}
	};
}
