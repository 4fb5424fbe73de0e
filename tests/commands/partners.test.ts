import { describe, expect, test } from 'vitest';
import { partnersOf } from '$lib/domain/partners';
import { authorization, Story } from './story';

function begin() {
	const story = new Story();
	return { story, ...story.organizations('Aurora', 'Basin', 'Cedar') };
}

const add = (account: string, name = 'Our partner') => ({ command: 'add-partner', account, name }) as const;

describe('adding a partner', () => {
	test('keeps the name that the adding organization chose', () => {
		const { story, Aurora, Basin } = begin();
		story.does(Aurora, add(' BASIN@example.com ', ' Basin of the south '));
		const [partnership] = partnersOf(story.snapshot, Aurora);
		expect(partnership).toMatchObject({ partner: Basin, names: [{ value: 'Basin of the south' }] });
		expect(partnersOf(story.snapshot, Basin)).toEqual([]);
	});

	test('is refused for an unknown or malformed account, one’s own, a partner, or an empty name', () => {
		const { story, Aurora, Basin } = begin();
		expect(story.isRefused(Aurora, add('new@example.com'), 'account-unknown').account).toBe(
			'new@example.com'
		);
		story.isRefused(Aurora, add('new'), 'account-malformed');
		story.isRefused(Aurora, add('aurora@example.com'), 'account-own');
		story.isRefused(Aurora, add('basin@example.com', ' '), 'empty-name');
		story.partner(Aurora, Basin);
		expect(story.isRefused(Aurora, add('basin@example.com'), 'already-partner').partner).toBe(Basin);
	});

	test('finds the account by its ASCII form, with a last dot, with `mailto:`, and by a sign inside that nobody sees', () => {
		for (const typed of ['x@bücher.example', 'X@xn--bcher-kva.example.', 'mailto:x@bü\u00adcher.example']) {
			const { story, Aurora } = begin();
			const { id } = story.does(null, {
				...{ command: 'add-organization', name: 'Bücher', account: 'x@BÜCHER.example', colour: '#112233' }
			});
			story.does(Aurora, add(typed));
			expect(partnersOf(story.snapshot, Aurora)[0]!.partner).toBe(id);
		}
		const { story, Aurora } = begin();
		story.isRefused(Aurora, add('new\u200b@example.com'), 'account-invisible');
	});

	test('asks which, where a merge brought one account twice, and takes the choice', () => {
		const { story, Aurora } = begin();
		const elsewhere = story.elsewhere();
		const one = story.organization('Twin');
		const other = elsewhere.organization('twin');
		story.meets(elsewhere);
		const refusal = story.isRefused(Aurora, add('twin@example.com'), 'account-ambiguous');
		expect(new Set(refusal.organizations)).toEqual(new Set([one, other]));
		story.isRefused(Aurora, { ...add('twin@example.com'), organization: Aurora }, 'account-ambiguous');
		story.does(Aurora, { ...add('twin@example.com'), organization: other });
		expect(partnersOf(story.snapshot, Aurora).map(({ partner }) => partner)).toEqual([other]);
	});

	test('again after deleting is a new record, with its new name', () => {
		const { story, Aurora, Basin } = begin();
		story.partner(Aurora, Basin);
		story.does(Aurora, { command: 'delete-partner', partner: Basin });
		story.does(Aurora, add('basin@example.com', 'Basin again'));
		const [partnership] = partnersOf(story.snapshot, Aurora);
		expect(partnership!.records.size).toBe(2);
		expect(partnership!.names.at(-1)!.value).toBe('Basin again');
	});
});

describe('renaming a partner', () => {
	test('is refused for who is none, for an empty name, and when nothing changes', () => {
		const { story, Aurora, Basin, Cedar } = begin();
		story.partner(Aurora, Basin);
		const rename = { command: 'rename-partner', partner: Basin, name: 'South' } as const;
		story.isRefused(Aurora, { ...rename, partner: Cedar }, 'not-a-partner');
		story.isRefused(Aurora, { ...rename, name: ' ' }, 'empty-name');
		story.isRefused(Aurora, { ...rename, name: ' Basin' }, 'nothing-changes');
		story.does(Aurora, rename);
		expect(partnersOf(story.snapshot, Aurora)[0]!.names.at(-1)!.value).toBe('South');
		expect(story.snapshot.organizations.get(Basin)!.name).toBe('Basin');
	});
});

describe('deleting a partner', () => {
	const remove = (partner: string) => ({ command: 'delete-partner', partner }) as const;

	test('that still has products is refused, and they are told by kind', () => {
		const { story, Aurora, Basin } = begin();
		const [lamp, fan] = [story.product(Aurora, 'L1'), story.product(Aurora, 'F1')];
		story.authorizes(Aurora, Basin, lamp, ['view-logs', 'purchase']);
		story.authorizes(Aurora, Basin, fan, ['purchase']);
		const { products } = story.isRefused(Aurora, remove(Basin), 'partner-has-products');
		expect(products).toEqual({ develop: [lamp], purchase: [lamp, fan] });
		const items = [
			{ product: lamp, permissions: ['view-logs' as const, 'purchase' as const] },
			{ product: fan, permissions: ['purchase' as const] }
		];
		story.does(Aurora, { command: 'revoke', grantee: Basin, items });
		story.does(Aurora, remove(Basin));
		expect(partnersOf(story.snapshot, Aurora)).toEqual([]);
	});

	test('is refused for grants that are dormant, too', () => {
		const { story, Aurora, Basin, Cedar } = begin();
		const lamp = story.product(Aurora, 'L1');
		story.authorizes(Aurora, Basin, lamp, ['purchase'], ['purchase']);
		story.authorizes(Basin, Cedar, lamp, ['purchase']);
		story.revokes(Aurora, Basin, lamp, ['purchase']);
		expect(story.states(Basin, Cedar, lamp)).toEqual({ purchase: 'dormant' });
		const refusal = story.isRefused(Basin, remove(Cedar), 'partner-has-products');
		expect(refusal.products).toEqual({ develop: [], purchase: [lamp] });
	});

	test('is refused for who is none', () => {
		const { story, Aurora, Cedar } = begin();
		story.isRefused(Aurora, remove(Cedar), 'not-a-partner');
	});

	test('while a colleague authorizes a product to it keeps it, its deletion waiting, until the products are gone', () => {
		const { story, Aurora, Basin } = begin();
		const lamp = story.product(Aurora, 'L1');
		story.partner(Aurora, Basin);
		const elsewhere = story.elsewhere();
		story.does(Aurora, remove(Basin));
		elsewhere.does(Aurora, authorization(Basin, lamp, ['purchase']));
		story.meets(elsewhere);
		expect(partnersOf(story.snapshot, Aurora).map(({ partner }) => partner)).toEqual([Basin]);
		expect(story.held(Basin, lamp)).toEqual(['purchase']);
		story.revokes(Aurora, Basin, lamp, ['purchase']);
		expect(partnersOf(story.snapshot, Aurora)).toEqual([]);
	});
});
