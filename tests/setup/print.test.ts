import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSetup } from '$lib/setup/read/read';
import type { Setup } from '$lib/setup/setup';
import { printSetup } from '$lib/setup/write/print';
import { runs, seed } from '../seeds';

const place = { line: 0, column: 0 };

/** What YAML could take for something else, beside any signs at all. */
const odd = [
	...[
		'yes',
		'NULL',
		'~',
		'1e3',
		'0x1f',
		'0o7',
		'.5',
		'2024-01-31',
		'12:30',
		'<<',
		'---',
		'...',
		'%YAML',
		'@x'
	],
	...[
		'- a',
		'? a',
		': a',
		'a: b',
		'a #b',
		'#a',
		'&a',
		'*a',
		'!a',
		'|',
		'>',
		'"',
		"'",
		'`',
		'[a]',
		'{a}',
		'a,b'
	],
	...[
		'a\nb',
		'a\n\n\n b',
		'a\n\tb',
		'a \nb',
		'a\n   \nb',
		'\\',
		'\\n',
		'a\u2028b',
		'a\u0085b',
		'a\u00a0b',
		'\ufeffa',
		'a\0b'
	],
	...[
		'a\u200bb',
		'\u202ea',
		'=1+1',
		'a\\',
		"a'b",
		'a"b',
		'é',
		'e\u0301',
		'🏭',
		' ',
		'a\n- b',
		'a\n---\nb',
		'# a\n# b'
	]
];
const text = fc
	.array(fc.oneof(fc.constantFrom(...odd), fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 4 })
	.map((parts) => parts.join('').replaceAll(/\r\n?/gu, '\n').trim().toWellFormed());
const needed = text.filter((each) => each !== '');

const setups = fc
	.record({ name: needed, category: text, as: needed, title: needed, story: text, step: needed })
	.map(({ name, category, as, title, story, step }): Setup => {
		const product = { pid: 'p1', name, category, basedOn: null, owner: 'a' };
		const expected = { kind: 'holds', organization: 'b' } as const;
		const sentence = { product: 'p', permission: 'purchase', expected } as const;
		return {
			organizations: [
				{ ...place, key: 'a', name, account: 'a@example.com' },
				{ ...place, key: 'b', name: as, account: 'b@example.com' }
			],
			products: [{ ...place, ...product, key: 'p', making: { origin: 'proprietary', maker: null } }],
			authorizations: [{ ...place, from: 'a', to: 'b', as, products: [], permissions: 0, flagged: 0 }],
			expectations: [{ ...place, sentence }],
			guide: { title, story, steps: [{ do: step, who: 'a', when: 'no longer', sentence }] }
		};
	});

const withoutPlaces = (setup: Setup | undefined): unknown =>
	JSON.parse(
		JSON.stringify(setup, (key, value: unknown) => (key === 'line' || key === 'column' ? undefined : value))
	);

test('whatever signs are in a text, it is read as it was, from one line unless it is a story', () => {
	fc.assert(
		fc.property(setups, (setup) => {
			const printed = printSetup(setup);
			expect(withoutPlaces(readSetup(printed).setup)).toEqual(withoutPlaces(setup));
			expect(printed).toBe(printSetup(readSetup(printed).setup!));
			const { story } = setup.guide!;
			// Signs that a block cannot hold need quotes.
			const isBlock = story.includes('\n') && !/[^\P{Cc}\n\t]/u.test(story);
			const lines = story === '' ? 0 : isBlock ? story.split('\n').length + 1 : 1;
			expect(printed.split('\n')).toHaveLength(15 + lines);
		}),
		{ seed, numRuns: runs(100) }
	);
});
