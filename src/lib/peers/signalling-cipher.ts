import { fromBase64Url, toBase64Url } from '$lib/document/entries/base64url';
import { rebuilt } from '$lib/document/entries/canonical';

/** Encrypts signalling messages for the members of a room: servers can neither read nor forge them. */
export interface SignallingCipher {
	encrypt(message: unknown): Promise<string>;
	/** The message, rebuilt from its own keys; null if it was not encrypted with this room's secret. */
	decrypt(text: string): Promise<unknown>;
}

const nonceSize = 12;
const utf8 = new TextEncoder();

/** Derives the cipher of a room. The secret is random and long, so HKDF suffices. */
export async function signallingCipher(room: string, secret: string): Promise<SignallingCipher> {
	const material = await crypto.subtle.importKey('raw', utf8.encode(secret), 'HKDF', false, ['deriveKey']);
	const key = await crypto.subtle.deriveKey(
		{ name: 'HKDF', hash: 'SHA-256', salt: utf8.encode(room), info: utf8.encode('grantbook signalling 1') },
		material,
		{ name: 'AES-GCM', length: 256 },
		false,
		['encrypt', 'decrypt']
	);
	return {
		async encrypt(message) {
			const iv = crypto.getRandomValues(new Uint8Array(nonceSize));
			const text = utf8.encode(JSON.stringify(message));
			const encrypted = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, text));
			const both = new Uint8Array(nonceSize + encrypted.length);
			both.set(iv);
			both.set(encrypted, nonceSize);
			return toBase64Url(both);
		},
		async decrypt(text) {
			try {
				const both = fromBase64Url(text);
				const iv = both.subarray(0, nonceSize);
				const decrypted = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, both.subarray(nonceSize));
				return rebuilt(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(decrypted)));
			} catch {
				return null;
			}
		}
	};
}
