import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EntrySealer } from '../../../src/lib/peers/relay/entry-sealer';

const room = 'R'.repeat(22);
const secret = 'S'.repeat(32);
const [one, other] = ['A', 'B'].map((letter) => letter.repeat(42) + 'A') as [string, string];
const text = '{"v":2,"name":"Lamps 灯具"}';
const here = await EntrySealer.of(room, secret);

test('whoever has the secret reads what anybody with it has sealed, and everybody seals it alike', async () => {
	const there = await EntrySealer.of(room, secret);
	const value = await here.seal(one, text);
	expect(await there.unseal(here.keyOf(one), value)).toEqual({ id: one, text, tag: here.tagOf(text) });
	expect(await there.seal(one, text)).toEqual(value);
	expect(there.keyOf(one)).toBe(here.keyOf(one));
	expect(there.nameOf(3)).toBe(here.nameOf(3));
});

test('keys, names and values say nothing of an entry, and differ from room to room and from use to use', async () => {
	const others = [await EntrySealer.of(room, `${secret}x`), await EntrySealer.of(`${room}x`, secret)];
	for (const sealer of others) {
		expect(sealer.keyOf(one)).not.toBe(here.keyOf(one));
		expect(sealer.nameOf(0)).not.toBe(here.nameOf(0));
		expect(await sealer.unseal(sealer.keyOf(one), await here.seal(one, text))).toBeNull();
		expect(await sealer.unseal(here.keyOf(one), await here.seal(one, text))).toBeNull();
	}
	expect(new Set([here.keyOf('0'), here.nameOf(0), here.nameOf(1), here.tagOf('0')]).size).toBe(4);
	expect(here.keyOf(one)).toMatch(/^[\w-]{43}$/);
	const bytes = new TextDecoder('latin1').decode(await here.seal(one, text));
	for (const word of [one, 'Lamps', 'name']) expect(bytes).not.toContain(word);
});

test('a value that was moved to another entry’s key is not read', async () => {
	expect(await here.unseal(here.keyOf(other), await here.seal(one, text))).toBeNull();
});

test('a value of which any byte was changed, or some are missing, is not read', async () => {
	const value = await here.seal(one, text);
	for (let at = 0; at < value.length; at++) {
		const changed = value.slice();
		changed[at]! ^= 1;
		expect(await here.unseal(here.keyOf(one), changed)).toBeNull();
	}
	for (const length of [0, 11, 12, 27, 28, value.length - 1])
		expect(await here.unseal(here.keyOf(one), value.slice(0, length))).toBeNull();
});

test('any text comes back as it was; two texts have two tags', async () => {
	await fc.assert(
		fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.string(), async (some, more) => {
			const read = await here.unseal(here.keyOf(one), await here.seal(one, some));
			expect(read?.text).toBe(some);
			expect(here.tagOf(some) === here.tagOf(more)).toBe(some === more);
		})
	);
});
