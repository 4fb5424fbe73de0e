import * as encoding from 'lib0/encoding';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { Carrier } from '../../../src/lib/peers/relay/carrier';
import { carrierRoot, Poisoned, readCarrierUpdate } from '../../../src/lib/peers/relay/carrier-update';
import { relayLimits, type RelayLimits } from '../../../src/lib/peers/relay/relay-limits';

const keyOf = (number: number) => String(number).padStart(43, 'k');
const valueOf = (number: number) => Uint8Array.of(number, number);

function carrier(limits: Partial<RelayLimits> = {}): Carrier {
	return new Carrier({ ...relayLimits, ...limits });
}

/** What somebody else's document does, as an update. */
function updateBy(...changes: ((map: Y.Map<unknown>, doc: Y.Doc) => unknown)[]): Uint8Array {
	const doc = new Y.Doc();
	for (const change of changes) change(doc.getMap(carrierRoot), doc);
	return Y.encodeStateAsUpdate(doc);
}

function listInPlace(): Uint8Array {
	const doc = new Y.Doc();
	doc.getArray(carrierRoot).push([valueOf(1)]);
	return Y.encodeStateAsUpdate(doc);
}

const putting = (...numbers: number[]) =>
	updateBy((map) => numbers.forEach((number) => map.set(keyOf(number), valueOf(number))));

function reasonOf(work: () => unknown): string | null {
	try {
		work();
		return null;
	} catch (error) {
		return error instanceof Poisoned ? error.reason : String(error);
	}
}

test('what one puts, another takes in, and each knows what the other has', () => {
	const [one, other] = [carrier(), carrier()];
	const first = one.put([[keyOf(1), valueOf(1)]]);
	const second = one.put([[keyOf(2), valueOf(2)]]);
	expect(other.isWithin(one.vector())).toBe(true);
	expect(one.isWithin(other.vector())).toBe(false);
	expect(other.receive(first)).toEqual(new Set([keyOf(1)]));
	expect(other.receive(second)).toEqual(new Set([keyOf(2)]));
	expect(other.receive(second)).toEqual(new Set());
	expect(other.get(keyOf(2))).toEqual(valueOf(2));
	expect(one.isWithin(other.vector())).toBe(true);
});

test('what two put under one key at once stays there, on every replica and for whoever comes later', () => {
	const [one, other] = [carrier(), carrier()];
	const updates = [one, other].map((each) => each.put([1, 2].map((at) => [keyOf(at), valueOf(at)])));
	one.receive(updates[1]!);
	other.receive(updates[0]!);
	const both = new Y.Doc();
	for (const update of updates) Y.applyUpdate(both, update);
	const late = carrier();
	expect(late.receive(Y.encodeStateAsUpdate(both))).toEqual(new Set([keyOf(1), keyOf(2)]));
	for (const each of [one, other, late]) expect([each.size, each.get(keyOf(1))]).toEqual([2, valueOf(1)]);
});

test('several updates come to the same at once as one after the other, also those that are told twice', () => {
	const updates = [putting(1, 2), putting(2, 3), putting(4)];
	const [once, apart] = [carrier({ bytes: 520 }), carrier({ bytes: 520 })];
	const changed = updates.flatMap((update) => [...(apart.receive(update) as Set<string>)]);
	expect(once.receive(...updates, ...updates)).toEqual(new Set(changed));
	expect(once.vector()).toEqual(apart.vector());
	expect(reasonOf(() => carrier({ bytes: 500 }).receive(...updates))).toBe('too-large');
	expect(reasonOf(() => carrier().receive(putting(5), Uint8Array.of(1, 2, 3)))).toBe('not-plain');
});

test('pieces without those before them are no reason to leave the document', () => {
	const there = carrier();
	there.put([[keyOf(1), valueOf(1)]]);
	expect(carrier().receive(there.put([[keyOf(2), valueOf(2)]]))).toBe('incomplete');
});

test.each<[string, string, Uint8Array]>([
	['a text as value', 'not-plain', updateBy((map) => map.set(keyOf(1), 'text'))],
	['an object as value', 'not-plain', updateBy((map) => map.set(keyOf(1), { a: 1 }))],
	['a document inside', 'not-plain', updateBy((map) => map.set(keyOf(1), new Y.Doc()))],
	['a map inside', 'not-plain', updateBy((map) => map.set(keyOf(1), new Y.Map()))],
	['a list beside the map', 'not-plain', updateBy((_, doc) => doc.getArray('more').push([1]))],
	['another map', 'not-plain', updateBy((_, doc) => doc.getMap('more').set(keyOf(1), valueOf(1)))],
	['a list in the map’s place', 'not-plain', listInPlace()],
	['a key that is none', 'not-plain', updateBy((map) => map.set('key', valueOf(1)))],
	[
		'a value that was set twice',
		'not-plain',
		updateBy(
			(map) => map.set(keyOf(1), valueOf(1)),
			(map) => map.set(keyOf(1), valueOf(2))
		)
	],
	[
		'a key that was taken away again',
		'deleted',
		updateBy(
			(map) => map.set(keyOf(1), valueOf(1)),
			(map) => map.delete(keyOf(1))
		)
	],
	['bytes that are no update', 'not-plain', Uint8Array.of(1, 2, 3)],
	['a deletion of nothing, on which Yjs throws', 'not-plain', Uint8Array.of(0, 1, 3, 1, 2, 0)],
	['an update with something behind it', 'not-plain', Uint8Array.of(...putting(1), 0)]
])('%s poisons it', (_, reason, update) => {
	expect(reasonOf(() => carrier().receive(update))).toBe(reason);
});

test('a key that is taken away later poisons it', () => {
	const [doc, here] = [new Y.Doc(), carrier()];
	Y.applyUpdate(doc, putting(1, 2));
	here.receive(Y.encodeStateAsUpdate(doc));
	const before = Y.encodeStateVector(doc);
	doc.getMap(carrierRoot).delete(keyOf(1));
	expect(reasonOf(() => here.receive(Y.encodeStateAsUpdate(doc, before)))).toBe('deleted');
});

test('bytes, keys, clients, and the bytes of one value are bounded', () => {
	const three = putting(1, 2, 3);
	const cases: [Partial<RelayLimits>, Uint8Array][] = [
		[{ bytes: three.length - 1 }, three],
		[{ keys: 2 }, three],
		[{ clients: 1 }, Y.mergeUpdates([putting(1), putting(2)])],
		[{ valueBytes: 1 }, putting(1)]
	];
	for (const [limits, update] of cases) {
		expect(reasonOf(() => carrier(limits).receive(update))).toBe('too-large');
		expect(reasonOf(() => carrier().receive(update))).toBeNull();
	}
	// One after the other too.
	const here = carrier({ keys: 3 });
	for (const number of [1, 2, 3]) here.receive(putting(number));
	expect(reasonOf(() => here.receive(putting(4)))).toBe('too-large');
	const lonely = carrier({ clients: 2 });
	for (const number of [1, 2]) lonely.receive(putting(number));
	expect(reasonOf(() => lonely.receive(putting(3)))).toBe('too-large');
	const small = carrier({ bytes: 310 });
	for (const number of [1, 2, 3]) small.receive(putting(number));
	expect(reasonOf(() => small.receive(putting(4)))).toBe('too-large');
});

test('it says when nothing more is to be put', () => {
	const here = carrier({ keys: 10 });
	expect(here.isFull).toBe(false);
	here.put(Array.from({ length: 10 }, (_, number) => [keyOf(number), valueOf(number)]));
	expect(here.isFull).toBe(true);
	const heavy = carrier({ bytes: 1_000, valueBytes: 300 });
	heavy.put([[keyOf(1), new Uint8Array(400)]]);
	expect(heavy.isFull).toBe(true);
});

/** So many items, or deletions, of the fewest bytes that each can have. */
function junk(items: number, deletions: number): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, items > 0 ? 1 : 0);
	if (items > 0) for (const number of [items, 1, 0]) encoding.writeVarUint(encoder, number);
	for (let at = 0; at < items; at++) {
		encoding.writeUint8(encoder, 0x23);
		encoding.writeVarUint(encoder, 1);
		encoding.writeVarString(encoder, carrierRoot);
		encoding.writeVarString(encoder, String(at).padStart(43, 'j'));
		encoding.writeVarUint(encoder, 0);
	}
	encoding.writeVarUint(encoder, deletions > 0 ? 1 : 0);
	if (deletions > 0) for (const number of [1, deletions]) encoding.writeVarUint(encoder, number);
	for (let at = 0; at < deletions; at++) {
		encoding.writeVarUint(encoder, at);
		encoding.writeVarUint(encoder, 1);
	}
	return encoding.toUint8Array(encoder);
}

test('millions of junk keys or deletions are refused by their count, before anything is made of them', () => {
	expect(reasonOf(() => carrier().receive(junk(3, 0)))).toBeNull();
	for (const update of [junk(1_000_000, 0), junk(0, 3_000_000)])
		expect(reasonOf(() => readCarrierUpdate(update, relayLimits))).toBe('too-large');
	// A count that lies ends where the bytes do.
	const lying = junk(2, 0).slice(0, 60);
	expect(reasonOf(() => carrier().receive(lying))).toBe('not-plain');
	for (const vector of [new Uint8Array(20 * 50_000 + 1), Uint8Array.of(200)])
		expect(reasonOf(() => carrier().isWithin(vector))).toMatch(/too-large|not-plain/);
});

test('what honest browsers make of any puts passes; no change of a byte does more than set keys', () => {
	const puts = fc.array(fc.uniqueArray(fc.nat(20), { maxLength: 6 }), { minLength: 1, maxLength: 5 });
	fc.assert(
		fc.property(puts, fc.nat(), fc.nat(255), (all, at, byte) => {
			const doc = new Y.Doc();
			for (const numbers of all) Y.applyUpdate(doc, putting(...numbers));
			const update = Y.encodeStateAsUpdate(doc);
			const here = carrier();
			here.receive(update);
			expect(here.size).toBe(new Set(all.flat()).size);
			const changed = update.slice();
			changed[at % update.length] = byte;
			const there = carrier();
			expect(reasonOf(() => there.receive(changed))).toBeOneOf([null, 'not-plain', 'deleted', 'too-large']);
		})
	);
});
