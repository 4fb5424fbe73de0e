import { expect, test } from 'vitest';
import { isAccount } from '$lib/commands/text';
import { accountFor } from '$lib/ui/words/account-for';

test.each([
	['Orbit OEM', 'orbit-oem@example.com'],
	['  Pine R&D ', 'pine-r-d@example.com'],
	['流明家居', '流明家居@example.com'],
	['Éclair', 'eclair@example.com']
])('%s is suggested an account', (name, account) => {
	expect(accountFor(name)).toBe(account);
	expect(isAccount(account)).toBe(true);
});

test.each(['', '   ', '🎉', '---'])('of “%s” no account can be made', (name) => {
	expect(accountFor(name)).toBe('');
});

test('a very long name makes an account that is one', () => {
	expect(isAccount(accountFor('x'.repeat(10_000)))).toBe(true);
});
