import type { KeyId, OrganizationId } from '$lib/domain/facts';
import { toBase64Url } from '../entries/base64url';
import { detailOf, LedgerError } from '../ledger/ledger-error';

/** A key that can sign and cannot be copied out. */
export interface Signer {
	readonly key: KeyId;
	sign(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array>;
}

/** A key that this browser keeps for an organization. */
export interface OwnKey {
	organization: OrganizationId;
	key: KeyId;
}

/**
 * Whether a workspace's keys are under a passphrase: there is none, it is not given yet in this tab (nothing can be
 * signed), or it is.
 */
export type LockState = 'none' | 'locked' | 'unlocked';

/**
 * The keys that this browser keeps for organizations of one workspace, several for one organization where it has
 * asked for a seat anew. Whether a key speaks for its organization yet, or still, only the entries say.
 */
export interface Keys {
	/** Makes a key that signs for nobody yet. Rejects with a LedgerError (`no-signing`, `locked`). */
	make(): Promise<{ signer: Signer; keep(organization: OrganizationId): Promise<void> }>;
	/** The newest key kept for an organization that `may` sign, if there is one. Rejects with a LedgerError (`locked`). */
	signerOf(organization: OrganizationId, may: (key: KeyId) => boolean): Promise<Signer | null>;
	/** Every key kept, in the order in which they were made. */
	ownKeys(): Promise<OwnKey[]>;
	lockState(): Promise<LockState>;
	/**
	 * From here on whatever is made is kept under the passphrase. Keys made before are not: they can't be copied out,
	 * so they cannot be wrapped. Rejects with a LedgerError (`locked`) where there is a passphrase already.
	 */
	lock(passphrase: string): Promise<void>;
	/** Lets the keys sign until this tab is closed. False for another passphrase. */
	unlock(passphrase: string): Promise<boolean>;
	/** The keys that are under no passphrase. */
	unwrapped(): Promise<OwnKey[]>;
	/**
	 * Keeps again what was kept and is gone from where it was, under a passphrase still where it was under one. Answers
	 * whether anything was. Rejects where it cannot be kept.
	 */
	restore(): Promise<boolean>;
	/** Deletes keys. */
	forget(keys: OwnKey[]): Promise<void>;
	/** Resolves when every kept key is stored, trying again what failed; rejects while one can't be. */
	stored(): Promise<void>;
	close(): void;
}

/**
 * An Ed25519 pair whose private half WebCrypto will not hand out, unless it is to be wrapped: then let go of it as
 * soon as it is. Rejects with a LedgerError (`no-signing`).
 */
export async function makePair({ toBeWrapped = false } = {}): Promise<{ key: KeyId; privateKey: CryptoKey }> {
	const subtle = globalThis.crypto.subtle as SubtleCrypto | undefined;
	if (!subtle) throw new LedgerError('no-signing', 'keys need a secure address: https, localhost or a file');
	try {
		const generate = () => subtle.generateKey('Ed25519', toBeWrapped, ['sign', 'verify']);
		// Browsers fail here once in a while, with nothing wrong: a second time says whether they can.
		const pair = await generate().catch(generate);
		const key = toBase64Url(new Uint8Array(await subtle.exportKey('raw', pair.publicKey)));
		return { key, privateKey: pair.privateKey };
	} catch (error) {
		throw new LedgerError('no-signing', detailOf(error));
	}
}

export const signerWith = (key: KeyId, privateKey: CryptoKey): Signer => ({
	key,
	sign: async (bytes) => new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, bytes))
});
