import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fingerprint } from '$lib/domain/fingerprint';

const keys = fc
	.uint8Array({ minLength: 32, maxLength: 32 })
	.map((bytes) => Buffer.from(bytes).toString('base64url'));

test('a fingerprint is four groups of four, of letters and digits that are not mistaken for one another', () => {
	fc.assert(
		fc.property(keys, (key) => {
			expect(fingerprint(key)).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
		})
	);
});

test('it is the first 80 bits of the key: a change of any of them shows', () => {
	fc.assert(
		fc.property(keys, fc.nat(79), (key, bit) => {
			const bytes = Buffer.from(key, 'base64url');
			bytes[bit >> 3]! ^= 128 >> (bit & 7);
			const [one, other] = [fingerprint(key), fingerprint(bytes.toString('base64url'))];
			const places = [...one].flatMap((letter, place) => (letter === other[place] ? [] : [place]));
			const letter = Math.floor(bit / 5);
			expect(places).toEqual([letter + Math.floor(letter / 4)]);
		})
	);
});

test('it is the same everywhere, and does not fail for what is no key', () => {
	expect(fingerprint(Buffer.from('0123456789'.padEnd(32, '.')).toString('base64url'))).toBe(
		'60RK-4CSM-6MV3-EE1S'
	);
	expect([fingerprint(''), fingerprint('?')]).toEqual(['0000-0000-0000-0000', '0000-0000-0000-0000']);
});
