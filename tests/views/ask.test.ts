import { expect, test } from 'vitest';
import type { Product } from '$lib/domain/records';
import { emptySnapshot } from '$lib/domain/snapshot';
import { folded } from '$lib/domain/text/text';
import { answerTo } from '$lib/views/ask/ask';
import {
	type Choice,
	choicesNamed,
	compareChoices,
	organizationChoices,
	productChoices
} from '$lib/views/ask/choices';
import { Story } from '../commands/story';
import { write } from '../oracle/ledger';

const idsNamed = (choices: readonly Choice[], text: string) =>
	choicesNamed(choices, text)
		.sort(compareChoices)
		.map(({ id }) => id);

const valuesOf = (choices: readonly Choice[]) => choices.toSorted(compareChoices).map(({ value }) => value);

function begin() {
	const story = new Story();
	const all = story.organizations('Aurora', 'Basin', 'Cedar', 'Delta');
	return { story, ...all, lamp: story.product(all.Aurora, 'lamp') };
}

test('what was granted without effect is told with the reason, and the flag that wakes it comes first', () => {
	const { story, Aurora, Basin, Cedar, lamp } = begin();
	story.authorizes(Aurora, Basin, lamp, ['view-logs'], ['develop']);
	story.authorizes(Basin, Cedar, lamp, ['view-logs']);
	story.does(Aurora, {
		...{ command: 'set-third-party', grantee: Basin, products: [lamp], kind: 'develop', on: false }
	});
	story.partner(Aurora, Cedar);
	const question = { organization: Cedar, product: lamp, permission: 'view-logs' } as const;
	expect(answerTo(story.snapshot, question)).toMatchObject({
		is: 'no',
		because: 'not-held',
		held: 0,
		withoutEffect: [{ link: { grantor: Basin }, lack: { because: 'not-delegable', who: [Aurora] } }],
		repairs: [
			{ actor: Aurora, wakes: true, changes: [{ what: 'switch-on', grantee: Basin }] },
			{ actor: Aurora, wakes: false, changes: [{ what: 'grant', grantee: Cedar }] }
		]
	});
});

test('those that a browser can act for are offered first', () => {
	const { story, Aurora, Basin, Cedar, Delta, lamp } = begin();
	story.authorizes(Aurora, Basin, lamp, ['purchase'], ['purchase']);
	for (const grantor of [Aurora, Basin]) story.partner(grantor, Delta);
	const question = { organization: Delta, product: lamp, permission: 'purchase' } as const;
	const actors = (preferred: string[]) => {
		const answer = answerTo(story.snapshot, question, new Set(preferred));
		return answer?.is === 'no' && answer.because === 'not-held'
			? answer.repairs.map(({ actor }) => actor)
			: [];
	};
	expect(actors([])).toEqual([Aurora, Basin]);
	expect(actors([Basin, Cedar])).toEqual([Basin, Aurora]);
});

test('a maker has its own way besides the one that it was granted', () => {
	const { story, Aurora, Basin } = begin();
	const kettle = story.product(Aurora, 'kettle', { origin: 'oem', maker: Basin });
	story.authorizes(Aurora, Basin, kettle, ['purchase']);
	const question = { organization: Basin, product: kettle, permission: 'purchase' } as const;
	expect(answerTo(story.snapshot, question)).toMatchObject({
		is: 'yes',
		paths: [
			{ root: Basin, as: 'maker', links: [] },
			{ root: Aurora, as: 'owner', links: [{ needed: false }] }
		]
	});
});

test('what is deleted is said to be, what is not there has no answer', () => {
	const { story, Aurora, Basin, Cedar, lamp } = begin();
	const question = { organization: Basin, product: lamp, permission: 'purchase' } as const;
	expect(answerTo(story.snapshot, { ...question, product: 'gone:0' })).toBeNull();
	expect(answerTo(story.snapshot, { ...question, organization: 'gone' })).toBeNull();
	story.does(Cedar, { command: 'delete-organization' });
	expect(answerTo(story.snapshot, { ...question, organization: Cedar })).toMatchObject({
		because: 'organization-deleted'
	});
	story.does(Aurora, { command: 'delete-product', product: lamp });
	expect(answerTo(story.snapshot, question)).toMatchObject({ because: 'product-deleted', owner: Aurora });
	expect(productChoices(story.snapshot)).toEqual([]);
	expect(valuesOf(organizationChoices(story.snapshot))).toEqual(['Aurora', 'Basin', 'Delta']);
});

test('two of one name are told apart; a typed name or account names one, whatever its case', () => {
	const { story, Basin, Delta } = begin();
	story.does(Delta, { command: 'edit-organization', name: 'Basin' });
	const choices = organizationChoices(story.snapshot);
	expect(valuesOf(choices)).toEqual([
		...['Aurora', 'Basin (basin@example.com)', 'Basin (delta@example.com)', 'Cedar']
	]);
	expect(idsNamed(choices, 'basin (DELTA@example.com) ')).toEqual([Delta]);
	expect(idsNamed(choices, 'basin@example.com')).toEqual([Basin]);
	expect(idsNamed(choices, 'basin')).toEqual([Basin, Delta]);
});

test('one whose name looks like another’s is marked and told apart by its account, and so is the other', () => {
	const { story, Basin, Delta } = begin();
	// The first letter is Cyrillic.
	story.does(Delta, { command: 'edit-organization', name: 'Вasin' });
	const marked = organizationChoices(story.snapshot).filter((each) => each.looksLikeAnother);
	expect(marked.map(({ id }) => id)).toEqual([Basin, Delta]);
	expect(valuesOf(marked)).toEqual(['Basin (basin@example.com)', 'Вasin (delta@example.com)']);
});

test('a text that is the name of one and the account of another names both', () => {
	const { story, Aurora, Basin, Cedar } = begin();
	story.does(Cedar, { command: 'edit-organization', name: 'Basin@Example.com' });
	// No command would take this account, but an entry from elsewhere may state it.
	const described = { table: 'organizations', name: 'Aaa', account: 'aurora', colour: '#336699' } as const;
	const { id: hostile } = write(story.replica, null, 'add-organization', [described]);
	const choices = organizationChoices(story.snapshot);
	expect(valuesOf(choices)).toEqual([
		...['Aaa', 'Aurora (aurora@example.com)', 'Basin', 'Basin@Example.com (cedar@example.com)', 'Delta']
	]);
	expect(idsNamed(choices, 'basin@example.com')).toEqual([Basin, Cedar]);
	expect(idsNamed(choices, 'aurora')).toEqual([hostile, Aurora]);
	expect(idsNamed(choices, 'basin')).toEqual([Basin]);
	expect(idsNamed(choices, 'aurora@example.com')).toEqual([Aurora]);
	expect(idsNamed(choices, 'Aurora (aurora@example.com)')).toEqual([Aurora]);
	expect(idsNamed(choices, 'aaa')).toEqual([hostile]);
});

test('a name that is made like one told apart is told apart itself, and a text of both names both', () => {
	const { story, Basin, Cedar, Delta } = begin();
	story.does(Delta, { command: 'edit-organization', name: 'Basin' });
	story.does(Cedar, { command: 'edit-organization', name: 'Basin (basin@example.com)' });
	const choices = organizationChoices(story.snapshot);
	expect(valuesOf(choices)).toEqual([
		...['Aurora', 'Basin (basin@example.com)', 'Basin (basin@example.com) (cedar@example.com)'],
		'Basin (delta@example.com)'
	]);
	expect(idsNamed(choices, 'Basin (basin@example.com)')).toEqual([Basin, Cedar]);
	expect(idsNamed(choices, 'basin@example.com')).toEqual([Basin]);
});

test('a product that is called like the PID of another is told apart, and its name names both', () => {
	const { story, Basin, lamp } = begin();
	const hostile = story.product(Basin, 'aaa');
	story.does(Basin, { command: 'edit-product', product: hostile, name: 'LAMP' });
	const choices = productChoices(story.snapshot);
	expect(valuesOf(choices)).toEqual(['LAMP (aaa)', 'The lamp']);
	expect(idsNamed(choices, 'lamp')).toEqual([hostile, lamp]);
	expect(idsNamed(choices, 'the lamp')).toEqual([lamp]);
});

test('a product is shown by its name alone where no other has that as its name, PID, or both', () => {
	const texts = ['Lamp', 'lamp', 'a', 'Lamp (a)', 'LAMP (A) ', 'lamp\uff08a\uff09', 'a (b)', 'b', ' (b)', ''];
	const products = texts.flatMap((name, at) =>
		[1, 3, 4].map((step) => ({ name, pid: texts[(at * step + step) % texts.length]! }))
	);
	for (let from = 0; from < products.length; from++)
		for (const count of [1, 2, 3, 5, products.length]) {
			const some = products
				.slice(from, from + count)
				.map((each, at) => ({ ...each, id: `${at}`, deleted: false }));
			const snapshot = emptySnapshot();
			for (const each of some) snapshot.products.set(each.id, each as Product);
			const both = ({ name, pid }: (typeof some)[number]) => `${name} (${pid})`;
			const isShared = (one: (typeof some)[number]) =>
				some.some(
					(other) =>
						other !== one &&
						[other.name, other.pid, both(other)].some((text) => folded(text) === folded(one.name))
				);
			expect(productChoices(snapshot).map(({ value }) => value)).toEqual(
				some.map((one) => (isShared(one) ? both(one) : one.name))
			);
		}
});
