import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** How many items of each client there are, by its id. */
export type StateVector = ReadonlyMap<number, number>;

/** As Yjs writes it. */
export function encodeVector(vector: StateVector): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, vector.size);
	for (const [client, clock] of vector) {
		encoding.writeVarUint(encoder, client);
		encoding.writeVarUint(encoder, clock);
	}
	return encoding.toUint8Array(encoder);
}

/** Throws at what is none. */
export function decodeVector(bytes: Uint8Array): Map<number, number> {
	const decoder = decoding.createDecoder(bytes);
	const vector = new Map<number, number>();
	for (let clients = decoding.readVarUint(decoder); clients > 0; clients--)
		vector.set(decoding.readVarUint(decoder), decoding.readVarUint(decoder));
	return vector;
}

/** How many items there are of one vector that another has not. */
export function countBeyond(vector: StateVector, other: StateVector): number {
	let count = 0;
	for (const [client, clock] of vector) count += Math.max(0, clock - (other.get(client) ?? 0));
	return count;
}
