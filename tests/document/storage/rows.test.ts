import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { updateOf } from '../../../src/lib/document/storage/plain-update';
import { readUpdate } from '../../../src/lib/document/storage/updates';
import { runs } from '../../seeds';

const texts: [string, string][] = Array.from({ length: 5 }, (_, n) => [`id ${n}`, `{"some":"entry ${n}"}`]);

test('a row is read without a document: what it sets, and who wrote it', () => {
	const update = readUpdate(updateOf(texts));
	expect(update).toMatchObject({ texts });
	expect('clients' in update && update.clients.size).toBe(1);
});

test('what is no update is said to be none, and what is taken for one can be applied', () => {
	let refused = 0;
	fc.assert(
		fc.property(
			fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 4 }),
			fc.option(fc.nat()),
			(changes, cut) => {
				const bytes = updateOf(texts);
				for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
				const row = cut === null ? bytes : bytes.slice(0, cut % bytes.length);
				const read = readUpdate(row);
				if ('reason' in read) refused += 1;
				else expect(() => Y.applyUpdate(new Y.Doc(), row)).not.toThrow();
			}
		),
		{ numRuns: runs(1_000) }
	);
	expect(refused).toBeGreaterThan(100);
	for (const value of [null, undefined, 'text', {}, [], new ArrayBuffer(8), 7]) {
		expect(readUpdate(value)).toHaveProperty('reason');
	}
});
