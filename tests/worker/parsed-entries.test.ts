import { expect, test } from 'vitest';
import { entryToText } from '../../src/lib/document/entries/codec';
import type { EntryDraft } from '../../src/lib/domain/entry';
import { ParsedEntries } from '../../src/lib/worker/parsed-entries';
import { draft, memoryLedger, named, renamed } from '../document/helpers';

test('entries are what their texts say, whichever workspace they name', async () => {
	const { ledger } = memoryLedger();
	const [alice, bob] = await ledger.append([draft(null, named('Alice')), draft(null, named('Bob'))]);
	const grants = (permission: 'purchase' | 'view-logs'): EntryDraft =>
		draft(
			alice!.id,
			{ table: 'grants', product: `${alice!.id}:0`, grantee: bob!.id, permission },
			{ table: 'flags', on: true, grants: ['#0'] }
		);
	const drafts = [grants('purchase'), draft(bob!.id, renamed('B')), grants('view-logs'), grants('purchase')];
	const entries = [alice!, bob!, ...(await ledger.append(drafts))];
	for (const workspace of ['w', 'x']) {
		const parsed = new ParsedEntries(workspace);
		expect(entries.map((entry) => parsed.parse([entry.id, entryToText(entry)]))).toEqual(entries);
	}
});
