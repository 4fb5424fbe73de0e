import { ed25519 } from '@noble/curves/ed25519.js';
import type { Entry } from '$lib/domain/entry';
import { fromBase64Url } from '../entries/base64url';
import { canonicalEntry, signedBytes } from '../entries/identity';

/**
 * Whether the entry's key really signed it. One strict implementation for everybody: verifiers that disagree
 * about odd keys would split replicas. Entries of this browser's own database are not asked at every opening.
 */
export function hasValidSignature(entry: Entry): boolean {
	try {
		return ed25519.verify(
			fromBase64Url(entry.signature),
			signedBytes(canonicalEntry(entry)),
			fromBase64Url(entry.key),
			{ zip215: false }
		);
	} catch {
		return false;
	}
}
