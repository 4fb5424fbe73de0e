import * as decoding from 'lib0/decoding';
import { type MapItem, UpdateProblem, walkMapUpdate } from '$lib/document/walk-map-update';
import type { RelayLimits } from './relay-limits';
import type { PoisonReason } from './relay-state';

/** The root map of a carrier: sealed entries by their keys. */
export const carrierRoot = 'sealed';

/** Thrown for what a relay sent, and for which its document is left. */
export class Poisoned extends Error {
	override readonly name = 'Poisoned';

	constructor(
		readonly reason: PoisonReason,
		readonly detail = ''
	) {
		super(`${reason}: ${detail}`);
	}
}

/** How Yjs writes a value of bytes, and one that lost against another. */
const bytesKind = 3;
const deletedKind = 1;

const isKey = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text);

/**
 * Walks through an update of Yjs (v1) without making anything of it, and tells its items. Throws Poisoned where it does
 * anything but set values of the root map that were not set before, or is larger than the limits: so memory is bounded
 * before Yjs sees a byte. Cost: the bytes, up to where it is too much.
 */
export function readCarrierUpdate(update: Uint8Array, limits: RelayLimits): MapItem[] {
	if (update.length > limits.bytes) throw new Poisoned('too-large', `${update.length} bytes`);
	const { clients, keys: items, valueBytes } = limits;
	try {
		return walkMapUpdate(update, {
			root: carrierRoot,
			most: { clients, items },
			readValue(decoder, kind, key) {
				if (!isKey(key)) throw new UpdateProblem('not-plain', 'no key of an entry');
				return readValue(decoder, kind, valueBytes);
			}
		}).items;
	} catch (error) {
		if (!(error instanceof UpdateProblem)) throw error;
		throw new Poisoned(error.reason === 'too-large' ? 'too-large' : 'not-plain', error.detail);
	}
}

/** Reads one value; answers with its bytes. */
function readValue(decoder: decoding.Decoder, kind: number, most: number): number {
	if (kind === deletedKind) {
		if (decoding.readVarUint(decoder) !== 1) throw new UpdateProblem('not-plain', 'several deletions');
		return 0;
	}
	if (kind !== bytesKind) throw new UpdateProblem('not-plain', `a value of kind ${kind}`);
	const { length } = decoding.readVarUint8Array(decoder);
	if (length > most) throw new UpdateProblem('too-large', `a value of ${length} bytes`);
	return length;
}
