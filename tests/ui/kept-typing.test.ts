import { doneAt, typedAt } from '$lib/ui/kit/fields/kept-typing';
import { expect, test } from 'vitest';

interface Typed {
	text: string;
}

const begin = (): Typed => ({ text: '' });

test('what is typed at a place is there again, until it is sent', () => {
	typedAt('work a', begin).text = 'half a word';
	expect(typedAt('work b', begin).text).toBe('');
	expect(typedAt('work a', begin).text).toBe('half a word');
	doneAt('work a');
	expect(typedAt('work a', begin).text).toBe('');
});

test('of more places than anybody comes back to, the one looked at longest ago is given up', () => {
	for (let place = 0; place < 50; place += 1) typedAt(`place ${place}`, begin).text = 'kept';
	typedAt('place 0', begin);
	typedAt('one more', begin);
	expect(typedAt('place 0', begin).text).toBe('kept');
	expect(typedAt('place 1', begin).text).toBe('');
});
