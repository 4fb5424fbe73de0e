import { fromBase64Url, toBase64Url } from '$lib/document/entries/base64url';
import { rebuilt } from '$lib/document/entries/canonical';

/** Texts for members of a room only: signalling servers pass them on and can neither read nor write them. */
export interface Seal {
	close(message: unknown): Promise<string>;
	/** The value, made anew from its own keys; null for whatever was not closed with this room's secret. */
	open(text: string): Promise<unknown>;
}

const nonceSize = 12;
const utf8 = new TextEncoder();

/** The secret is random and long: it needs stretching to a key's size, not hardening. */
export async function sealOf(room: string, secret: string): Promise<Seal> {
	const material = await crypto.subtle.importKey('raw', utf8.encode(secret), 'HKDF', false, ['deriveKey']);
	const key = await crypto.subtle.deriveKey(
		{ name: 'HKDF', hash: 'SHA-256', salt: utf8.encode(room), info: utf8.encode('grantbook signalling 1') },
		material,
		{ name: 'AES-GCM', length: 256 },
		false,
		['encrypt', 'decrypt']
	);
	return {
		async close(message) {
			const iv = crypto.getRandomValues(new Uint8Array(nonceSize));
			const text = utf8.encode(JSON.stringify(message));
			const closed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, text));
			const both = new Uint8Array(nonceSize + closed.length);
			both.set(iv);
			both.set(closed, nonceSize);
			return toBase64Url(both);
		},
		async open(text) {
			try {
				const both = fromBase64Url(text);
				const iv = both.subarray(0, nonceSize);
				const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, both.subarray(nonceSize));
				return rebuilt(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(opened)));
			} catch {
				return null;
			}
		}
	};
}
