import { expect, expectTypeOf, test } from 'vitest';
import type * as z from 'zod/mini';
import type { Entry, EntryDraft } from '../../../src/lib/domain/entry';
import type { Fact } from '../../../src/lib/domain/facts';
import { entryDraftSchema, type entrySchema, lowestForm } from '../../../src/lib/document/entries/schema';
import { factSchema } from '../../../src/lib/document/entries/schema-2';

test('the schemas and the domain speak of the same facts and entries', () => {
	expectTypeOf<z.infer<typeof factSchema>>().toEqualTypeOf<Fact>();
	expectTypeOf<z.infer<typeof entrySchema>>().toEqualTypeOf<Omit<Entry, 'id'>>();
	expectTypeOf<z.infer<typeof entryDraftSchema>>().toEqualTypeOf<EntryDraft>();
});

const id = 'A'.repeat(43);
const accepts = (fact: unknown) => factSchema.safeParse(fact).success;

test('texts and lists are as long as they may be, and no longer', () => {
	const note = (length: number) => ({ table: 'partner-names', partner: id, name: 'x'.repeat(length) });
	expect([accepts(note(20_000)), accepts(note(20_001))]).toEqual([true, false]);
	const line = { time: 0, type: 'info', message: '' };
	const logs = (length: number) => ({ table: 'logs', device: `${id}:0`, lines: Array(length).fill(line) });
	expect([accepts(logs(5_000)), accepts(logs(5_001))]).toEqual([true, false]);
	const ordered = { product: `${id}:0`, quantity: 1 };
	const order = (length: number) => ({
		table: 'orders',
		invoiceEntity: id,
		lines: Array(length).fill(ordered),
		note: ''
	});
	expect([accepts(order(1_000)), accepts(order(1_001))]).toEqual([true, false]);
	const draft = (length: number) => ({
		organization: id,
		stamp: 1,
		at: 0,
		action: 'a',
		command: 'c',
		facts: Array(length).fill({ table: 'revocations', grant: '#0' })
	});
	const acceptsDraft = (value: unknown) => entryDraftSchema.safeParse(value).success;
	expect([0, 1, 20_000, 20_001].map((length) => acceptsDraft(draft(length)))).toEqual([
		false,
		true,
		true,
		false
	]);
});

test('an id has one spelling', () => {
	const revokes = (grant: string) => accepts({ table: 'revocations', grant });
	expect([`${id}:0`, `${id}:19999`, '#0', '#7'].every(revokes)).toBe(true);
	const wrong = [id, `${id}:`, `${id}:01`, `${id}:-1`, `${id}:123456`, '#', '#01', `${'A'.repeat(42)}B:0`];
	expect(wrong.filter(revokes)).toEqual([]);
	expect(accepts({ table: 'tombstones', record: id })).toBe(true);
	expect(accepts({ table: 'partners', partner: `${id}:0`, name: '' })).toBe(false);
});

test('a fact holds its own fields and no other', () => {
	expect(accepts({ table: 'withdrawals', tombstone: '#0', more: 1 })).toBe(false);
	expect(accepts({ table: 'withdrawals' })).toBe(false);
	expect(accepts({ table: 'nothing', tombstone: '#0' })).toBe(false);
	const order = (quantity: number) => ({
		table: 'orders',
		invoiceEntity: id,
		lines: [{ product: '#0', quantity }],
		note: ''
	});
	expect([1, 0, -1, 1.5].map((quantity) => accepts(order(quantity)))).toEqual([true, false, false, false]);
});

test('an entry is written in the lowest form that can say it', () => {
	expect(lowestForm([{ table: 'reservations', reserved: true }])).toBe(2);
});

test('a flag names at least one grant', () => {
	const flags = (grants: string[]) => accepts({ table: 'flags', on: true, grants });
	expect([flags(['#0']), flags([])]).toEqual([true, false]);
});
