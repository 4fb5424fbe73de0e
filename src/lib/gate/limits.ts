import { entryHolds, longestEntry } from '$lib/document/entries/schema';

/** Holds the longest entry there can be, in any script. */
const messageBytes = 3 * longestEntry + 1_000_000;

/** Limits on what a peer or a file may send. A peer that follows the protocol never meets one. */
export const limits = {
	/** Bytes of one message. */
	messageBytes,
	/** Characters of one entry's text, and what it may be made of. */
	entryLength: longestEntry,
	entryHolds,
	entriesInMessage: 2_000,
	/** What is sent at once: about so many characters, so many entries, so many messages before one is answered. */
	batchLength: 150_000,
	batchEntries: 250,
	window: 4,
	/** Messages of a peer that wait to be read, and their bytes: as many as it may send at once, and a question. */
	unread: 64,
	unreadBytes: 5 * messageBytes,
	/** Entries of one peer that are looked at in a second, and how many more when it was quiet before. */
	entriesPerSecond: 2_000,
	entriesBurst: 20_000,
	/** Questions for what is missing: each may cost a walk through everything that is here. */
	questionsPerSecond: 1,
	questionsBurst: 20,
	keysInHeads: 100_000,
	idsInQuestion: 500_000,
	/** Entries refused before the connection is ended. */
	strikes: 16,
	/** Entries whose key is not known yet: in all, and of one peer. */
	awaitingKeyEntries: 2_000,
	awaitingKeyLength: 8_000_000,
	awaitingKeyEntriesEach: 500,
	awaitingKeyLengthEach: 2_000_000,
	/**
	 * What all organizations together may bring that nobody here knows: of one connection or file, in all, and in the
	 * first sync that a person asked for by opening an invitation or a file.
	 */
	strangersEach: { organizations: 10, entries: 1_000, length: 1_000_000 },
	strangersAll: { organizations: 20, entries: 2_000, length: 2_000_000 },
	firstSync: { organizations: 20_000, entries: 500_000, length: 64_000_000 },
	/** What is held until it is judged. */
	pendingEntries: 500_000,
	pendingLength: 64_000_000,
	/** Where more than this is held that is not of a first sync, it is judged before all of it is here. */
	crowdedLength: 4_000_000,
	/** What is withheld of those that wait or are left out. */
	withheldOrganizations: 500,
	withheldEntries: 100_000,
	withheldLength: 50_000_000,
	/** Ids of entries of a newer form, to count them. */
	newer: 1_000,
	signatures: 20_000,
	/** The lists of a report. */
	reported: 200,
	detail: 200
};

export type Limits = typeof limits;
