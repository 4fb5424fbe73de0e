import * as z from 'zod/mini';
import { fromBase64Url, toBase64Url } from '../entries/base64url';
import { LedgerError } from '../ledger/ledger-error';

/** What guessing a passphrase costs: rounds of PBKDF2 for each guess. */
const rounds = 600_000;
/** More than anybody's own app would write: somebody wants this browser to calculate for hours. */
const mostRounds = 10_000_000;

/** Characters that a passphrase has at least. Length is what makes guessing slow. */
export const shortestPassphrase = 10;

const bytesAs = (pattern: string) => z.string().check(z.regex(new RegExp(`^${pattern}$`)));

/** How a passphrase was made into a key: in clear beside what it wraps. */
export const derivationSchema = z.strictObject({
	name: z.literal('PBKDF2'),
	hash: z.literal('SHA-256'),
	iterations: z.int().check(z.gte(rounds), z.lte(mostRounds)),
	/** 16 bytes. */
	salt: bytesAs('[A-Za-z0-9_-]{22}')
});
export type Derivation = z.infer<typeof derivationSchema>;

/** A private key under a passphrase: AES-GCM, bound to what it belongs to. */
export const wrappedSchema = z.strictObject({
	/** 12 bytes. */
	iv: bytesAs('[A-Za-z0-9_-]{16}'),
	bytes: bytesAs('[A-Za-z0-9_-]{40,400}')
});
export type Wrapped = z.infer<typeof wrappedSchema>;

export const newDerivation = (): Derivation => ({
	name: 'PBKDF2',
	hash: 'SHA-256',
	iterations: rounds,
	salt: random(16)
});

/** The key that a passphrase stands for. The same characters typed another way are the same passphrase. */
export async function deriveKey(
	passphrase: string,
	{ name, hash, iterations, salt }: Derivation
): Promise<CryptoKey> {
	const typed = new TextEncoder().encode(passphrase.normalize('NFKC'));
	const material = await subtle().importKey('raw', typed, 'PBKDF2', false, ['deriveKey']);
	return subtle().deriveKey(
		{ name, hash, iterations, salt: fromBase64Url(salt) },
		material,
		{ name: 'AES-GCM', length: 256 },
		false,
		['wrapKey', 'unwrapKey']
	);
}

/** @param about what the key belongs to: it can be unwrapped only for the same */
export async function wrapPrivateKey(
	privateKey: CryptoKey,
	under: CryptoKey,
	about: string
): Promise<Wrapped> {
	const iv = random(12);
	const bytes = await subtle().wrapKey('pkcs8', privateKey, under, gcm(iv, about));
	return { iv, bytes: toBase64Url(new Uint8Array(bytes)) };
}

/** The private key, which signs and cannot be copied out; null for another passphrase, or for something else. */
export async function unwrapPrivateKey(
	{ iv, bytes }: Wrapped,
	under: CryptoKey,
	about: string
): Promise<CryptoKey | null> {
	try {
		return await subtle().unwrapKey('pkcs8', fromBase64Url(bytes), under, gcm(iv, about), 'Ed25519', false, [
			'sign'
		]);
	} catch {
		return null;
	}
}

const gcm = (iv: string, about: string) => ({
	name: 'AES-GCM',
	iv: fromBase64Url(iv),
	additionalData: new TextEncoder().encode(about)
});

const random = (length: number): string => toBase64Url(crypto.getRandomValues(new Uint8Array(length)));

function subtle(): SubtleCrypto {
	const subtle = globalThis.crypto.subtle as SubtleCrypto | undefined;
	if (!subtle) throw new LedgerError('no-signing', 'keys need a secure address: https, localhost or a file');
	return subtle;
}
