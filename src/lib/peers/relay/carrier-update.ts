import * as decoding from 'lib0/decoding';
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

/** An item of an update: the key under which it stands, and the bytes of its value. */
interface Piece {
	client: number;
	clock: number;
	bytes: number;
}

/** The first byte of an item without neighbours and with a key: of a value of bytes, and of one that lost against another. */
const binaryItem = 0x23;
const deletedItem = 0x21;

const isKey = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text);

/**
 * Walks through an update of Yjs (v1) without making anything of it, and tells its items. Throws Poisoned where it does
 * anything but set values of the root map that were not set before, or is larger than the limits: so memory is bounded
 * before Yjs sees a byte. Cost: the bytes, up to where it is too much.
 */
export function readCarrierUpdate(update: Uint8Array, limits: RelayLimits): Piece[] {
	if (update.length > limits.bytes) throw new Poisoned('too-large', `${update.length} bytes`);
	try {
		return walk(decoding.createDecoder(update), limits);
	} catch (error) {
		throw error instanceof Poisoned ? error : new Poisoned('not-plain', 'not an update');
	}
}

function walk(decoder: decoding.Decoder, limits: RelayLimits): Piece[] {
	const pieces: Piece[] = [];
	for (let clients = atMost(decoder, limits.clients, 'clients'); clients > 0; clients--) {
		const count = atMost(decoder, limits.keys - pieces.length, 'items');
		const client = decoding.readVarUint(decoder);
		const first = decoding.readVarUint(decoder);
		for (let at = 0; at < count; at++)
			pieces.push({ client, clock: first + at, bytes: readItem(decoder, limits) });
	}
	let deletions = 0;
	for (let clients = atMost(decoder, limits.clients, 'clients'); clients > 0; clients--) {
		decoding.readVarUint(decoder);
		for (let left = atMost(decoder, limits.keys - deletions, 'deletions'); left > 0; left--) {
			decoding.readVarUint(decoder);
			decoding.readVarUint(decoder);
			deletions += 1;
		}
	}
	if (decoding.hasContent(decoder)) throw new Poisoned('not-plain', 'more than an update');
	return pieces;
}

/** Reads one item; answers with the bytes of its value. */
function readItem(decoder: decoding.Decoder, { valueBytes }: RelayLimits): number {
	const kind = decoding.readUint8(decoder);
	if (kind !== binaryItem && kind !== deletedItem) throw new Poisoned('not-plain', `an item of kind ${kind}`);
	if (decoding.readVarUint(decoder) !== 1 || decoding.readVarString(decoder) !== carrierRoot)
		throw new Poisoned('not-plain', 'not in the map');
	if (!isKey(decoding.readVarString(decoder))) throw new Poisoned('not-plain', 'no key of an entry');
	if (kind === deletedItem) {
		if (decoding.readVarUint(decoder) !== 1) throw new Poisoned('not-plain', 'several deletions');
		return 0;
	}
	const { length } = decoding.readVarUint8Array(decoder);
	if (length > valueBytes) throw new Poisoned('too-large', `a value of ${length} bytes`);
	return length;
}

function atMost(decoder: decoding.Decoder, most: number, what: string): number {
	const count = decoding.readVarUint(decoder);
	if (count > most) throw new Poisoned('too-large', `${count} ${what}`);
	return count;
}
