import type { KeyId } from './facts';

const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Crockford's base32: no I, L, O or U, so that nothing is mistaken for something else. */
const readable = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A key in four groups of four characters, for two people to compare: `7X0K-93QZ-…`. They show its first 80 bits, too
 * many for anybody to make another key that shows the same.
 */
export function fingerprint(key: KeyId): string {
	let bits = 0n;
	for (const letter of key.slice(0, 14).padEnd(14, 'A'))
		bits = bits * 64n + BigInt(Math.max(0, base64url.indexOf(letter)));
	bits >>= 4n;
	const letters = Array.from(
		{ length: 16 },
		(_, place) => readable[Number((bits >> BigInt(75 - 5 * place)) & 31n)]!
	);
	return letters.join('').replace(/(.{4})(?!$)/g, '$1-');
}
