import { expect, test } from 'vitest';
import { lookalikes, confusableSkeleton } from '../../src/lib/domain/text/confusables';
import { emptySnapshot } from '../../src/lib/domain/snapshot';
import type { Organization } from '../../src/lib/domain/records';

test.each([
	['Aria Living', 'Αria Living', 'a Greek capital'],
	['Aria Living', 'Аrіа Lіvіng', 'Cyrillic letters'],
	['Aria Living', 'Aria\u200b Living', 'an invisible sign'],
	['Aria Living', 'AriaLiving.', 'signs between'],
	['Aria Living', 'Aria Llving', 'another small letter'],
	['Delta 10', 'Delta lO', 'letters for digits'],
	['Ｎova', 'Nova', 'a wide letter'],
	['Nóva', 'Nova', 'an accent'],
	['Modern', 'Modem', 'two letters for one']
])('%s and %s look alike: %s', (one, other) => {
	expect(confusableSkeleton(one)).toBe(confusableSkeleton(other));
});

test.each([
	['Nova Brands', 'Nova Brand'],
	['Delta 2', 'Delta 3'],
	['广东灯具', '广州灯具'],
	['Kilo', 'Kito']
])('%s and %s do not', (one, other) => {
	expect(confusableSkeleton(one)).not.toBe(confusableSkeleton(other));
});

test('each of those that look alike names the others, and a deleted one deceives nobody', () => {
	const snapshot = emptySnapshot();
	const add = (id: string, name: string, deleted = false) =>
		snapshot.organizations.set(id, { id, name, deleted } as Organization);
	add('1', 'Nova');
	add('2', 'Nоva');
	add('3', 'NOVA');
	add('4', 'Nova', true);
	add('5', 'Kilo');
	expect(Object.fromEntries(lookalikes(snapshot))).toEqual({ 1: ['2', '3'], 2: ['1', '3'], 3: ['1', '2'] });
});
