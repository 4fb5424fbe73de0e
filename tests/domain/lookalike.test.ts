import { expect, test } from 'vitest';
import { confusableSkeleton } from '../../src/lib/domain/text/confusables';
import { looksLikeAnother } from '../../src/lib/views/organizations/shown';
import { Acting } from '../views/acting';

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

test('those that look alike are marked while none but one is deleted, and by the names that they have', () => {
	const world = new Acting();
	const nova = world.organization('Nova');
	const marked = () =>
		[...world.snapshot.organizations.keys()]
			.filter((id) => looksLikeAnother(world.snapshot, id))
			.map((id) => world.snapshot.organizations.get(id)!.name);
	const other = world.organization('Nоva');
	world.organization('Kilo');
	expect(marked()).toEqual(['Nova', 'Nоva']);
	world.does(other, { command: 'delete-organization' });
	expect(marked()).toEqual([]);
	world.does(other, { command: 'withdraw-deletion', of: 'organization', id: other });
	expect(marked()).toEqual(['Nova', 'Nоva']);
	const renamed = world.does(other, { command: 'edit-organization', name: 'Kiꓡo' });
	expect(marked()).toEqual([]);
	world.undoes(renamed);
	expect(marked()).toEqual(['Nova', 'Nоva']);
	world.does(nova, { command: 'edit-organization', name: 'KILO' });
	expect(marked()).toEqual(['KILO', 'Kilo']);
});
