import { limits as gateLimits } from '../../gate/limits';

/** Limits on what a relay may send, and how patient one is with it. */
export const relayLimits = {
	/** Bytes of one message, and of all values of a carrier. */
	bytes: 96_000_000,
	/** Keys of a carrier, and the items of one update. */
	keys: gateLimits.firstSync.entries,
	/**
	 * Items that ever stood under one key: each of those who put it before they knew of the others. Yjs compares every
	 * further one with all that are there.
	 */
	itemsOfKey: 1_000,
	/** Clients that wrote to one carrier: each opening of a workspace is one. */
	clients: 50_000,
	/** Bytes of one value: the longest entry in any script. */
	valueBytes: gateLimits.messageBytes,
	/** Bytes a second, and how many more when it was quiet before. */
	bytesPerSecond: 4_000_000,
	bytesBurst: 200_000_000,
	messagesPerSecond: 200,
	messagesBurst: 20_000,
	/** What is put there at once: about so many characters, so many entries. */
	batchLength: gateLimits.batchLength,
	batchEntries: gateLimits.batchEntries,
	/** Documents that are tried one after the other, and milliseconds before the first one is tried again. */
	names: 8,
	rest: 15 * 60_000,
	/** How often a second all of a document is compared anew, as the relay lost something of it, and how often at first. */
	anewPerSecond: 1 / 300,
	anewBurst: 12,
	/**
	 * Bytes a second that are put again because a document was lost or spoiled, and how many at once: the largest one, and
	 * then it once in a quarter of an hour, whoever spoils all of them.
	 */
	againPerSecond: 100_000,
	againBurst: 96_000_000,
	/** Milliseconds between two syncs, which also keep the connection open, and until silence ends it. */
	resync: 25_000,
	silence: 70_000
};

export type RelayLimits = typeof relayLimits;
