import type { SimplePeer } from 'y-webrtc';
import { toBase64Url } from '$lib/document/entries/base64url';

/** The DTLS certificates of a connection. */
export interface CertificateFingerprints {
	/** Fingerprint of this browser's certificate. */
	local: string;
	/** Fingerprint of the peer's certificate. */
	remote: string;
}

/**
 * The fingerprints of the certificates that encrypt a connection. A man in the middle who relays signatures has a
 * different certificate towards each side. Null if the browser does not tell; then no proof is possible.
 */
export function certificateFingerprints({ _pc: connection }: SimplePeer): CertificateFingerprints | null {
	const local = fingerprints(connection?.localDescription?.sdp);
	const remote = fingerprints(connection?.remoteDescription?.sdp);
	return local && remote && local !== remote ? { local, remote } : null;
}

function fingerprints(sdp: string | undefined): string | null {
	const lines = [...(sdp ?? '').matchAll(/^a=fingerprint:(\S+) (\S+)\s*$/gm)];
	const found = new Set(lines.map(([, algorithm, value]) => `${algorithm} ${value}`.toLowerCase()));
	return found.size > 0 && found.size <= 4 ? [...found].sort().join(',') : null;
}

export const newChallenge = (): string => toBase64Url(crypto.getRandomValues(new Uint8Array(32)));

/** What a proof is for: presence, or a request to act for an organization. One is invalid as the other. */
export type ProofPurpose = 'presence' | 'seat';

export interface ChallengeContext {
	purpose: ProofPurpose;
	room: string;
	/** The verifier's random text. */
	challenge: string;
	prover: string;
	verifier: string;
}

/** The text to sign: the challenge together with everything that the signature is bound to. */
export const challengeText = ({ purpose, room, challenge, prover, verifier }: ChallengeContext): string =>
	JSON.stringify(['grantbook peer 1', purpose, room, challenge, prover, verifier]);
