import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { readUpdate } from '../../src/lib/document/storage/updates';
import { limits } from '../../src/lib/gate/limits';
import { Carrier } from '../../src/lib/peers/relay/carrier';
import { Poisoned } from '../../src/lib/peers/relay/carrier-update';
import { relayLimits } from '../../src/lib/peers/relay/relay-limits';
import { sealedItems, textItems } from '../document/map-items';
import { replica, stranger } from '../gate/parties';

/** How many items Yjs takes in while something is done. */
async function itemsTaken(work: () => unknown): Promise<number> {
	const taken = vi.spyOn(Y.Item.prototype, 'integrate');
	await work();
	const count = taken.mock.calls.length;
	taken.mockRestore();
	return count;
}

test.each([
	['more items than there may be', String, [2, 8], 'too-large'],
	['as many as there may be, under one id', (_: number) => 'id', [0.25, 1], 'not-plain']
])('of a batch of %s, Yjs takes in none', async (_, idOf, times, reason) => {
	for (const size of times.map((each) => each * limits.entriesInMessage)) {
		const update = textItems(
			Array.from({ length: size }, (__, at) => idOf(at)),
			'{}'
		);
		const line = stranger(replica());
		expect(await itemsTaken(() => line.bring(update))).toBe(0);
		expect(line.ended).toMatchObject([{ reason }]);
	}
});

test.each([
	['at once', 16_000],
	['a few at a time', 50]
])('of items under one key that a relay tells %s, Yjs compares no more than so many', async (_, atOnce) => {
	const key = 'k'.repeat(43);
	const most = 200;
	for (const size of [4_000, 16_000]) {
		const carrier = new Carrier({ ...relayLimits, itemsOfKey: most });
		const taken = await itemsTaken(() => {
			const tell = () => {
				for (let first = 0; first < size; first += atOnce)
					carrier.receive(sealedItems(Array<string>(Math.min(atOnce, size)).fill(key), first));
			};
			expect(tell).toThrow(new Poisoned('too-large', `${most + 1} items under ${key}`));
		});
		expect(taken).toBeLessThanOrEqual(most);
	}
});

test('what as many as there may be put under one key at once is taken in', () => {
	const key = 'k'.repeat(43);
	const carrier = new Carrier({ ...relayLimits, itemsOfKey: 20 });
	const puts = Array.from({ length: 20 }, () => new Carrier(relayLimits).put([[key, Uint8Array.of(1)]]));
	carrier.receive(Y.mergeUpdates(puts.slice(10)));
	for (const put of [...puts, ...puts]) carrier.receive(put);
	expect(carrier.get(key)).toEqual(Uint8Array.of(1));
	const more = new Carrier(relayLimits).put([[key, Uint8Array.of(1)]]);
	expect(() => carrier.receive(more)).toThrow(Poisoned);
});

test('an update from storage or another tab with more items under one id than can be is not plain', () => {
	const reading = (size: number) => readUpdate(textItems(Array<string>(size).fill('id'), '{}'));
	expect(reading(1_000)).toMatchObject({ isPlain: true });
	for (const size of [1_001, 4_000]) expect(reading(size)).toMatchObject({ isPlain: false });
	expect(
		readUpdate(
			textItems(
				Array.from({ length: 4_000 }, (_, at) => `${at}`),
				'{}'
			)
		)
	).toMatchObject({
		isPlain: true
	});
});
