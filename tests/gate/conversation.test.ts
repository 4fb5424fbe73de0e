import { expect, test } from 'vitest';
import { draft, named, renamed } from '../document/helpers';
import { house, idsIn, join, settled } from './parties';

test('two who meet have what either had, both say so, and live edits go both ways', async () => {
	const [one, other] = [house(), house()];
	const [alice] = await one.ledger.append([draft(null, named('Alice'))]);
	const [bob] = await other.ledger.append([draft(null, named('Bob'))]);
	await one.ledger.append([draft(alice!.id, renamed('A')), draft(alice!.id, renamed('B'))]);
	const { told } = join(one, other);
	await settled();
	expect(idsIn(one)).toEqual(idsIn(other));
	expect(idsIn(one)).toHaveLength(4);
	expect(told).toMatchObject({ ended: [], synced: [1, 1] });
	const batches = told.batches;
	await one.ledger.append([draft(alice!.id, renamed('C'))]);
	await other.ledger.append([draft(bob!.id, renamed('D'))]);
	await settled();
	expect(idsIn(one)).toEqual(idsIn(other));
	expect(idsIn(one)).toHaveLength(6);
	expect(told.batches - batches).toBe(2);
});
