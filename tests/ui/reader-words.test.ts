import { expect, test } from 'vitest';
import { readSetup } from '$lib/setup/read/read';
import { inParts, JoinedReading } from '$lib/ui/text/reader-words';

const entries = Array.from(
	{ length: 4_500 },
	(_, at) => `  - { from: nova, to: o${at}, as: Partner ${at} }\n`
);
const people = entries.map((_, at) => `  o${at}: { name: O ${at}, account: o${at}@example.com }\n`);
const text = `grantbook: setup 1
organizations:
  nova: { name: Nova, account: nova@example.com }
${people.join('')}authorizations:
${entries.join('')}`;

test.each([
	['a setup with more authorizations than cross at once', text, 4],
	['one with none', 'grantbook: setup 1\n', 1],
	['what is wrong with a text', 'grantbook: setup 2\n', 1]
])('%s is whole on the other side, and not before the last word', (_, source, words) => {
	const reading = readSetup(source);
	const joined = new JoinedReading();
	const heard = ['ready' as const, ...structuredClone([...inParts(reading)])].map((word) => joined.add(word));
	expect(heard.slice(0, -1).every((each) => each === undefined)).toBe(true);
	expect(heard.at(-1)).toEqual(reading);
	expect(heard).toHaveLength(words + 1);
});
