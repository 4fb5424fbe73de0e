import * as decoding from 'lib0/decoding';
import { detailOf } from './ledger/ledger-error';

/** Thrown for an update that is none, does more than set keys of a map, or holds more than there may be. */
export class UpdateProblem extends Error {
	override readonly name = 'UpdateProblem';

	constructor(
		readonly reason: 'not-an-update' | 'not-plain' | 'too-large',
		readonly detail: string
	) {
		super(`${reason}: ${detail}`);
	}
}

/** An item of an update: the key that it sets, and the bytes of its value. */
export interface MapItem {
	client: number;
	clock: number;
	key: string;
	bytes: number;
}

/** How an update is walked through. */
export interface MapWalk {
	/** The name of the root map. */
	root: string;
	/** How many clients, items and deletions there may be, each. */
	most: { clients: number; items: number };
	/** Reads the value of an item under a key, and answers with its bytes; throws UpdateProblem for one that may not be. */
	readValue: (decoder: decoding.Decoder, kind: number, key: string) => number;
}

/** Bits of the first byte of an item: whether it has neighbours, and a key. */
const neighboursBits = 0xc0;
const keyBit = 0x20;

/**
 * Walks through an update of Yjs (v1) without making anything of it, and tells its items: each sets a key of the root
 * map, beside nothing that it knew of. So memory is bounded before Yjs sees a byte. Throws UpdateProblem. Cost: the bytes, up
 * to where it is too much.
 */
export function walkMapUpdate(update: Uint8Array, walk: MapWalk): { items: MapItem[]; deletions: number } {
	const decoder = decoding.createDecoder(update);
	try {
		const items = readItems(decoder, walk);
		const deletions = readDeletions(decoder, walk);
		if (decoding.hasContent(decoder)) throw new UpdateProblem('not-an-update', 'something is behind it');
		return { items, deletions };
	} catch (error) {
		throw error instanceof UpdateProblem ? error : new UpdateProblem('not-an-update', detailOf(error));
	}
}

function readItems(decoder: decoding.Decoder, { root, most, readValue }: MapWalk): MapItem[] {
	const items: MapItem[] = [];
	const clients = new Set<number>();
	for (let left = atMost(decoder, most.clients, 'clients'); left > 0; left--) {
		const count = atMost(decoder, most.items - items.length, 'items');
		const client = decoding.readVarUint(decoder);
		if (clients.has(client)) throw new UpdateProblem('not-plain', 'a client twice');
		clients.add(client);
		const first = decoding.readVarUint(decoder);
		for (let at = 0; at < count; at++) {
			const kind = decoding.readUint8(decoder);
			if ((kind & neighboursBits) !== 0) throw new UpdateProblem('not-plain', 'writes over something');
			if ((kind & keyBit) === 0) throw new UpdateProblem('not-plain', 'a piece under no key');
			if (decoding.readVarUint(decoder) !== 1 || decoding.readVarString(decoder) !== root)
				throw new UpdateProblem('not-plain', 'not in the map');
			const key = decoding.readVarString(decoder);
			items.push({ client, clock: first + at, key, bytes: readValue(decoder, kind & ~keyBit, key) });
		}
	}
	return items;
}

/** Answers with how many there are. */
function readDeletions(decoder: decoding.Decoder, { most }: MapWalk): number {
	let deletions = 0;
	for (let clients = atMost(decoder, most.clients, 'clients'); clients > 0; clients--) {
		decoding.readVarUint(decoder);
		for (let left = atMost(decoder, most.items - deletions, 'deletions'); left > 0; left--) {
			decoding.readVarUint(decoder);
			decoding.readVarUint(decoder);
			deletions += 1;
		}
	}
	return deletions;
}

function atMost(decoder: decoding.Decoder, most: number, what: string): number {
	const count = decoding.readVarUint(decoder);
	if (count > most) throw new UpdateProblem('too-large', `${count} ${what}`);
	return count;
}
