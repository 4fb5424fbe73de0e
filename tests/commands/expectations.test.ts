import { expect, test } from 'vitest';
import type { CommandOf } from '$lib/commands/command';
import { renameReferences } from '$lib/document/entries/references';
import { brokenIn, expectationsOf, violators } from '$lib/views/expectations/expectations';
import { Acting } from '../views/acting';

function begin() {
	const story = new Acting();
	const all = story.organizations('Aurora', 'Basin', 'Cedar');
	const lamp = story.product(all.Aurora, 'lamp');
	const expectation: CommandOf<'add-expectation'> = {
		...{ command: 'add-expectation', product: lamp, permission: 'purchase' },
		expected: { kind: 'holds', organization: all.Basin }
	};
	return { story, ...all, lamp, expectation };
}

test('anybody may expect something of what is there; twice the same is refused', () => {
	const { story, Cedar, Basin, lamp, expectation } = begin();
	story.does(Cedar, expectation);
	story.isRefused(Cedar, expectation, 'expectation-known');
	story.does(Basin, expectation);
	story.isRefused(Cedar, { ...expectation, product: 'gone:0' }, 'unknown-product');
	const none = { kind: 'lacks', organization: 'nobody' } as const;
	story.isRefused(Cedar, { ...expectation, expected: none }, 'unknown-organization');
	for (const steps of [0, 1.5, 100])
		story.isRefused(
			Cedar,
			{ ...expectation, product: lamp, expected: { kind: 'within-steps', steps } },
			'steps-invalid'
		);
});

test('it is broken until it is true, and refuses nobody anything', () => {
	const { story, Aurora, Basin, Cedar, lamp, expectation } = begin();
	story.does(Cedar, expectation);
	const now = () =>
		expectationsOf(story.snapshot).map(({ holds, against, expectation: each }) => {
			const who = violators(story.snapshot.products.get(each.product)!, each);
			expect(who).toHaveLength(against);
			expect(brokenIn(story.snapshot)).toBe(holds ? 0 : 1);
			return { holds, against: who };
		});
	expect(now()).toEqual([{ holds: false, against: [Basin] }]);
	story.authorizes(Aurora, Basin, lamp, ['purchase']);
	expect(now()).toEqual([{ holds: true, against: [] }]);
	story.revokes(Aurora, Basin, lamp, ['purchase']);
	story.does(Aurora, { command: 'delete-product', product: lamp });
	expect(now()).toEqual([{ holds: false, against: [Basin] }]);
});

test('only its author takes it back; taking it back and stating it are undone', () => {
	const { story, Basin, Cedar, expectation } = begin();
	const stated = story.does(Cedar, expectation);
	const remove = { command: 'delete-expectation', expectation: `${stated.id}:0` } as const;
	story.isRefused(Basin, remove, 'not-own-record');
	const removed = story.does(Cedar, remove);
	story.isRefused(Cedar, remove, 'unknown-record');
	expect(expectationsOf(story.snapshot)).toEqual([]);
	expect(story.undoes(removed).kept).toEqual([]);
	expect(expectationsOf(story.snapshot)).toHaveLength(1);
	expect(story.undoes(stated).kept).toEqual([]);
	expect(expectationsOf(story.snapshot)).toEqual([]);
});

test('in a copy it names the copies', () => {
	const to = { fact: (id: string) => `${id}!`, organization: (id: string) => `${id}?` };
	const fact = { table: 'expectations', product: 'p:0', permission: 'purchase' } as const;
	expect(renameReferences({ ...fact, expected: { kind: 'lacks', organization: 'o' } }, to)).toEqual({
		...{ ...fact, product: 'p:0!' },
		expected: { kind: 'lacks', organization: 'o?' }
	});
	expect(renameReferences({ ...fact, expected: { kind: 'within-steps', steps: 3 } }, to)).toEqual({
		...{ ...fact, product: 'p:0!' },
		expected: { kind: 'within-steps', steps: 3 }
	});
});
