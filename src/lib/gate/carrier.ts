import * as decoding from 'lib0/decoding';
import { type MapWalk, UpdateProblem, walkMapUpdate } from '$lib/document/walk-map-update';
import { rootName } from '$lib/document/storage/names';
import { GateRefusal } from './refusal';

/**
 * An update that stands alone and does nothing but set texts under keys of the ledger's root map, each key once, and no
 * more than may be. So nothing is deleted, written over, nested, another type, or waiting for pieces that never come, and
 * Yjs takes it in at the cost of its bytes: items under one key would each be compared with all before. Nothing is made
 * of the bytes here.
 */
export function checkPlain(bytes: Uint8Array, most: number): void {
	try {
		const { items, deletions } = walkMapUpdate(bytes, walk(most));
		if (deletions > 0) throw new UpdateProblem('not-plain', 'deletes');
		const next = new Map<number, number>();
		for (const { client, clock } of items) {
			if (clock !== (next.get(client) ?? 0))
				throw new UpdateProblem('not-plain', `pieces before ${clock} are missing`);
			next.set(client, clock + 1);
		}
	} catch (error) {
		throw error instanceof UpdateProblem ? new GateRefusal(error.reason, error.detail) : error;
	}
}

/** How Yjs writes a list of plain values, and a text among them. */
const anyKind = 8;
const textKind = 119;

function walk(most: number): MapWalk {
	const keys = new Set<string>();
	return {
		root: rootName,
		most: { clients: most, items: most },
		readValue(decoder, kind, key) {
			if (keys.has(key)) throw new UpdateProblem('not-plain', 'several values under one id');
			keys.add(key);
			if (kind !== anyKind || decoding.readVarUint(decoder) !== 1 || decoding.readUint8(decoder) !== textKind)
				throw new UpdateProblem('not-plain', 'something else than a text');
			return decoding.readVarString(decoder).length;
		}
	};
}

/**
 * The values by id, read from a carrier: a document of its own that is thrown away with the message, so that
 * nothing a peer does to it can reach what was there before or what comes after.
 */
export async function readCarrier(bytes: Uint8Array): Promise<[id: string, value: unknown][]> {
	const { valuesOf } = await import('$lib/document/storage/updates');
	return valuesOf(bytes);
}
