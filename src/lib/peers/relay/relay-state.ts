/** Why a document of a relay is used no longer. */
export const poisonReasons = [
	/** More bytes, keys or authors than a workspace has. */
	'too-large',
	/** An update that does anything but set values once. */
	'not-plain',
	/** A key that was taken away. */
	'deleted',
	/** Another value than the one that was there, or belongs there. */
	'overwritten',
	/** A value that this room's secret does not decrypt, or that was moved here from another key. */
	'unreadable',
	/** The gate refused too much of what came out. */
	'refused'
] as const;
export type PoisonReason = (typeof poisonReasons)[number];

/** How it stands with the relay of a room. */
export interface RelayState {
	url: string;
	connection:
		| 'connecting'
		| 'connected'
		/** It does not answer, or refuses the connection; it is tried again. */
		| 'unreachable'
		/** All documents derived from the secret were spoiled; it is tried again much later. */
		| 'poisoned';
	/** Whether each had what the other had, at the latest news. */
	synced: boolean;
	/** Entries that are kept there. */
	kept: number;
	/** Entries that are to be put there, or are not confirmed yet. */
	waiting: number;
	/** How many documents were left because they were spoiled. */
	moved: number;
	/** Why the last one was left; null if none was. */
	poison: PoisonReason | null;
	/** Technical detail of the last failure; '' if there was none. */
	detail: string;
}

/** Before anything is known of it. */
export const unknownRelay = (url: string): RelayState => ({
	...{ url, connection: 'connecting', synced: false, kept: 0, waiting: 0 },
	...{ moved: 0, poison: null, detail: '' }
});
