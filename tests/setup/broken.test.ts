import { expect, test } from 'vitest';
import { readSetup } from '$lib/setup/read/read';
import { broken } from './samples';

test.each(broken)('the broken text $name is told with its code and place', ({ text, error }) => {
	const { line, column, code } = error;
	const { problems } = readSetup(text);
	expect(problems?.map(({ details: _, ...rest }) => rest)).toEqual([{ line, column, code }]);
});
