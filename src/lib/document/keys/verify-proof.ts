import { ed25519 } from '@noble/curves/ed25519.js';
import { fromBase64Url } from '../entries/base64url';
import { presenceBytes, type Challenged, type PresenceProof } from './presence-proof';

/** Whether the key really signed the challenge, by the one strict implementation. Never throws. */
export function verifyProof({ key, signature }: PresenceProof, about: Challenged): boolean {
	try {
		return ed25519.verify(fromBase64Url(signature), presenceBytes(about), fromBase64Url(key), {
			zip215: false
		});
	} catch {
		return false;
	}
}
