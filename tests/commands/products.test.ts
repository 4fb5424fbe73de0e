import { describe, expect, test } from 'vitest';
import type { CommandOf } from '$lib/commands/command';
import { Story } from './story';
import { permissions } from '$lib/domain/permissions/permissions';

const lamp: CommandOf<'add-product'> = {
	...{ command: 'add-product', pid: 'L1', name: 'Lamp', category: 'light' },
	...{ making: { origin: 'proprietary', maker: null }, basedOn: null }
};

function begin() {
	const story = new Story();
	const ids = story.organizations('Aurora', 'Maker', 'Other');
	return { story, ...ids };
}

describe('adding a product is refused', () => {
	test('without a name, or without a PID', () => {
		const { story, Aurora } = begin();
		story.isRefused(Aurora, { ...lamp, name: ' ' }, 'empty-name');
		story.isRefused(Aurora, { ...lamp, pid: '\n' }, 'pid-empty');
	});

	test('with a PID that anybody’s product has, until that is deleted', () => {
		const { story, Aurora, Other } = begin();
		const first = story.product(Other, 'L1');
		expect(story.isRefused(Aurora, { ...lamp, pid: ' l1' }, 'pid-taken').products).toEqual([first]);
		story.does(Other, { command: 'delete-product', product: first });
		story.does(Aurora, lamp);
	});

	test('with a PID that has a sign inside which nobody sees, and told which; at the ends it is taken off', () => {
		const { story, Aurora } = begin();
		for (const sign of ['\u200b', '\u00ad', '\u3164'])
			expect(story.isRefused(Aurora, { ...lamp, pid: `L${sign}1` }, 'pid-invisible').sign).toBe(sign);
		const { id } = story.does(Aurora, { ...lamp, pid: '\u200bL1\u00ad' });
		expect(story.snapshot.products.get(`${id}:0`)!.pid).toBe('L1');
		story.isRefused(
			Aurora,
			{ command: 'edit-product', product: `${id}:0`, pid: 'L\u00ad2' },
			'pid-invisible'
		);
	});

	test('with a PID that compares equal to one that is there: other width, case or composition', () => {
		const { story, Aurora, Other } = begin();
		const first = story.product(Other, 'Straße-é1');
		for (const pid of ['STRASSE-É1', 'straße-e\u0301\uff11'])
			expect(story.isRefused(Aurora, { ...lamp, pid }, 'pid-taken').products).toEqual([first]);
	});

	test('as OEM or ODM without a maker, with its owner as the maker, or with a maker that is not there', () => {
		const { story, Aurora, Other } = begin();
		const oem = (maker: string | null) => ({
			...lamp,
			making:
				maker === null ? { origin: 'oem' as const, maker } : { origin: 'oem' as const, maker, kinds: [] }
		});
		story.isRefused(Aurora, oem(null), 'maker-missing');
		story.isRefused(Aurora, oem(Aurora), 'maker-is-owner');
		story.isRefused(Aurora, oem('nobody'), 'unknown-organization');
		story.does(Other, { command: 'delete-organization' });
		story.isRefused(Aurora, oem(Other), 'unknown-organization');
	});

	test('as proprietary with a maker', () => {
		const { story, Aurora, Maker } = begin();
		story.isRefused(
			Aurora,
			{ ...lamp, making: { origin: 'proprietary', maker: Maker, kinds: [] } },
			'maker-not-allowed'
		);
	});

	test('when it is based on a product that is not there', () => {
		const { story, Aurora } = begin();
		const refusal = story.isRefused(Aurora, { ...lamp, basedOn: 'nothing:0' }, 'unknown-product');
		expect(refusal.products).toEqual(['nothing:0']);
	});
});

describe('a product’s maker', () => {
	test('holds and may pass on everything of the kinds that it was named with', () => {
		const { story, Aurora, Maker } = begin();
		const product = story.product(Aurora, 'L1', { origin: 'oem', maker: Maker });
		expect(story.held(Maker, product)).toEqual(story.held(Aurora, product));
		expect(story.relayed(Maker, product)).toEqual(permissions);
		const other = story.product(Aurora, 'L2', { origin: 'oem', maker: Maker, kinds: ['purchase'] });
		expect([story.held(Maker, other), story.relayed(Maker, other)]).toEqual([['purchase'], ['purchase']]);
	});

	test('loses what the owner takes from its standing, what it granted goes dormant, and wakes when it is given back', () => {
		const { story, Aurora, Maker, Other } = begin();
		const product = story.product(Aurora, 'L1', { origin: 'oem', maker: Maker });
		story.authorizes(Maker, Other, product, ['purchase']);
		story.does(Aurora, { command: 'set-maker-standing', product, kinds: ['develop'] });
		expect(story.held(Maker, product)).not.toContain('purchase');
		expect(story.states(Maker, Other, product)).toEqual({ purchase: 'dormant' });
		story.does(Aurora, { command: 'set-maker-standing', product, kinds: ['purchase'] });
		expect(story.held(Maker, product)).toEqual(['purchase']);
		expect(story.states(Maker, Other, product)).toEqual({ purchase: 'active' });
	});

	test('that another maker replaces has no standing left', () => {
		const { story, Aurora, Maker, Other } = begin();
		const product = story.product(Aurora, 'L1', { origin: 'oem', maker: Maker });
		story.does(Aurora, {
			command: 'edit-product',
			product,
			making: { origin: 'odm', maker: Other, kinds: ['develop', 'purchase'] }
		});
		expect(story.held(Maker, product)).toEqual([]);
		expect(story.held(Other, product)).toEqual(permissions);
	});

	test('has a standing that only the owner sets, only where there is a maker, and only to something else', () => {
		const { story, Aurora, Maker } = begin();
		const made = story.product(Aurora, 'L1', { origin: 'oem', maker: Maker });
		const own = story.product(Aurora, 'L2');
		const end: Omit<CommandOf<'set-maker-standing'>, 'product'> = {
			command: 'set-maker-standing',
			kinds: []
		};
		story.isRefused(Maker, { ...end, product: made }, 'not-own-product');
		story.isRefused(Aurora, { ...end, product: own }, 'no-maker');
		story.isRefused(Aurora, { ...end, product: made, kinds: ['purchase', 'develop'] }, 'nothing-changes');
	});

	test('keeps its kinds where the form is saved as it is, and gets others with another making', () => {
		const { story, Aurora, Maker } = begin();
		const product = story.product(Aurora, 'L1', { origin: 'oem', maker: Maker, kinds: ['purchase'] });
		const edit = { command: 'edit-product', product } as const;
		const making = { origin: 'oem', maker: Maker, kinds: ['purchase'] } as const;
		story.isRefused(Aurora, { ...edit, making: { ...making, kinds: ['purchase'] } }, 'nothing-changes');
		story.does(Aurora, { ...edit, making: { ...making, kinds: ['develop'] } });
		expect(story.held(Maker, product)).not.toContain('purchase');
	});

	test('does not get its standing back once it is deleted', () => {
		const { story, Aurora, Maker } = begin();
		const product = story.product(Aurora, 'L1', { origin: 'oem', maker: Maker });
		const standing = { command: 'set-maker-standing', product } as const;
		story.does(Aurora, { ...standing, kinds: [] });
		story.does(Maker, { command: 'delete-organization' });
		const refusal = story.isRefused(Aurora, { ...standing, kinds: ['purchase'] }, 'unknown-organization');
		expect(refusal.organization).toBe(Maker);
	});
});

describe('editing a product', () => {
	test('is refused as adding is, to others, and when nothing changes', () => {
		const { story, Aurora, Other } = begin();
		const product = story.product(Aurora, 'L1');
		const taken = story.product(Other, 'L2');
		const edit = { command: 'edit-product', product } as const;
		expect(story.isRefused(Other, { ...edit, name: 'X' }, 'not-own-product').owner).toBe(Aurora);
		story.isRefused(Aurora, { ...edit, name: '' }, 'empty-name');
		story.isRefused(Aurora, { ...edit, pid: ' ' }, 'pid-empty');
		story.isRefused(Aurora, { ...edit, pid: 'l2' }, 'pid-taken');
		story.isRefused(Aurora, { ...edit, making: { origin: 'oem', maker: null } }, 'maker-missing');
		story.isRefused(Aurora, { ...edit, basedOn: product }, 'based-on-itself');
		story.isRefused(Aurora, { ...edit, basedOn: 'nothing:0' }, 'unknown-product');
		story.isRefused(Aurora, { ...edit, product: 'nothing:0', name: 'X' }, 'unknown-product');
		story.isRefused(Aurora, { ...edit, pid: 'L1', name: 'The L1' }, 'nothing-changes');
		story.does(Aurora, { ...edit, pid: 'l1', basedOn: taken });
		expect(story.snapshot.products.get(product)).toMatchObject({ pid: 'l1', basedOn: taken });
	});

	test('lets a PID that a merge brought twice stay while the name changes', () => {
		const { story, Aurora, Other } = begin();
		const elsewhere = story.elsewhere();
		const product = story.product(Aurora, 'L1');
		elsewhere.product(Other, 'L1');
		story.meets(elsewhere);
		const edit = { command: 'edit-product', product, pid: 'L1', name: 'Lamp one' } as const;
		expect(story.does(Aurora, edit).facts).toHaveLength(1);
	});
});

describe('deleting a product', () => {
	test('is refused while its owner has authorized anyone on it, dormant or not, and names whom', () => {
		const { story, Aurora, Other } = begin();
		const product = story.product(Aurora, 'L1');
		story.authorizes(Aurora, Other, product, ['view-logs']);
		const remove = { command: 'delete-product', product } as const;
		const { blockers } = story.isRefused(Aurora, remove, 'product-in-use');
		expect(blockers.authorized.map((link) => link.grantee)).toEqual([Other]);
		story.revokes(Aurora, Other, product, ['view-logs']);
		story.does(Aurora, remove);
		expect(story.snapshot.products.get(product)!.deleted).toBe(true);
	});

	test('is refused while an open, covered order names it; not for one that is no longer covered', () => {
		const { story, Aurora, Maker, Other } = begin();
		const product = story.product(Aurora, 'L1', { origin: 'oem', maker: Maker });
		story.authorizes(Maker, Other, product, ['purchase']);
		const lines = [{ product, quantity: 1 }];
		const order = story.does(Other, { command: 'place-order', invoiceEntity: Other, lines, note: '' });
		const remove = { command: 'delete-product', product } as const;
		expect(story.isRefused(Aurora, remove, 'product-in-use').blockers.orders).toEqual([`${order.id}:0`]);
		story.revokes(Maker, Other, product, ['purchase']);
		story.does(Aurora, remove);
	});

	test('is not blocked by what its maker granted: that goes dormant, and nobody holds anything', () => {
		const { story, Aurora, Maker, Other } = begin();
		const product = story.product(Aurora, 'L1', { origin: 'oem', maker: Maker });
		story.authorizes(Maker, Other, product, ['purchase'], ['purchase']);
		story.does(Aurora, { command: 'delete-product', product });
		for (const each of [Aurora, Maker, Other]) expect(story.held(each, product)).toEqual([]);
		expect(story.states(Maker, Other, product)).toEqual({ purchase: 'dormant' });
	});

	test('is refused to others, and twice', () => {
		const { story, Aurora, Other } = begin();
		const product = story.product(Aurora, 'L1');
		story.isRefused(Other, { command: 'delete-product', product }, 'not-own-product');
		story.does(Aurora, { command: 'delete-product', product });
		story.isRefused(Aurora, { command: 'delete-product', product }, 'unknown-product');
	});
});
