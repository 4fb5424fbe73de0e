import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tidyIdentifier } from '$lib/commands/text';
import { folded, foldedAccount, invisibleIn } from '$lib/domain/text/text';
import { histories } from './seed';
import { form, hasInvisibleInside, inPunycode, sameAccount, sameText } from './text';

const letters = [
	'a',
	'A',
	'b',
	'ß',
	'ẞ',
	'ı',
	'İ',
	'Σ',
	'ς',
	'é',
	'e\u0301',
	'ﬁ',
	'ＡＢ',
	'１',
	'ü',
	'が',
	'中'
];
const unseen = ['\u200b', '\u00ad', '\ufeff', '\u034f', '\u3164', '\ufe0f', '\u202e'];

const word = fc
	.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 5 })
	.map((signs) => signs.join(''));

/** The same as a person might type it elsewhere, and sometimes something else. */
const changes: ((text: string) => string)[] = [
	(text) => text,
	(text) => text.toUpperCase(),
	(text) => text.toLowerCase(),
	(text) => text.normalize('NFD'),
	(text) => text.normalize('NFKC'),
	(text) => ` ${text}\t`,
	(text) => [...text].join(unseen[text.length % unseen.length]),
	(text) => `${text}x`
];
const changed = fc.constantFrom(...changes);

test('texts are the same where the page says so', () => {
	let same = 0;
	fc.assert(
		fc.property(word, word, changed, changed, (one, other, change, again) => {
			for (const each of [other, change(one), again(change(one))]) {
				expect(folded(one) === folded(each), JSON.stringify([one, each])).toBe(sameText(one, each));
				if (sameText(one, each)) same += 1;
				expect(invisibleIn(tidyIdentifier(each)) !== undefined).toBe(hasInvisibleInside(each));
			}
		}),
		histories(3_000)
	);
	expect(same).toBeGreaterThan(500);
});

/** A label as it is, in another case, and in its ASCII form. */
const spellings: ((label: string) => string)[] = [
	...changes.filter((change) => !change('a').includes(' ')),
	(label) => inPunycode(form(label)),
	(label) => inPunycode(form(label)).toUpperCase()
];
const domain = fc.array(word, { minLength: 1, maxLength: 3 });
const spelt = fc.array(fc.constantFrom(...spellings), { minLength: 3, maxLength: 3 });

test('accounts are the same where the page says so: label by label in Punycode, and without a last dot', () => {
	let same = 0;
	fc.assert(
		fc.property(
			word,
			domain,
			spelt,
			fc.constantFrom('', '.'),
			changed,
			(name, labels, spell, dot, change) => {
				const one = `${name}@${labels.join('.')}`;
				const other = `${change(name)}@${labels.map((label, at) => spell[at]!(label)).join('.')}${dot}`;
				expect(foldedAccount(one) === foldedAccount(other), JSON.stringify([one, other])).toBe(
					sameAccount(one, other)
				);
				if (sameAccount(one, other)) same += 1;
			}
		),
		histories(3_000)
	);
	expect(same).toBeGreaterThan(200);
});
