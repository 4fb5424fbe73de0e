import type { KeyId, OrganizationId } from '$lib/domain/facts';
import { canonical } from '../entries/canonical';

/** A proof is never an entry's signature, nor the other way round: each begins with its own tag. */
const presenceTag = 'grantbook presence 1\n';

/** Proves that whoever made it holds the key. Whether the key acts for the organization is for `KeyRegistry` to say. */
export interface PresenceProof {
	key: KeyId;
	/** Ed25519, as base64url. */
	signature: string;
}

/** What a proof is about: it holds for nothing else. */
export interface Challenged {
	workspace: string;
	organization: OrganizationId;
	/**
	 * Chosen by whoever asks. It should name the connection as both ends see it, or a third party could pass one
	 * end's challenge on to the other and show the answer as its own.
	 */
	challenge: string;
}

const utf8 = new TextEncoder();

/** The bytes that are signed. Throws a TypeError for text that has no canonical form. */
export const presenceBytes = ({ workspace, organization, challenge }: Challenged): Uint8Array<ArrayBuffer> =>
	utf8.encode(presenceTag + canonical({ challenge, organization, workspace }));
