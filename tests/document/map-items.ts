import * as encoding from 'lib0/encoding';
import { carrierRoot } from '../../src/lib/peers/relay/carrier-update';

/** An update by one client, from a clock on, that sets keys of a root map, each as though nothing else were known. */
function itemsOf(
	keys: readonly string[],
	root: string,
	clock: number,
	write: (encoder: encoding.Encoder) => void
): Uint8Array {
	const encoder = encoding.createEncoder();
	for (const number of [1, keys.length, 1, clock]) encoding.writeVarUint(encoder, number);
	for (const key of keys) {
		const value = encoding.createEncoder();
		write(value);
		const [kind, ...rest] = encoding.toUint8Array(value);
		encoding.writeUint8(encoder, 0x20 | kind!);
		encoding.writeVarUint(encoder, 1);
		encoding.writeVarString(encoder, root);
		encoding.writeVarString(encoder, key);
		encoding.writeUint8Array(encoder, Uint8Array.from(rest));
	}
	encoding.writeVarUint(encoder, 0);
	return encoding.toUint8Array(encoder);
}

/** Texts under these ids, in the map of entries. */
export const textItems = (ids: readonly string[], text: string): Uint8Array =>
	itemsOf(ids, 'entries', 0, (encoder) => {
		for (const number of [8, 1]) encoding.writeUint8(encoder, number);
		encoding.writeAny(encoder, text);
	});

/** Empty values under these keys, in a relay's map. */
export const sealedItems = (keys: readonly string[], clock = 0): Uint8Array =>
	itemsOf(keys, carrierRoot, clock, (encoder) => {
		for (const number of [3, 0]) encoding.writeUint8(encoder, number);
	});
