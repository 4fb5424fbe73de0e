import fc from 'fast-check';
import { expect, test } from 'vitest';
import { engineId, engineName, idFromEngine, partsOfName } from '$lib/engines/engine-ids';

test('ids are written with signs that every engine takes, and read back', () => {
	expect(engineId('aZ09_-')).toBe('aZ09_-');
	expect(engineId('x:0')).toBe('x+3A0');
	expect(engineId('北/+')).toBe('+E5+8C+97+2F+2B');
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (id) => {
			expect(engineId(id)).toMatch(/^[A-Za-z0-9+_-]+$/);
			expect(idFromEngine(engineId(id))).toBe(id);
		})
	);
});

test('names are parts that hold no slash', () => {
	expect(engineName('use', 'a/b', 'c:0')).toBe('use/a+2Fb/c+3A0');
	expect(partsOfName('use/a+2Fb/c+3A0')).toEqual(['use', 'a/b', 'c:0']);
	expect(partsOfName('use//c')).toBeNull();
});

test.each(['', 'a:b', 'a+3', 'a+3a', '+41', '+FF', 'a b', '+C0+80'])('"%s" is no id of ours', (written) => {
	expect(idFromEngine(written)).toBeNull();
});
