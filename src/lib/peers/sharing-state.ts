import type { KeyId, OrganizationId } from '../domain/facts';
import type { RelayState } from './relay/relay-state';

/**
 * How presence names a page: one short word, '' for none. Whoever shows it looks it up among the app's pages, so that a peer
 * cannot show text of its own, and a page that only a newer app has is no fault.
 */
export const PAGE_WORD = /^[a-z-]{0,30}$/;

/** What a person shows to the others. */
export interface Presence {
	/** At most 60 characters are shown, without control and other invisible characters. */
	name: string;
	/** `#rrggbb`, or '' for none. */
	colour: string;
	/** The acting organization: only a claim, unless the peer is `verified`. */
	organization: OrganizationId | null;
	/** The page, as `PAGE_WORD` says. */
	place: string;
}

/** A connected peer. */
export interface Peer extends Presence {
	/** The id of this connection; it is not stored. */
	id: string;
	/** A key that acts for `organization` has signed a challenge bound to this connection. */
	verified: boolean;
	/** The key of the last valid proof, whether or not it acts. */
	key: KeyId | null;
	/** Both have what the other had when they connected. */
	synced: boolean;
	/** Entries received from this peer, and how many it has announced. */
	received: number;
	expected: number;
}

/** A request of the holder of `key` to act for `organization`. */
export interface AccessRequest {
	id: string;
	/** The requesting peer. */
	peer: string;
	organization: OrganizationId;
	/** The requester has proved to hold it. */
	key: KeyId;
	/** The requester's name for the key. */
	name: string;
	/** When it was received, in milliseconds since 1970. */
	at: number;
}

/** This browser's request to act for an organization. */
export interface OutgoingRequest {
	organization: OrganizationId;
	key: KeyId;
	name: string;
	/** It was declined and is not repeated. */
	declined: boolean;
}

export type ConnectionState =
	/** Not sharing. */
	| 'off'
	| 'connecting'
	/** Connected to a signalling server, but to no peer. */
	| 'waiting'
	/** Connected to a relay, but to no peer. */
	| 'relayed'
	| 'connected'
	/** No signalling server answers, or none is listed. */
	| 'unreachable';

/** A peer that broke the protocol, and whose connection was closed. */
export interface RefusedPeer {
	/** The peer's id. */
	from: string;
	/** One of the gate's reasons or a `ConnectionFault`. */
	reason: string;
	detail: string;
	at: number;
}

/** Why a connection was closed, other than by the gate. */
export type ConnectionFault =
	/** Not this protocol: another app, another version, or an attack. */
	| 'not-a-frame'
	/** A message larger than its channel allows. */
	| 'frame-too-large'
	/** More small messages than a person can cause. */
	| 'flood'
	/** A small message that does not fit its schema. */
	| 'malformed-message'
	/** The peer does not read what is sent to it. */
	| 'not-reading';

export interface SharingState {
	connection: ConnectionState;
	signalling: { url: string; open: boolean }[];
	/** Null where none is named. */
	relay: RelayState | null;
	/** Connected peers, in the order in which they connected. */
	peers: Peer[];
	requests: AccessRequest[];
	asked: OutgoingRequest[];
	/** Latest first, at most fifty. */
	refused: RefusedPeer[];
}
