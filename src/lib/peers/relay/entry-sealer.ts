import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64Url } from '$lib/document/entries/base64url';
import type { EntryId } from '../../domain/facts';

const utf8 = new TextEncoder();
const nonceBytes = 12;
const idLength = 43;

/** What stands under a key of the carrier. */
export interface Unsealed {
	id: EntryId;
	text: string;
	/** Stands for the text: two values under one key hold the same if their tags are the same. */
	tag: string;
}

/**
 * Encrypts entries for the members of a room: a relay can neither read nor forge them, nor move one under another's key.
 * The nonce is an HMAC of what is encrypted, so one entry is sealed the same way by everybody: whoever puts it first, the
 * others find what they would have put.
 */
export class EntrySealer {
	readonly #aes: CryptoKey;
	readonly #subkeys: Record<'keys' | 'nonces' | 'names', Uint8Array>;

	/** Derives the keys of a room. The secret is random and long, so HKDF suffices. */
	static async of(room: string, secret: string): Promise<EntrySealer> {
		const material = await crypto.subtle.importKey('raw', utf8.encode(secret), 'HKDF', false, ['deriveBits']);
		const derive = async (use: string): Promise<Uint8Array<ArrayBuffer>> => {
			const info = utf8.encode(`grantbook relay 1 ${use}`);
			const about = { name: 'HKDF', hash: 'SHA-256', salt: utf8.encode(room), info };
			return new Uint8Array(await crypto.subtle.deriveBits(about, material, 256));
		};
		const [values, keys, nonces, names] = await Promise.all(
			['values', 'keys', 'nonces', 'names'].map(derive)
		);
		const aes = await crypto.subtle.importKey('raw', values!, 'AES-GCM', false, ['encrypt', 'decrypt']);
		return new EntrySealer(aes, { keys: keys!, nonces: nonces!, names: names! });
	}

	private constructor(aes: CryptoKey, subkeys: Record<'keys' | 'nonces' | 'names', Uint8Array>) {
		this.#aes = aes;
		this.#subkeys = subkeys;
	}

	/** The name of a document at the relay: the first one is 0, the next ones are for when one was spoiled. */
	nameOf(number: number): string {
		return this.#mac('names', String(number));
	}

	/** The key of the carrier under which an entry stands. */
	keyOf(id: EntryId): string {
		return this.#mac('keys', id);
	}

	/** Stands for a text, as `Unsealed` has it. */
	tagOf(text: string): string {
		return toBase64Url(this.#nonce(text));
	}

	async seal(id: EntryId, text: string): Promise<Uint8Array> {
		const iv = this.#nonce(text);
		const sealing = { name: 'AES-GCM', iv, additionalData: utf8.encode(this.keyOf(id)) };
		const sealed = await crypto.subtle.encrypt(sealing, this.#aes, utf8.encode(id + text));
		const value = new Uint8Array(nonceBytes + sealed.byteLength);
		value.set(iv);
		value.set(new Uint8Array(sealed), nonceBytes);
		return value;
	}

	/** What stands under a key; null where nobody with the secret has sealed it for that key. */
	async unseal(key: string, value: Uint8Array): Promise<Unsealed | null> {
		// A copy of its own: it may be a view of a much larger message.
		const bytes = value.slice();
		const iv = bytes.subarray(0, nonceBytes);
		const sealing = { name: 'AES-GCM', iv, additionalData: utf8.encode(key) };
		try {
			const plain = await crypto.subtle.decrypt(sealing, this.#aes, bytes.subarray(nonceBytes));
			const both = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(plain);
			const [id, text] = [both.slice(0, idLength), both.slice(idLength)];
			const tag = this.tagOf(text);
			return this.keyOf(id) === key && tag === toBase64Url(iv) ? { id, text, tag } : null;
		} catch {
			return null;
		}
	}

	#nonce(text: string): Uint8Array<ArrayBuffer> {
		return hmac(sha256, this.#subkeys.nonces, utf8.encode(text)).slice(0, nonceBytes);
	}

	#mac(use: 'keys' | 'names', text: string): string {
		return toBase64Url(hmac(sha256, this.#subkeys[use], utf8.encode(text)));
	}
}
