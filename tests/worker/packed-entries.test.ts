import { expect, test } from 'vitest';
import { entryToText } from '../../src/lib/document/entries/codec';
import { StoredEntryReader } from '../../src/lib/document/entries/stored-entry';
import type { EntryDraft } from '../../src/lib/domain/entry';
import { EntryUnpacker } from '../../src/lib/worker/entry-unpacker';
import { EntryPacker } from '../../src/lib/worker/packed-entries';
import { draft, memoryLedger, named, renamed } from '../document/helpers';
import { plain } from './behind';

test('entries come out as they went in, those that are read from their texts too, in one message or several', async () => {
	const { ledger } = memoryLedger();
	const [alice, bob] = await ledger.append([draft(null, named('Alice')), draft(null, named('Bob'))]);
	const grants = (permission: 'purchase' | 'view-logs'): EntryDraft =>
		draft(
			alice!.id,
			{ table: 'grants', product: `${alice!.id}:0`, grantee: bob!.id, permission },
			{ table: 'flags', on: true, grants: ['#0'] }
		);
	const flags = (on: boolean, ...named: string[]) =>
		draft(
			alice!.id,
			{ table: 'revocations', grant: `${alice!.id}:7` },
			{ table: 'flags', on, grants: named }
		);
	const drafts = [
		...[grants('purchase'), draft(bob!.id, renamed('B')), grants('view-logs'), grants('purchase')],
		...[
			flags(true, '#0', '#12'),
			flags(false, '#1', '#0'),
			flags(false, `${alice!.id}:3`),
			flags(false, '#1', `${alice!.id}:3`)
		]
	];
	const entries = [alice!, bob!, ...(await ledger.append(drafts))];
	const { workspace } = alice!;
	const reader = new StoredEntryReader(workspace);
	const stored = entries.map((entry) => reader.read(entry.id, entryToText(entry))!);
	for (const sent of [entries, stored, entries.toReversed(), stored.toReversed()])
		for (const size of [1, 2, entries.length]) {
			const [packer, unpacker] = [new EntryPacker(), new EntryUnpacker(workspace)];
			const parts = sent.flatMap((_, at) => (at % size === 0 ? [sent.slice(at, at + size)] : []));
			const received = parts.flatMap((part) => unpacker.unpack(structuredClone(packer.pack(part))));
			const expected = new Map(entries.map((entry) => [entry.id, entry]));
			expect(received.map(plain)).toEqual(sent.map(({ id }) => expected.get(id)));
		}
});

test('acts and signatures of any form come out as they went in, and numbers of any size', async () => {
	const { ledger } = memoryLedger();
	const [alice] = await ledger.append([draft(null, named('Alice'))]);
	const action = 'bb1e5f5e-c73f-43ae-a9b8-353eeecf326f';
	const usual = { ...alice!, action, signature: `${'AZaz09-_z'.repeat(10).slice(0, 85)}w` };
	const sent = [
		...[usual, { ...usual, action: action.toUpperCase() }, { ...usual, action: '' }],
		...[
			{ ...usual, action: `${action} ` },
			{ ...usual, action: action.replaceAll('-', '0') }
		],
		...[
			{ ...usual, signature: 'A'.repeat(85) + 'B' },
			{ ...usual, signature: '' }
		],
		...[
			{ ...usual, seq: 2 ** 31 },
			{ ...usual, stamp: Number.MAX_SAFE_INTEGER }
		]
	];
	for (const size of [1, 3, sent.length]) {
		const [packer, unpacker] = [new EntryPacker(), new EntryUnpacker(usual.workspace)];
		const parts = sent.flatMap((_, at) => (at % size === 0 ? [sent.slice(at, at + size)] : []));
		const received = parts.flatMap((part) => unpacker.unpack(structuredClone(packer.pack(part))));
		expect(received.map(plain)).toEqual(sent);
	}
});
