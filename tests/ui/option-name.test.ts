import { expect, test } from 'vitest';
import { optionName } from '$lib/ui/kit/text/option-name';
import { productFormChoices } from '$lib/views/products/product-form';
import { Story } from '../commands/story';

test('in a list of makers, one whose name looks like another’s is marked and has its account', () => {
	const story = new Story();
	const { Delta, Aurora } = story.organizations('Aurora', 'Basin', 'Cedar', 'Delta');
	// The first letter is Cyrillic.
	story.does(Delta, { command: 'edit-organization', name: 'Вasin' });
	const { makers } = productFormChoices(story.snapshot, Aurora, undefined);
	expect(makers.map((each) => optionName(each)).sort()).toEqual(
		['Cedar', '⚠ Basin · basin@example.com', '⚠ Вasin · delta@example.com'].sort()
	);
});

test('however long a name, its account and its mark are in the part that is shown', () => {
	const shown = optionName({ name: 'B'.repeat(300), account: 'delta@example.com', looksLikeAnother: true });
	expect(shown.slice(0, 80)).toMatch(/^⚠ B+… · delta@example\.com$/);
});
