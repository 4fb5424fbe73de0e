import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from '../../../src/lib/document/entries/canonical';
import { entryToText, textToEntry, textToEntryAsync } from '../../../src/lib/document/entries/codec';
import { canonicalEntry, idOf, withSignature } from '../../../src/lib/document/entries/identity';
import { entries } from '../generators';
import { runs } from '../../seeds';

const often = { numRuns: runs(100) };
const problemOf = (id: string, text: unknown) => {
	const reading = textToEntry(id, text);
	return 'problem' in reading ? reading.problem : null;
};

test('every entry survives its text', () => {
	fc.assert(
		fc.property(entries, (entry) => {
			expect(textToEntry(entry.id, entryToText(entry))).toEqual({ entry });
		}),
		often
	);
});

test('the text is the canonical form of the fields', () => {
	fc.assert(
		fc.property(entries, ({ id: _, ...fields }) => {
			const { signature, ...unsigned } = fields;
			const form = canonicalEntry(unsigned);
			expect(withSignature(form, signature)).toBe(canonical(fields));
			expect(form.before + form.after).toBe(canonical(unsigned));
		}),
		often
	);
});

test('whatever byte is changed, it is not that entry any more', () => {
	fc.assert(
		fc.property(
			entries,
			fc.nat(),
			fc.string({ unit: 'binary', maxLength: 3 }),
			fc.nat(3),
			(entry, at, put, cut) => {
				const text = entryToText(entry);
				const start = at % text.length;
				const changed = text.slice(0, start) + put + text.slice(start + cut);
				const reading = textToEntry(entry.id, changed);
				// The signature is not part of what the id is the hash of: it is checked by itself, where it matters.
				if ('entry' in reading) expect({ ...reading.entry, signature: entry.signature }).toEqual(entry);
				else expect(reading.problem).toMatch(/^(unreadable|newer|malformed|not-canonical|wrong-id)$/);
			}
		),
		{ numRuns: runs(600) }
	);
});

test('another way of writing the same is refused', () => {
	fc.assert(
		fc.property(entries, (entry) => {
			const text = entryToText(entry);
			const others = [
				` ${text}`,
				text.replace('"seq":', '"seq": '),
				text.replace('"v":2', '"v":2.0'),
				text.replace('"v":2', '"v":2e0'),
				text.replace('{"action"', `{"at":${entry.at},"action"`),
				text.replace('"seq"', '"\\u0073eq"'),
				JSON.stringify(entry)
			];
			for (const other of others) expect(problemOf(entry.id, other)).toMatch(/^(not-canonical|malformed)$/);
		}),
		{ numRuns: runs(20) }
	);
});

test('keys that are not an entry’s own are refused, wherever they stand', () => {
	fc.assert(
		fc.property(
			entries,
			fc.constantFrom('__proto__', 'constructor', 'toString', 'id', 'x'),
			fc.constantFrom('{}', '1', '{"v":1}', '[]'),
			(entry, key, value) => {
				const text = entryToText(entry);
				expect(problemOf(entry.id, text.replace(/^\{/, `{"${key}":${value},`))).toBe('malformed');
				expect(problemOf(entry.id, text.replace('"facts":[{', `"facts":[{"${key}":${value},`))).toBe(
					'malformed'
				);
			}
		),
		often
	);
	const [entry] = fc.sample(entries, 1);
	expect(problemOf(entry!.id, `{"__proto__":${entryToText(entry!)}}`)).toBe('malformed');
});

test('an entry under another id is refused', () => {
	fc.assert(
		fc.property(entries, entries, (entry, other) => {
			fc.pre(entry.id !== other.id);
			expect(problemOf(other.id, entryToText(entry))).toBe('wrong-id');
		}),
		{ numRuns: runs(20) }
	);
});

test('an entry of a newer form is set aside, not judged', () => {
	expect(problemOf('x', '{"v":3}')).toBe('newer');
	expect(problemOf('x', '{"v":99,"anything":[1.5,{"at":"all"}]}')).toBe('newer');
	for (const v of ['0', '-1', '1.5', '"2"', '{}', 'null'])
		expect(problemOf('x', `{"v":${v}}`)).toBe('malformed');
});

test('an entry of a preview is told apart from what is no entry', () => {
	expect(problemOf('x', '{"v":1}')).toBe('older');
});

test('anything at all can stand there, and nothing is thrown', () => {
	fc.assert(
		fc.property(fc.anything({ withBigInt: true, withNullPrototype: true }), (value) => {
			expect(problemOf('x', value)).not.toBeNull();
		}),
		often
	);
	fc.assert(
		fc.property(fc.json(), (text) => {
			expect(problemOf('x', text)).not.toBeNull();
		}),
		often
	);
	expect(problemOf('x', '['.repeat(200_000) + ']'.repeat(200_000))).toBe('unreadable');
});

test('hashing by the browser comes to the same', async () => {
	const [entry] = fc.sample(entries, 1);
	const { id: _, ...fields } = { ...entry!, facts: Array(600).fill({ table: 'revocations', grant: '#0' }) };
	const id = idOf(canonicalEntry(fields));
	const text = withSignature(canonicalEntry(fields), fields.signature);
	expect(text.length).toBeGreaterThan(20_000);
	expect(await textToEntryAsync(id, text)).toEqual({ entry: { id, ...fields } });
	expect(await textToEntryAsync(entry!.id, text)).toMatchObject({ problem: 'wrong-id', detail: id });
	expect(await textToEntryAsync(id, `${text} `)).toMatchObject({ problem: 'not-canonical' });
	expect(await textToEntryAsync(entry!.id, entryToText(entry!))).toEqual({ entry });
});
