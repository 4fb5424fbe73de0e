import * as Y from 'yjs';
import { detailOf } from '$lib/document/ledger/ledger-error';
import { rootName } from '$lib/document/storage/api';
import { GateRefusal } from './refusal';

export type Decoded = ReturnType<typeof Y.decodeUpdate>;

/** What Yjs makes of the bytes, which changes nothing anywhere. It catches what would fail half-way when applied. */
export function decodeUpdate(bytes: Uint8Array): Decoded {
	try {
		return Y.decodeUpdate(bytes);
	} catch (error) {
		throw new GateRefusal('not-an-update', detailOf(error));
	}
}

/**
 * An update that stands alone and does nothing but set keys of the ledger's root map, each for the first time. So
 * nothing is deleted, written over, nested, another type, or waiting for pieces that never come.
 */
export function checkPlain({ structs, ds }: Decoded): void {
	const clocks = new Map<number, number>();
	const refuse = (detail: string) => {
		throw new GateRefusal('not-plain', detail);
	};
	if (ds.clients.size > 0) refuse('deletes');
	for (const struct of structs) {
		const { client, clock } = struct.id;
		if (!(struct instanceof Y.Item)) return refuse('a piece is missing or deleted');
		if (clock !== (clocks.get(client) ?? 0)) refuse(`pieces before ${clock} are missing`);
		if (struct.origin !== null || struct.rightOrigin !== null) refuse('writes over something');
		if ((struct.parent as unknown) !== rootName) refuse('not in the map of entries');
		if (struct.parentSub === null) refuse('under no id');
		if (!(struct.content instanceof Y.ContentAny)) refuse(`a ${struct.content.constructor.name}`);
		if (struct.length !== 1) refuse('several values under one id');
		clocks.set(client, clock + 1);
	}
}

/**
 * The values by id, read from a carrier: a document of its own that is thrown away with the message, so that
 * nothing a peer does to it can reach what was there before or what comes after.
 */
export function readCarrier(bytes: Uint8Array): [id: string, value: unknown][] {
	// A name of its own would cost more than all the rest.
	const carrier = new Y.Doc({ guid: '' });
	try {
		Y.applyUpdate(carrier, bytes);
		return [...carrier.getMap(rootName).entries()];
	} finally {
		carrier.destroy();
	}
}
