import type { KeyId, OrganizationId } from '../domain/facts';

/** Where a person may be seen to be; '' says nothing. A closed list: a peer cannot make a page say its own words. */
export const places = [
	'',
	'authorization',
	'products',
	'purchase',
	'organizations',
	'members',
	'history',
	'ask',
	'expectations',
	'chains',
	'advice',
	'drafts',
	'share',
	'diagnostics',
	'settings'
] as const;
export type Place = (typeof places)[number];

/** What a person lets the others see. */
export interface Presence {
	/** At most 60 characters are shown; control characters and the like are left out. */
	name: string;
	/** `#rrggbb`, or '' for none. */
	colour: string;
	/** The organization that is acted as. Only a claim, unless the peer is `verified`. */
	organization: OrganizationId | null;
	place: Place;
}

/** Somebody who is connected now. */
export interface Peer extends Presence {
	/** Of this connection; nobody keeps it for longer. */
	id: string;
	/** A key that acts for `organization` has signed a challenge on this very connection. */
	verified: boolean;
	/** The key of the last proof that held, whether it acts or not. */
	key: KeyId | null;
	/** Each has what the other had when they met. */
	synced: boolean;
	/** Entries that came from this peer, and how many it said there are to come. */
	received: number;
	expected: number;
}

/** Somebody who holds `key` asks that it may act for `organization`. */
export interface SeatRequest {
	id: string;
	/** The peer it came from. */
	peer: string;
	organization: OrganizationId;
	/** The asker has shown that it holds it. */
	key: KeyId;
	/** What the asker calls the key. */
	name: string;
	/** When it came, in milliseconds since 1970. */
	at: number;
}

/** A seat that this browser asks for. */
export interface AskedSeat {
	organization: OrganizationId;
	key: KeyId;
	name: string;
	/** Somebody has answered no; it is not asked again. */
	declined: boolean;
}

export type Connection =
	/** Not sharing. */
	| 'off'
	| 'connecting'
	/** A signalling server is reached, and nobody else is there. */
	| 'waiting'
	| 'connected'
	/** No signalling server answers, or none is listed. */
	| 'unreachable';

/** Something of a peer's that was not taken in; the connection it came by was ended. */
export interface Turned {
	/** The peer. */
	from: string;
	/** One of the gate's reasons, or one of the connection itself: see `ConnectionFault`. */
	reason: string;
	detail: string;
	at: number;
}

/** Why a connection was ended without the gate. */
export type ConnectionFault =
	/** Bytes that are no frames of ours: another app, another version, or an attack. */
	| 'not-a-frame'
	/** One message larger than its kind may be. */
	| 'frame-too-large'
	/** More small messages than a person could cause. */
	| 'flood'
	/** A small message that does not say what it should. */
	| 'malformed-message'
	/** It does not take in what is sent to it. */
	| 'not-reading';

export interface SharingState {
	connection: Connection;
	signalling: { url: string; open: boolean }[];
	/** Who is here, in the order in which they came. */
	peers: Peer[];
	requests: SeatRequest[];
	asked: AskedSeat[];
	/** The latest first, at most fifty. */
	refused: Turned[];
}
