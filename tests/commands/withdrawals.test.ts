import { describe, expect, test } from 'vitest';
import { partnersOf } from '$lib/domain/partners';
import { permissions } from '$lib/domain/permissions/permissions';
import { authorization, Story } from './story';

function begin() {
	const story = new Story();
	const ids = story.organizations('Aurora', 'Basin');
	return { story, lamp: story.product(ids.Aurora, 'L1'), ...ids };
}

describe('withdrawing a deletion', () => {
	test('is refused where there is none', () => {
		const { story, lamp, Aurora, Basin } = begin();
		story.partner(Aurora, Basin);
		const refused = (of: 'product' | 'partner' | 'organization' | 'work', id: string) =>
			story.isRefused(Aurora, { command: 'withdraw-deletion', of, id }, 'no-deletion-waiting');
		refused('product', lamp);
		refused('product', 'nothing:0');
		refused('partner', Basin);
		refused('partner', 'nobody');
		refused('organization', Aurora);
		refused('work', 'nothing:0');
	});

	test('is refused to others', () => {
		const { story, lamp, Aurora, Basin } = begin();
		story.does(Aurora, { command: 'delete-product', product: lamp });
		const withdraw = { command: 'withdraw-deletion', of: 'product', id: lamp } as const;
		story.isRefused(Basin, withdraw, 'not-own-record');
		story.does(Aurora, withdraw);
		expect(story.held(Aurora, lamp)).toEqual(permissions);
	});

	test('that waits for products keeps the partner when those are revoked', () => {
		const { story, lamp, Aurora, Basin } = begin();
		story.partner(Aurora, Basin);
		const elsewhere = story.elsewhere();
		story.does(Aurora, { command: 'delete-partner', partner: Basin });
		elsewhere.does(Aurora, authorization(Basin, lamp, ['purchase']));
		story.meets(elsewhere);
		story.does(Aurora, { command: 'withdraw-deletion', of: 'partner', id: Basin });
		story.revokes(Aurora, Basin, lamp, ['purchase']);
		expect(partnersOf(story.snapshot, Aurora).map(({ partner }) => partner)).toEqual([Basin]);
	});

	test('that took effect is refused when the PID or the account has been taken since', () => {
		const { story, lamp, Aurora, Basin } = begin();
		story.does(Aurora, { command: 'delete-product', product: lamp });
		const taken = story.product(Basin, 'L1');
		const product = { command: 'withdraw-deletion', of: 'product', id: lamp } as const;
		expect(story.isRefused(Aurora, product, 'pid-taken').products).toEqual([taken]);

		story.does(Aurora, { command: 'delete-organization' });
		const twin = story.organization('Aurora');
		const organization = { command: 'withdraw-deletion', of: 'organization', id: Aurora } as const;
		expect(story.isRefused(Aurora, organization, 'account-taken').organizations).toEqual([twin]);
	});

	test('that waits is taken back whatever took its PID meanwhile', () => {
		const { story, lamp, Aurora, Basin } = begin();
		const elsewhere = story.elsewhere();
		story.does(Aurora, { command: 'delete-product', product: lamp });
		story.product(Basin, story.snapshot.products.get(lamp)!.pid);
		elsewhere.authorizes(Aurora, Basin, lamp, ['purchase']);
		story.meets(elsewhere);
		expect(story.snapshot.products.get(lamp)!.deleted).toBe(false);
		story.does(Aurora, { command: 'withdraw-deletion', of: 'product', id: lamp });
		expect(story.snapshot.products.get(lamp)!.tombstones.size).toBe(0);
	});

	test('that took effect is taken back although the maker or the partner is deleted meanwhile', () => {
		const { story, Aurora, Basin } = begin();
		const made = story.product(Aurora, 'M1', { origin: 'oem', maker: Basin });
		story.partner(Aurora, Basin);
		story.does(Aurora, { command: 'delete-partner', partner: Basin });
		story.does(Aurora, { command: 'delete-product', product: made });
		story.does(Basin, { command: 'delete-organization' });
		const withdraw = { command: 'withdraw-deletion' } as const;
		for (const [of, id] of [
			['product', made],
			['partner', Basin]
		] as const)
			story.does(Aurora, { ...withdraw, of, id });
		expect(story.held(Basin, made)).toEqual([]);
	});
});
