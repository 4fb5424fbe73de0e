import { forgetInput, keptInput } from '$lib/ui/kit/fields/kept-input';
import { expect, test } from 'vitest';

interface Typed {
	text: string;
}

const begin = (): Typed => ({ text: '' });

test('what is typed at a place is there again, until it is sent', () => {
	keptInput('work a', begin).text = 'half a word';
	expect(keptInput('work b', begin).text).toBe('');
	expect(keptInput('work a', begin).text).toBe('half a word');
	forgetInput('work a');
	expect(keptInput('work a', begin).text).toBe('');
});

test('of more places than anybody comes back to, the one looked at longest ago is given up', () => {
	for (let place = 0; place < 50; place += 1) keptInput(`place ${place}`, begin).text = 'kept';
	keptInput('place 0', begin);
	keptInput('one more', begin);
	expect(keptInput('place 0', begin).text).toBe('kept');
	expect(keptInput('place 1', begin).text).toBe('');
});
