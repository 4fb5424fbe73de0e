import type { SimplePeer } from 'y-webrtc';
import { toBase64Url } from '$lib/document/entries/base64url';

/** The two ends of a connection, as the encryption between them knows them. */
export interface Ends {
	/** Fingerprint of this end's certificate. */
	mine: string;
	theirs: string;
}

/**
 * By which certificates the connection is encrypted. Somebody in the middle, who passes on what is signed, has
 * another one towards each side. Null where the browser does not tell: then nothing can be shown.
 */
export function endsOf({ _pc: connection }: SimplePeer): Ends | null {
	const mine = fingerprints(connection?.localDescription?.sdp);
	const theirs = fingerprints(connection?.remoteDescription?.sdp);
	return mine && theirs && mine !== theirs ? { mine, theirs } : null;
}

function fingerprints(sdp: string | undefined): string | null {
	const lines = [...(sdp ?? '').matchAll(/^a=fingerprint:(\S+) (\S+)\s*$/gm)];
	const found = new Set(lines.map(([, algorithm, value]) => `${algorithm} ${value}`.toLowerCase()));
	return found.size > 0 && found.size <= 4 ? [...found].sort().join(',') : null;
}

export const newChallenge = (): string => toBase64Url(crypto.getRandomValues(new Uint8Array(32)));

/** What a proof is for: shown presence, or asking that the key gets a seat. One is no use as the other. */
export type Purpose = 'presence' | 'seat';

export interface Bound {
	purpose: Purpose;
	room: string;
	/** What the verifier asked to be signed. */
	challenge: string;
	prover: string;
	verifier: string;
}

/** The one text of all that a signature is bound to. */
export const boundChallenge = ({ purpose, room, challenge, prover, verifier }: Bound): string =>
	JSON.stringify(['grantbook peer 1', purpose, room, challenge, prover, verifier]);
