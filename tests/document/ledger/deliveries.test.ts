import { expect, test } from 'vitest';
import { slices } from '../../../src/lib/document/ledger/deliveries';
import { draft, memoryLedger, renamed, named } from '../helpers';

test('slices begin with as many facts as said, and double up to the most', async () => {
	const { ledger } = memoryLedger();
	const [alice] = await ledger.append([draft(null, named('Alice'))]);
	const renames = Array.from({ length: 30 }, (_, n) => draft(alice!.id, renamed(`Alice ${n}`)));
	const entries = await ledger.append(renames);
	const parts = [...slices(entries, 8, 2)];
	expect(parts.map(({ length }) => length)).toEqual([2, 4, 8, 8, 8]);
	expect(parts.flat()).toEqual(entries);
});
