import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical, isCanonical, rebuilt } from '../../../src/lib/document/entries/canonical';
import { runs } from '../../seeds';

const values = fc.letrec((tie) => ({
	value: fc.oneof(
		{ depthSize: 'small' },
		fc.string({ unit: 'binary' }),
		fc.maxSafeInteger().map((n) => n || 0),
		fc.boolean(),
		fc.constant(null),
		fc.array(tie('value')),
		fc.dictionary(fc.string({ unit: 'binary' }), tie('value'))
	)
})).value;

test('a value has one text, whatever the order of its keys, and the text is that value', () => {
	fc.assert(
		fc.property(values, (value) => {
			const text = canonical(value);
			expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
			expect(canonical(JSON.parse(text, turned))).toBe(text);
			expect(canonical(rebuilt(JSON.parse(text)))).toBe(text);
		})
	);
});

/** The same record with its keys put in the other way round. */
function turned(_: string, value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	const record = Object.create(null) as Record<string, unknown>;
	for (const [key, each] of Object.entries(value).reverse()) record[key] = each;
	return record;
}

test('a text is canonical exactly when it is the one that would be written', () => {
	const texts = fc.oneof(
		values.map(canonical),
		values.map((value) => JSON.stringify(value)),
		values.map((value) => JSON.stringify(value, null, 1)),
		fc.json(),
		fc.constantFrom('-0', '1e3', '1.0', '0.5', '9007199254740992', '"\\ud800"', '"\\\\ud800"', '"\\u0061"'),
		fc.constantFrom(
			'{"a":1,"a":1}',
			'{"b":1,"a":2}',
			'{"2":0,"10":0}',
			'{"10":0,"2":0}',
			'"\ud800"',
			'["\\/"]'
		)
	);
	const times = runs(1_000);
	let yes = 0;
	fc.assert(
		fc.property(texts, (text) => {
			const parsed: unknown = JSON.parse(text);
			let written: string | null = null;
			try {
				written = canonical(parsed);
			} catch {
				// It has no canonical text at all.
			}
			yes += Number(written === text);
			expect(isCanonical(text, parsed)).toBe(written === text);
		}),
		{ numRuns: times }
	);
	expect(yes).toBeGreaterThan(times / 10);
	expect(yes).toBeLessThan(times * 0.9);
});

test('keys are sorted by their code units, and nothing stands between', () => {
	expect(canonical({ b: [1, { z: null, a: 'é' }], a: true, '': -5, '\uffff': 0, '😀': 0 })).toBe(
		'{"":-5,"a":true,"b":[1,{"a":"é","z":null}],"😀":0,"\uffff":0}'
	);
});

test('what engines might write differently has no text', () => {
	for (const value of [1.5, NaN, Infinity, -0, 2 ** 53, 'half \ud800', { '\udc00': 1 }, undefined, 1n]) {
		expect(() => canonical(value)).toThrow(TypeError);
		expect(() => canonical([value])).toThrow(TypeError);
	}
});

test('rebuilding keeps own keys and nothing else', () => {
	const parsed = JSON.parse('{"__proto__": {"v": 1}, "a": {"constructor": 2}}') as object;
	const value = rebuilt(parsed) as Record<string, Record<string, unknown>>;
	expect(Object.getPrototypeOf(value)).toBeNull();
	expect(Object.keys(value)).toEqual(['__proto__', 'a']);
	expect(value.v).toBeUndefined();
	expect(Object.keys(value.a!)).toEqual(['constructor']);
	expect(rebuilt(Object.create({ inherited: 1 }))).toEqual({});
});

test('nesting without end is refused before it fills the stack', () => {
	expect(() => rebuilt(JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)))).toThrow('nested too deep');
});
