import type { Approval } from '$lib/document/approvals/approvals';
import type { KeyId, OrganizationId } from '$lib/domain/facts';
import type { ChainDigest, Fork, Gap } from '$lib/domain/keys/key-chain';

export type { Fork, Gap } from '$lib/domain/keys/key-chain';

/** Why something foreign was not let in. */
export type RefusedReason =
	/** A message, an entry or a list beyond its cap. */
	| 'too-large'
	/** More at once than was asked for. */
	| 'too-fast'
	/** Bytes that are no message of the sync protocol. */
	| 'not-a-message'
	/** Bytes that Yjs cannot read as an update. */
	| 'not-an-update'
	/** An update that does anything but set texts once: deletions, overwriting, nested types, missing pieces. */
	| 'not-plain'
	/** Something else than text under an entry's id. */
	| 'not-text'
	/** Not JSON, or nested too deep. */
	| 'unreadable'
	/** Not an entry by the schema. */
	| 'malformed'
	/** An entry, but not written in the one canonical way. */
	| 'not-canonical'
	/** Not what its id is the hash of. */
	| 'wrong-id'
	| 'other-workspace'
	| 'bad-signature'
	/** Its key is not known yet, and no more such entries are kept waiting for this peer. */
	| 'room-full'
	/** It is fine, and this workspace takes nothing in: a newer app wrote it, or it is closed. */
	| 'not-writable';

export interface Refused {
	/** The peer or the file that it came from, as the caller named it; null for another window of this browser. */
	from: string | null;
	reason: RefusedReason;
	detail: string;
	/** In milliseconds since 1970. */
	at: number;
}

/** What became of the texts of a file or a paste. */
export interface Admitted {
	added: number;
	/** Here already. */
	known: number;
	/** Kept until their key is known. */
	waiting: number;
	/** Withheld: of organizations that nobody here knows, or that were left out. */
	withheld: number;
	/** Of a newer form: update to read them. */
	newer: number;
	/** Some of those refused, the first ones. */
	refused: Refused[];
}

/** How far each key's chain is here, or somewhere else. Messages and files call it `heads`. */
export type Heads = Record<KeyId, ChainDigest>;

/** An organization that is not in: what it says of itself, and how much it sent. */
export interface Outsider {
	organization: OrganizationId;
	approval: Exclude<Approval, 'let-in'>;
	name: string;
	account: string;
	entries: number;
	/** Characters of its entries' texts. */
	length: number;
	/** Whether what it sent is kept here; else it has to be sent anew. */
	kept: boolean;
}

/** Those that are not in: a bounded list, and how many there are and how much they sent in all. */
export interface Outsiders {
	list: Outsider[];
	waiting: number;
	leftOut: number;
	/** Characters of what those sent that wait. */
	length: number;
}

/** All organizations that wait and are noted, and how much they sent together: entries, and characters of their texts. */
export interface Waiting {
	organizations: OrganizationId[];
	entries: number;
	length: number;
}

/** Bounded lists: the diagnostics page shows them, nothing rests on them. */
export interface GateReport {
	gaps: Gap[];
	forks: Fork[];
	/** The latest ones, newest last. */
	refused: Refused[];
	waiting: { key: KeyId; organization: OrganizationId; entries: number }[];
	/** Entries of a newer form that were met. */
	newer: number;
	outsiders: Outsiders;
}

/** A connection with a peer, as the transport sees it. */
export interface SyncConnection {
	/** A message of the peer, whole, in the order in which it was sent. */
	receive(message: Uint8Array): void;
	/** The connection is gone. */
	close(): void;
}

export interface PeerEvents {
	/** Bytes to send to the peer, in this order. */
	send(message: Uint8Array): void;
	/** It broke the rules: close the connection. Nothing is sent or received any more. */
	ended(why: Refused): void;
	/** Each has what the other had. Told again when that is so again after something was missing. */
	synced(): void;
	/** How many of the entries that the peer announced have arrived. */
	progress?(received: number, expected: number): void;
}

/** What stands between anything foreign and the ledger: nothing gets in but by it, and it lets nothing else out. */
export interface Gate {
	/**
	 * A connection with a peer: starts syncing at once.
	 * @param from names the peer, for the report and for its share of what may wait
	 */
	connect(from: string, on: PeerEvents): SyncConnection;
	/** Canonical entry texts from a file or a paste, through the same steps. */
	admit(texts: string[], from: string): Promise<Admitted>;
	heads(): Promise<Heads>;
	/**
	 * Canonical texts that somebody with these heads lacks, all for null; what others rest on comes first. Where
	 * the heads do not tell, more than is lacking.
	 */
	missing(heads: Heads | null): Promise<string[]>;
	report(): Promise<GateReport>;
	/**
	 * A person's word about organizations, in this browser: what they sent comes in, and comes in from now on; or all of
	 * it is withheld, not folded and not handed on. Resolves when that is so; rejects where it can't be remembered.
	 */
	decide(organizations: OrganizationId[], approval: 'let-in' | 'left-out'): Promise<void>;
	/** Whom a person may decide about at once: those that wait now, not only those that the report lists. */
	allWaiting(): Promise<Waiting>;
	/**
	 * Who would wait from then on if these were left out: those that nobody but they had introduced, beyond what strangers
	 * may bring. Cost: the facts of all that is in.
	 */
	waitingWithout(organizations: OrganizationId[]): Promise<OrganizationId[]>;
	/** Calls back after changes, not for each of them. Returns a function that ends it. */
	onReport(listener: (report: GateReport) => void): () => void;
}
