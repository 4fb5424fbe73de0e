/** The form of entries that is kept for ever: none of this may ever have to change. */
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { textToEntry } from '../../src/lib/document/entries/codec';
import { canonicalEntry, idOf } from '../../src/lib/document/entries/identity';
import { entrySchema, longestEntry, lowestForm } from '../../src/lib/document/entries/schema';
import { factSchema } from '../../src/lib/document/entries/schema-2';
import { hasValidSignature } from '../../src/lib/document/signing/signature';
import { delta, fixture, foldOf, kilo, lamp, lines, nova, panel, plug, readEntry } from './fixtures';
import { recoveryKey, standings, standingsAfter, standingsBefore, workspace } from './fixtures';
import { allPermissions, only } from '../../src/lib/domain/permissions/standing';

const entries = lines.map(({ id, text }) => readEntry(id, text));

test('each entry has the id and the signature that it had, and says every table', () => {
	expect(entries.length).toBe(35);
	expect(entries.map((entry) => idOf(canonicalEntry(entry)))).toEqual(lines.map(({ id }) => id));
	expect(entries.filter((entry) => !hasValidSignature(entry))).toEqual([]);
	expect(new Set(entries.map((entry) => entry.workspace))).toEqual(new Set([workspace]));
	const tables = factSchema.def.options.map(({ shape }) => shape.table.def.values[0]);
	const facts = entries.flatMap(({ facts }) => facts);
	expect(new Set(facts.map(({ table }) => table))).toEqual(new Set(tables));
});

test('one sign of an entry changed makes another entry, or none', () => {
	const { id, text } = lines[0]!;
	expect(textToEntry(id, text.replace('Nova Brand', 'Nova Brant'))).toMatchObject({ problem: 'wrong-id' });
	const [entry] = entries;
	expect(hasValidSignature({ ...entry!, at: entry!.at + 1 })).toBe(false);
});

test('the entries mean what they meant', () => {
	expect(standings(foldOf(entries.slice(0, 33)))).toEqual(standingsBefore);
	const state = foldOf(entries);
	expect(standings(state)).toEqual(standingsAfter);
	const { organizations, products, keys } = state;
	expect([nova, kilo, delta].map((id) => organizations.get(id))).toMatchObject([
		{ name: 'Nova “Brands” & Söhne', account: 'office@nova.example', colour: '#1d5fa8', reserved: false },
		{ name: 'Kilo Boards', account: 'info@kilo-pcba.example', colour: '#7a4fbf', reserved: false },
		{ name: 'Delta 制造', account: 'sales@delta.example', colour: '#b5651d', reserved: true }
	]);
	expect([lamp, plug, panel].map((id) => products.get(id))).toMatchObject([
		{ pid: 'LAMP-1A', name: 'Desk Lamp, 台灯', category: 'Lamps', making: { origin: 'proprietary' } },
		{ pid: 'PLUG-1', making: { origin: 'oem', maker: delta }, makerMay: allPermissions, basedOn: lamp },
		{ pid: 'PANEL-1', making: { origin: 'oem', maker: kilo }, makerMay: only('purchase'), basedOn: lamp }
	]);
	const uses = keys.recordsOf(nova).map(({ key, use, retired }) => [key, use, retired !== null]);
	expect(uses.slice(1)).toEqual([
		[recoveryKey, 'recover', false],
		['MqYj4amjL6KSW3RG4yDeckRrJemA28VgbzVVmHQhS0A', 'act', true]
	]);
	const sizes = [state.orders, state.work, state.devices, state.logs, state.tombstones];
	expect(sizes.map(({ size }) => size)).toEqual([3, 4, 1, 1, 2]);
	expect([...state.grants.values()].filter(({ flag }) => flag.length > 0)).toHaveLength(3);
	const withdrawn = [...state.expectations.values()].map(({ tombstones }) => tombstones.size);
	expect(withdrawn).toEqual([0, 1, 0, 0]);
	expect([state.waiting.size, state.uncounted.size]).toEqual([0, 0]);
});

test('each form says what it said when it was the newest', () => {
	const forms = entrySchema.def.options.map(
		(form) => [Number(form.shape.v.def.values[0]), z.toJSONSchema(form)] as const
	);
	expect(forms.map(([v]) => v)).toEqual([2]);
	for (const [v, form] of forms) expect(form).toEqual(JSON.parse(fixture(`form-${v}.schema.json`)));
	expect(longestEntry).toBe(4_000_000);
});

test('every word of the form occurs in the entries', () => {
	const words: unknown[] = [];
	JSON.parse(fixture('form-2.schema.json'), (key, value: unknown) => {
		if (key === 'enum') words.push(...(value as unknown[]));
		return value;
	});
	const text = lines.map(({ text }) => text).join('\n');
	expect(words.length).toBe(37);
	expect(words.filter((word) => !text.includes(`"${String(word)}"`))).toEqual([]);
});

test('an entry is read in its own form, written in the lowest one, and set aside in a newer one', () => {
	for (const { v, facts } of entries) expect([v, lowestForm(facts)]).toEqual([2, 2]);
	const { id, text } = lines[0]!;
	const as = (v: number) => textToEntry(id, text.replace('"v":2', `"v":${v}`));
	expect(as(3)).toMatchObject({ problem: 'newer' });
	expect(as(1)).toMatchObject({ problem: 'older' });
});
