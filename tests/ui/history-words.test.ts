import { describeAction } from '$lib/views/history/history';
import type { Entry } from '$lib/domain/entry';
import { name, type Segment, sentence, words } from '$lib/ui/words/segments';
import { hrefsOf } from '$lib/ui/pages/page-addresses';
import { partsText } from '$lib/ui/words/action-text';
import { expect, test } from 'vitest';
import { Acting } from '../views/acting';

test('an expectation that is stated, given up or taken up again is told as one sentence', () => {
	const world = new Acting();
	const lumen = world.organization('Lumen');
	const product = world.named(lumen, 'Lamp');
	const reader = { snapshot: world.snapshot, actor: lumen, href: hrefsOf('w', lumen) };
	const told = (...entries: Entry[]): string =>
		partsText(reader, describeAction(world.snapshot, entries))
			.map(({ text }) => text)
			.join('');
	const stated = world.does(lumen, {
		command: 'add-expectation',
		product,
		permission: 'purchase',
		expected: { kind: 'holds', organization: lumen }
	});
	const id = `${stated.id}:0`;
	const added = world.snapshot.entries.get(world.snapshot.products.get(product)!.entry)!;
	expect(told(stated)).toBe('Stated an expectation: Lumen may purchase Lamp');
	expect(told(stated, added)).toBe('Stated an expectation: Lumen may purchase Lamp and 1 more');
	const given = world.does(lumen, { command: 'delete-expectation', expectation: id });
	expect(told(given)).toBe('Stopped expecting: Lumen may purchase Lamp');
	const back = world.does(lumen, { command: 'withdraw-deletion', of: 'expectation', id });
	expect(told(back)).toBe('Expects again: Lumen may purchase Lamp');
});

test('in Chinese a number stands apart from the words, and a name does not', () => {
	const added = (what: Segment[]) =>
		sentence(({ what }: { what: string }) => `添加了${what}。`, { what })
			.map(({ text }) => text)
			.join('');
	expect(added(words('3 个组织'))).toBe('添加了 3 个组织。');
	expect(added(name('3M'))).toBe('添加了3M。');
});
