/** A trusted text is an entry like any other, whose facts are read when they are asked for. */
import { expect, test } from 'vitest';
import { entryToText, textToEntry } from '../../../src/lib/document/entries/codec';
import { StoredEntryReader } from '../../../src/lib/document/entries/stored-entry';
import { factCount, statesAnyOf } from '../../../src/lib/domain/entry';
import type { Entry } from '../../../src/lib/domain/entry';
import type { Fact } from '../../../src/lib/domain/facts';
import { draft, memoryLedger, named, renamed } from '../helpers';

/** Names that look like the parts by which a text is read, and like its end. */
const misleading = [
	'","table":"keys',
	'\\","table":"keys"',
	',"key":"A',
	`"seq":1,"v":2,"workspace":"w"}`,
	'{}'
];

async function written(): Promise<Entry[]> {
	const { ledger } = memoryLedger();
	const [alice, bob] = await ledger.append([draft(null, named('Alice')), draft(null, named('Bob'))]);
	const partner: Fact = { table: 'partners', partner: bob!.id, name: 'Bob' };
	const retirement: Fact = { table: 'key-retirements', key: bob!.key, last: 1, head: bob!.id };
	const drafts = [...misleading.map((name) => draft(alice!.id, renamed(name))), draft(alice!.id, partner)];
	const rest = await ledger.append([...drafts, draft(bob!.id, retirement, renamed('B'), partner)]);
	return [alice!, bob!, ...rest];
}

const fields = ({ id, v, workspace, organization, key, seq, previous, ...entry }: Entry) => ({
	...{ id, v, workspace, organization, key, seq, previous, stamp: entry.stamp, at: entry.at },
	...{ action: entry.action, command: entry.command, facts: entry.facts, signature: entry.signature }
});

test('it has the same fields and text as the entry that was written, and knows the tables of its facts', async () => {
	const reader = new StoredEntryReader('w');
	for (const entry of await written()) {
		const stored = reader.read(entry.id, entryToText(entry))!;
		const { stamp, at, action, command, facts, signature } = stored;
		expect(fields({ ...stored, stamp, at, action, command, facts, signature })).toEqual(fields(entry));
		expect(entryToText(stored)).toBe(entryToText(entry));
		expect(factCount(stored)).toBe(entry.facts.length);
		for (const table of ['keys', 'partners', 'key-retirements', 'organization-fields'] as const) {
			expect(statesAnyOf(stored, [table])).toBe(statesAnyOf(entry, [table]));
		}
	}
});

test('what is of another workspace or form, or ends otherwise, is left to be read with every check', async () => {
	const [alice] = await written();
	const text = entryToText(alice!);
	expect(new StoredEntryReader('w').read(alice!.id, text)).not.toBeNull();
	expect(new StoredEntryReader('x').read(alice!.id, text)).toBeNull();
	const newer = text.replace('"v":2', '"v":3');
	expect(textToEntry(alice!.id, newer)).toMatchObject({ problem: 'newer' });
	for (const other of [newer, `${text} `, text.slice(0, -1), text.replace(/"seq":\d+/, '"seq":-1'), '', '{}'])
		expect(new StoredEntryReader('w').read(alice!.id, other)).toBeNull();
});
