import * as encoding from 'lib0/encoding';
import { rootName } from './names';

/** The first byte of an item that sets a value under a key of a root type, and stands beside nothing that it knew of. */
export const setsKey = 0x20 | 8;
/** Before a text among the values of Yjs. */
export const isText = 119;

/**
 * The update of a new document in which these texts are set, as Yjs would write it: as small and as quick as it
 * gets. Cost: its bytes.
 */
export function updateOf(texts: Iterable<[id: string, text: string]>): Uint8Array {
	const all = new Map(texts);
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, Math.min(1, all.size));
	if (all.size > 0) {
		encoding.writeVarUint(encoder, all.size);
		encoding.writeVarUint(encoder, newClient());
		encoding.writeVarUint(encoder, 0);
	}
	for (const [id, text] of all) {
		encoding.writeUint8(encoder, setsKey);
		encoding.writeVarUint(encoder, 1);
		encoding.writeVarString(encoder, rootName);
		encoding.writeVarString(encoder, id);
		encoding.writeVarUint(encoder, 1);
		encoding.writeUint8(encoder, isText);
		encoding.writeVarString(encoder, text);
	}
	// Nothing is deleted.
	encoding.writeVarUint(encoder, 0);
	return encoding.toUint8Array(encoder);
}

/** An id under which a document writes, as Yjs takes them. */
export const newClient = (): number => crypto.getRandomValues(new Uint32Array(1))[0]!;
