import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { limits } from '../../src/lib/gate/limits';
import { textItems } from '../document/map-items';
import { replica, stranger } from '../gate/parties';

/** How many items Yjs takes in while something is done. */
async function itemsTaken(work: () => Promise<unknown>): Promise<number> {
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
