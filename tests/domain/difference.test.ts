import { expect, test } from 'vitest';
import { effectiveDifference, shiftsOf } from '$lib/domain/permissions/difference';
import { allPermissions, noPermissions, only, standingOf, toSet } from '$lib/domain/permissions/standing';
import { shiftsByOrganization } from '$lib/views/effects/shifts';
import { Story } from '../commands/story';

const names = ['Aurora', 'Basin', 'Cedar'] as const;

test('between two moments, each organization with what it gained and lost, the untouched left out', () => {
	const before = new Story();
	const { Aurora, Basin, Cedar } = before.organizations(...names);
	const lamp = before.product(Aurora, 'lamp');
	const plug = before.product(Aurora, 'plug');
	before.authorizes(Aurora, Basin, lamp, ['purchase', 'view-logs'], ['purchase']);
	before.authorizes(Basin, Cedar, lamp, ['purchase']);
	before.authorizes(Aurora, Basin, plug, ['purchase']);
	const after = before.elsewhere();
	after.revokes(Aurora, Basin, lamp, ['purchase']);
	after.authorizes(Aurora, Basin, lamp, ['product-development']);

	const purchase = toSet(['purchase']);
	const shifts = effectiveDifference(before.snapshot, after.snapshot);
	expect(shifts).toEqual([
		{
			...{ organization: Basin, product: lamp, lost: purchase },
			gained: toSet(['product-development', 'panel-development'])
		},
		{ organization: Cedar, product: lamp, gained: 0, lost: purchase }
	]);
	const swapped = shifts.map((each) => ({ ...each, gained: each.lost, lost: each.gained }));
	expect(effectiveDifference(after.snapshot, before.snapshot)).toEqual(swapped);
	expect(effectiveDifference(before.snapshot, before.snapshot)).toEqual([]);
	expect(shiftsByOrganization(after.snapshot, shifts)).toMatchObject([
		{ organization: { name: 'Basin' }, groups: [{ lost: purchase, products: [{ name: 'The lamp' }] }] },
		{ organization: { name: 'Cedar' }, groups: [{ gained: 0, products: [{ id: lamp }] }] }
	]);
});

test('a product that is new gives to its owner, a deleted one takes from everybody', () => {
	const before = new Story();
	const { Aurora, Basin } = before.organizations(...names);
	const lamp = before.product(Aurora, 'lamp', { origin: 'oem', maker: Basin });
	const after = before.elsewhere();
	const plug = after.product(Basin, 'plug');
	after.does(Aurora, { command: 'delete-product', product: lamp });
	expect(effectiveDifference(before.snapshot, after.snapshot)).toEqual([
		{ organization: Aurora, product: lamp, gained: 0, lost: allPermissions },
		{ organization: Basin, product: lamp, gained: 0, lost: allPermissions },
		{ organization: Basin, product: plug, gained: allPermissions, lost: 0 }
	]);
});

test('what is only passed on differently, and held the same, is no shift', () => {
	const purchase = only('purchase');
	const before = new Map([['o', standingOf(purchase, purchase)]]);
	const after = new Map([['o', standingOf(purchase, noPermissions)]]);
	expect(shiftsOf('p', before, after)).toEqual([]);
});
