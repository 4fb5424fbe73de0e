import { describe, expect, test } from 'vitest';
import { problemSentence } from '$lib/setup/problem-text';
import { readSetup } from '$lib/setup/read/read';

const head = `grantbook: setup 1
organizations:
  aria: { name: Aria, account: aria@example.com }
  delta: { name: Delta, account: delta@example.com }
products:
  lamp: { owner: aria, pid: lamp1, name: Lamp }
  panels: { owner: aria, pid: panels1, name: Panels }
`;

const told = (text: string): string[] =>
	(readSetup(text).problems ?? []).map(({ line, column, code }) => `${line}:${column} ${code}`);

/** The problems of one sentence, which begins in the fifth column. */
const toldOf = (sentence: string): string[] =>
	told(`${head}expectations:\n  - ${sentence}\n`).map((each) => each.replace('9:', ''));

describe('all mistakes of a text are told, by place, each once', () => {
	test('in several sections, whatever their order', () => {
		const text = `expectations: [delta may buy lamp, ara may purchase lmp]
${head.replace('name: Lamp }', 'nam: Lamp, origin: OEM }')}authorizations:
  - { from: aria, to: aria, products: [lamp], purchase: perhaps, third party: [purchase] }
  - { from: dleta, to: aria, products: [lamp], develop: [view-log], third party: [view-logs] }
guide: { steps: [{ do: x, who: nobody }] }
`;
		expect(told(text)).toEqual([
			...['1:26 permission-unknown', '1:36 unknown-organization', '1:53 unknown-product'],
			...['7:36 unknown-key', '7:55 origin-unknown'],
			...['10:23 grantee-self', '10:57 not-yes-or-no'],
			...['11:13 unknown-organization', '11:41 grantee-owner', '11:58 permission-unknown'],
			...['12:1 missing-key', '12:18 missing-key', '12:32 unknown-organization']
		]);
	});

	test('of a text without a header that is one otherwise, and of none that is something else', () => {
		expect(told(head.replace('grantbook: setup 1\n', '').replace('owner: aria', 'owner: arya'))).toEqual([
			'1:1 no-header',
			'5:18 unknown-organization'
		]);
		expect(told('services:\n  web: { image: nginx }\n')).toEqual(['1:1 no-header']);
		expect(told('')).toEqual(['1:1 no-header']);
	});

	test('tags and merge keys beside others, and what a merge key would bring is not missed', () => {
		const text = head.replace('{ name: Delta,', '{ <<: { name: x },').replace('lamp1', '!!int lamp1');
		expect(told(`${text}guide: x\n`)).toEqual(['4:12 merge-key', '6:29 tag', '8:8 not-a-map']);
	});

	test('what an alias repeats is told where it is written, and what is wrong with it there, at the alias', () => {
		const text = `${head}authorizations:
  - { from: aria, to: delta, products: &all [lamp, lmp], purchase: yes }
  - { from: delta, to: aria, products: *all, purchase: yes }
`;
		expect(told(text)).toEqual(['9:52 unknown-product', '10:40 grantee-owner']);
	});
});

describe('a sentence is wrong at the first word that fits no form', () => {
	test.each([
		['delta', '5 sentence-unknown'],
		['delta may', '11 sentence-unknown'],
		['delta may not', '15 sentence-unknown'],
		['delta may purchase', '15 sentence-unknown'],
		['delta may view logs of', '25 sentence-unknown'],
		['delta may view log of lamp', '20 sentence-unknown'],
		['delta may look at lamp', '15 permission-unknown'],
		['delta may not look at lamp', '19 permission-unknown'],
		['may purchase lamp', '5 sentence-unknown'],
		['only', '5 sentence-unknown'],
		['nobody beyond', '12 sentence-unknown'],
		['nobody beyond steps may purchase lamp', '19 steps-invalid'],
		['nobody beyond 100 steps may purchase lamp', '19 steps-invalid'],
		['nobody beyond 01 step may purchase lmp', '19 steps-invalid', '40 unknown-product'],
		['nobody beyond 2 hops may purchase lamp', '21 sentence-unknown'],
		['delta may develop panels of', '30 sentence-unknown'],
		['"delta may \\u0070urchase lmp"', '5 unknown-product'],
		['"delta may purchase lmp"', '25 unknown-product'],
		['>-\n    delta may\n    purchase lmp', '5 unknown-product'],
		['""', '5 empty'],
		['[delta]', '5 not-a-text']
	])('%s', (sentence, ...problems) => {
		expect(toldOf(sentence)).toEqual(problems);
	});

	test('and takes any spaces between words, and a product that is called panels', () => {
		expect(toldOf('  delta   may\tdevelop  panels ')).toEqual([]);
		expect(toldOf('delta may develop panels of panels')).toEqual([]);
		expect(toldOf('nobody beyond 1 steps may view logs of lamp')).toEqual([]);
	});
});

describe('what may be left out', () => {
	test('is every section, also where only its key is written', () => {
		for (const rest of [
			'',
			'organizations:\nproducts:\nauthorizations:\nexpectations:\nguide:\n',
			'guide: {}\n'
		])
			expect(told(`grantbook: setup 1\n${rest}`)).toEqual([]);
	});

	test('is what an entry does not grant, but not the products of what it does', () => {
		const entry = (rest: string) => told(`${head}authorizations: [{ from: aria, to: delta${rest} }]\n`);
		expect(entry('')).toEqual([]);
		expect(entry(', purchase: no, develop: [], products: []')).toEqual([]);
		expect(entry(', products: [], purchase: yes')).toEqual(['8:18 no-products']);
		expect(entry(', products: [lamp], purchase: no')).toEqual(['8:43 nothing-granted']);
		expect(entry(', products: [lamp, lamp], purchase: yes')).toEqual(['8:60 granted-twice']);
		expect(entry(', products: [lamp], purchase: yes, third party: [purchase, purchase]')).toEqual([
			'8:100 said-twice'
		]);
	});
});

test('the nearest word is named, if any is near', () => {
	const sentences = readSetup(
		head
			.replace('name: Lamp }', 'nam: Lamp }')
			.replace('owner: aria, pid: panels1', 'owner: somebody, pid: x')
	).problems!.map(problemSentence);
	expect(sentences).toEqual(['a product has no “nam”; name?', '“somebody” is no organization']);
});
