import { isPartnerDeletionWaiting } from '$lib/domain/deletion/deletion';
import { describe, expect, test } from 'vitest';
import type { CommandOf } from '$lib/commands/command';
import type { Kind, Permission } from '$lib/domain/permissions/permissions';
import { partnershipBetween } from '$lib/domain/snapshot';
import { authorization, Story } from './story';

function begin() {
	const story = new Story();
	const ids = story.organizations('Aurora', 'Basin', 'Cedar');
	const lamp = story.product(ids.Aurora, 'L1');
	story.partner(ids.Aurora, ids.Basin);
	story.partner(ids.Basin, ids.Cedar);
	return { story, lamp, ...ids };
}

const flagOff = (
	grantee: string,
	product: string,
	kind: Kind = 'purchase'
): CommandOf<'set-third-party'> => ({
	command: 'set-third-party',
	grantee,
	products: [product],
	kind,
	on: false
});

describe('authorizing is refused', () => {
	test('to oneself, to who is no partner yet, and to the product’s owner', () => {
		const { story, lamp, Aurora, Basin, Cedar } = begin();
		story.isRefused(Aurora, authorization(Aurora, lamp, ['purchase']), 'grantee-is-actor');
		const refusal = story.isRefused(Aurora, authorization(Cedar, lamp, ['purchase']), 'not-a-partner');
		expect(refusal.partner).toBe(Cedar);
		story.does(Aurora, authorization(Basin, lamp, ['purchase'], ['purchase']));
		story.partner(Basin, Aurora);
		const owned = story.isRefused(Basin, authorization(Aurora, lamp, ['purchase']), 'grantee-is-owner');
		expect(owned.products).toEqual([lamp]);
	});

	test('without a permission, without a product, and with one product twice', () => {
		const { story, lamp, Aurora, Basin } = begin();
		story.isRefused(Aurora, authorization(Basin, lamp, []), 'no-permission-chosen');
		story.isRefused(Aurora, { ...authorization(Basin, lamp, []), items: [] }, 'no-product-chosen');
		const item = { product: lamp, permissions: ['purchase' as const], thirdParty: [] };
		const twice = { ...authorization(Basin, lamp, []), items: [item, item] };
		expect(story.isRefused(Aurora, twice, 'product-twice').products).toEqual([lamp]);
	});

	test('on a product that is not there, or was deleted', () => {
		const { story, lamp, Aurora, Basin } = begin();
		story.isRefused(Aurora, authorization(Basin, 'nothing:0', ['purchase']), 'unknown-product');
		story.does(Aurora, { command: 'delete-product', product: lamp });
		const refusal = story.isRefused(Aurora, authorization(Basin, lamp, ['purchase']), 'unknown-product');
		expect(refusal.products).toEqual([lamp]);
	});

	test('for what the actor does not relay: you may purchase it but not develop it', () => {
		const { story, lamp, Aurora, Basin, Cedar } = begin();
		story.does(Aurora, authorization(Basin, lamp, ['purchase'], ['purchase']));
		const command = authorization(Cedar, lamp, ['purchase', 'view-logs']);
		const { lacking } = story.isRefused(Basin, command, 'not-relayed');
		expect(lacking).toEqual([{ product: lamp, permissions: ['view-logs'], relayed: ['purchase'] }]);
	});

	test('for panel development beside product development that it granted and does not relay any more', () => {
		const { story, lamp, Aurora, Basin, Cedar } = begin();
		story.does(Aurora, authorization(Basin, lamp, ['product-development'], ['develop']));
		story.does(Basin, authorization(Cedar, lamp, ['product-development']));
		story.does(Aurora, {
			...{ command: 'revoke', grantee: Basin },
			items: [{ product: lamp, permissions: ['product-development'] }]
		});
		const { lacking } = story.isRefused(
			Basin,
			authorization(Cedar, lamp, ['panel-development']),
			'not-relayed'
		);
		expect(lacking).toEqual([{ product: lamp, permissions: ['panel-development'], relayed: [] }]);
		// Where product development goes, it is less than before.
		story.does(Basin, {
			...{ command: 'change-scope', grantee: Cedar },
			...{ products: [lamp], permissions: ['panel-development'] }
		});
	});

	test('for what the actor holds without the flag of that kind', () => {
		const { story, lamp, Aurora, Basin, Cedar } = begin();
		story.does(Aurora, authorization(Basin, lamp, ['purchase', 'view-logs'], ['develop']));
		story.isRefused(Basin, authorization(Cedar, lamp, ['purchase']), 'not-relayed');
		story.does(Basin, authorization(Cedar, lamp, ['view-logs']));
		expect(story.held(Cedar, lamp)).toEqual(['view-logs']);
	});

	test('where one of it is authorized already, dormant or not: it is named, and the rest is not done', () => {
		const { story, lamp, Aurora, Basin, Cedar } = begin();
		story.does(Aurora, authorization(Basin, lamp, ['purchase', 'view-logs'], ['purchase', 'develop']));
		story.does(Basin, authorization(Cedar, lamp, ['purchase']));
		story.does(Aurora, flagOff(Basin, lamp));
		story.does(Aurora, authorization(Basin, lamp, ['product-development']));
		const again = authorization(Cedar, lamp, ['purchase', 'view-logs']);
		story.isRefused(Basin, again, 'already-authorized');
		const both = authorization(Basin, lamp, ['view-logs', 'panel-development']);
		const { items } = story.isRefused(Aurora, both, 'already-authorized');
		expect(items).toEqual([{ product: lamp, permissions: ['view-logs'] }]);
	});

	test('but not where a flag is switched on', () => {
		const { story, lamp, Aurora, Basin } = begin();
		story.does(Aurora, authorization(Basin, lamp, ['purchase']));
		story.does(Aurora, authorization(Basin, lamp, ['purchase'], ['purchase']));
		expect(story.relayed(Basin, lamp)).toEqual(['purchase']);
		story.isRefused(Aurora, authorization(Basin, lamp, ['purchase'], ['purchase']), 'already-authorized');
	});

	test('to an organization that is deleted', () => {
		const { story, lamp, Aurora, Basin, Cedar } = begin();
		story.does(Basin, { command: 'delete-partner', partner: Cedar });
		story.does(Basin, { command: 'delete-organization' });
		story.isRefused(Aurora, authorization(Basin, lamp, ['purchase']), 'unknown-organization');
	});

	test('whole, where one product of several is wrong', () => {
		const { story, lamp, Aurora, Basin } = begin();
		const other = story.product(Basin, 'B1');
		const item = (product: string) => ({ product, permissions: ['purchase' as const], thirdParty: [] });
		const both = { ...authorization(Basin, lamp, []), items: [item(lamp), item(other)] };
		story.isRefused(Aurora, both, 'grantee-is-owner');
		expect(story.held(Basin, lamp)).toEqual([]);
	});

	test('for a flag of a kind of which nothing is granted', () => {
		const { story, lamp, Aurora, Basin } = begin();
		const command = authorization(Basin, lamp, ['purchase'], ['develop']);
		const { items } = story.isRefused(Aurora, command, 'no-such-grant');
		expect(items.map(({ product }) => product)).toEqual([lamp]);
	});
});

describe('product development', () => {
	test('implies panel development, when held and when passed on', () => {
		const { story, lamp, Aurora, Basin, Cedar } = begin();
		story.does(Aurora, authorization(Basin, lamp, ['product-development'], ['develop']));
		expect(story.held(Basin, lamp)).toEqual(['product-development', 'panel-development']);
		story.does(Basin, authorization(Cedar, lamp, ['panel-development']));
		expect(story.held(Cedar, lamp)).toEqual(['panel-development']);
	});

	test('leaves a grant of panel development beside it alone, through every edit of the link', () => {
		const { story, lamp, Aurora, Basin } = begin();
		story.does(Aurora, authorization(Basin, lamp, ['panel-development']));
		story.does(Aurora, authorization(Basin, lamp, ['product-development'], ['develop']));
		const scope = { command: 'change-scope' as const, grantee: Basin, products: [lamp] };
		story.does(Aurora, { ...scope, permissions: ['product-development', 'view-logs'] });
		story.does(Aurora, flagOff(Basin, lamp, 'develop'));
		expect(Object.keys(story.states(Aurora, Basin, lamp))).toEqual([
			...['product-development', 'panel-development', 'view-logs']
		]);
		story.revokes(Aurora, Basin, lamp, ['product-development']);
		expect(story.held(Basin, lamp)).toEqual(['panel-development', 'view-logs']);
		story.does(Aurora, { ...scope, permissions: ['view-logs'] });
		expect(story.held(Basin, lamp)).toEqual(['view-logs']);
	});

	test('is not joined by a grant of panel development where a scope has both', () => {
		const { story, lamp, Aurora, Basin } = begin();
		story.does(Aurora, authorization(Basin, lamp, ['view-logs']));
		const scope = { command: 'change-scope' as const, grantee: Basin, products: [lamp] };
		story.does(Aurora, { ...scope, permissions: ['product-development', 'panel-development'] });
		expect(story.states(Aurora, Basin, lamp)).toEqual({ 'product-development': 'active' });
	});

	test('can be narrowed to panel development by who no longer relays anything', () => {
		const { story, lamp, Aurora, Basin, Cedar } = begin();
		story.does(Aurora, authorization(Basin, lamp, ['product-development'], ['develop']));
		story.does(Basin, authorization(Cedar, lamp, ['product-development']));
		story.revokes(Aurora, Basin, lamp, ['product-development']);
		const scope = { command: 'change-scope' as const, grantee: Cedar, products: [lamp] };
		story.does(Basin, { ...scope, permissions: ['panel-development'] });
		expect(story.states(Basin, Cedar, lamp)).toEqual({ 'panel-development': 'dormant' });
		story.isRefused(Basin, { ...scope, permissions: ['product-development'] }, 'not-relayed');
	});
});

describe('changing the scope', () => {
	const change = (
		grantee: string,
		products: string[],
		permissions: Permission[]
	): CommandOf<'change-scope'> => ({ command: 'change-scope', grantee, products, permissions });

	test('sets the develop permissions to exactly these, and leaves purchase alone', () => {
		const { story, lamp, Aurora, Basin } = begin();
		story.does(Aurora, authorization(Basin, lamp, ['view-logs', 'purchase'], ['develop']));
		story.does(Aurora, change(Basin, [lamp], ['panel-development']));
		expect(story.held(Basin, lamp)).toEqual(['panel-development', 'purchase']);
		expect(story.flags(Aurora, Basin, lamp)).toEqual(['develop']);
	});

	test('is refused without such a grant, without a permission, and when nothing changes', () => {
		const { story, lamp, Aurora, Basin } = begin();
		const none = story.isRefused(Aurora, change(Basin, [lamp], ['view-logs']), 'no-such-grant');
		expect(none.items.map(({ product }) => product)).toEqual([lamp]);
		story.does(Aurora, authorization(Basin, lamp, ['view-logs']));
		story.isRefused(Aurora, change(Basin, [lamp], ['purchase']), 'no-permission-chosen');
		story.isRefused(Aurora, change(Basin, [lamp], ['view-logs']), 'nothing-changes');
		story.isRefused(Aurora, change(Basin, [], ['view-logs']), 'no-product-chosen');
	});

	test('is refused for widening to what the actor does not relay', () => {
		const { story, lamp, Aurora, Basin, Cedar } = begin();
		story.does(Aurora, authorization(Basin, lamp, ['view-logs'], ['develop']));
		story.does(Basin, authorization(Cedar, lamp, ['view-logs']));
		const { lacking } = story.isRefused(
			Basin,
			change(Cedar, [lamp], ['view-logs', 'panel-development']),
			'not-relayed'
		);
		expect(lacking[0]).toMatchObject({ permissions: ['panel-development'], relayed: ['view-logs'] });
	});
});

describe('the third-party flag', () => {
	const flag = (grantee: string, product: string, on: boolean): CommandOf<'set-third-party'> => ({
		...{ command: 'set-third-party', grantee, products: [product], kind: 'purchase', on }
	});

	test('is switched on and off for one kind on one product', () => {
		const { story, lamp, Aurora, Basin } = begin();
		story.does(Aurora, authorization(Basin, lamp, ['purchase', 'view-logs'], ['develop']));
		story.does(Aurora, flag(Basin, lamp, true));
		expect(story.relayed(Basin, lamp)).toEqual(['view-logs', 'purchase']);
		story.does(Aurora, flag(Basin, lamp, false));
		expect(story.relayed(Basin, lamp)).toEqual(['view-logs']);
	});

	test('is refused without such a grant, and when it is so already', () => {
		const { story, lamp, Aurora, Basin } = begin();
		story.isRefused(Aurora, flag(Basin, lamp, true), 'no-such-grant');
		story.does(Aurora, authorization(Basin, lamp, ['purchase'], ['purchase']));
		story.isRefused(Aurora, flag(Basin, lamp, true), 'nothing-changes');
	});

	test('is refused to who does not relay what it would let the partner pass on, but may always be switched off', () => {
		const { story, lamp, Aurora, Basin, Cedar } = begin();
		story.does(Aurora, authorization(Basin, lamp, ['purchase'], ['purchase']));
		story.does(Basin, authorization(Cedar, lamp, ['purchase'], ['purchase']));
		story.does(Aurora, flag(Basin, lamp, false));
		story.does(Basin, flag(Cedar, lamp, false));
		story.isRefused(Basin, flag(Cedar, lamp, true), 'not-relayed');
	});
});

describe('revoking', () => {
	test('is refused where one of it is not granted: it is named, and the rest is not done', () => {
		const { story, lamp, Aurora, Basin } = begin();
		story.does(Aurora, authorization(Basin, lamp, ['product-development']));
		const items = [{ product: lamp, permissions: ['purchase' as const, 'product-development' as const] }];
		const refusal = story.isRefused(Aurora, { command: 'revoke', grantee: Basin, items }, 'no-such-grant');
		expect(refusal.items).toEqual([{ product: lamp, permissions: ['purchase'] }]);
		// Panel development came with product development: there is no grant of it to revoke.
		const implied = [{ product: lamp, permissions: ['panel-development' as const] }];
		story.isRefused(Aurora, { command: 'revoke', grantee: Basin, items: implied }, 'no-such-grant');
	});

	test('ends one grant and nothing of another organization’s, which sleeps and wakes by itself', () => {
		const { story, lamp, Aurora, Basin, Cedar } = begin();
		story.does(Aurora, authorization(Basin, lamp, ['purchase', 'view-logs'], ['purchase', 'develop']));
		story.does(Basin, authorization(Cedar, lamp, ['purchase', 'view-logs']));
		story.revokes(Aurora, Basin, lamp, ['purchase']);
		expect(story.states(Basin, Cedar, lamp)).toEqual({ 'view-logs': 'active', purchase: 'dormant' });
		expect(story.held(Cedar, lamp)).toEqual(['view-logs']);
		story.does(Aurora, authorization(Basin, lamp, ['purchase'], ['purchase']));
		expect(story.states(Basin, Cedar, lamp)).toEqual({ 'view-logs': 'active', purchase: 'active' });
	});

	test('takes the flag of the grant with it, so that granting again brings no delegation back', () => {
		const { story, lamp, Aurora, Basin, Cedar } = begin();
		story.does(Aurora, authorization(Basin, lamp, ['purchase'], ['purchase']));
		story.does(Basin, authorization(Cedar, lamp, ['purchase']));
		story.revokes(Aurora, Basin, lamp, ['purchase']);
		story.does(Aurora, authorization(Basin, lamp, ['purchase']));
		expect(story.flags(Aurora, Basin, lamp)).toEqual([]);
		expect(story.states(Basin, Cedar, lamp)).toEqual({ purchase: 'dormant' });
	});

	test('one of several permissions of a kind leaves the flag on for the rest', () => {
		const { story, lamp, Aurora, Basin } = begin();
		story.does(Aurora, authorization(Basin, lamp, ['panel-development', 'view-logs'], ['develop']));
		story.revokes(Aurora, Basin, lamp, ['panel-development']);
		expect(story.relayed(Basin, lamp)).toEqual(['view-logs']);
	});

	test('the last permission of a kind does not switch off the flag of the other kind', () => {
		const { story, lamp, Aurora, Basin } = begin();
		story.does(Aurora, authorization(Basin, lamp, ['purchase', 'view-logs'], ['purchase', 'develop']));
		story.revokes(Aurora, Basin, lamp, ['purchase']);
		expect(story.flags(Aurora, Basin, lamp)).toEqual(['develop']);
	});

	test('does not touch the flags of what stays, nor those of grants that differ', () => {
		const { story, lamp, Aurora, Basin } = begin();
		story.does(Aurora, authorization(Basin, lamp, ['view-logs'], ['develop']));
		const elsewhere = story.elsewhere();
		elsewhere.does(Aurora, authorization(Basin, lamp, ['product-development']));
		story.does(Aurora, flagOff(Basin, lamp, 'develop'));
		story.meets(elsewhere);
		expect(story.flagged(Aurora, Basin, lamp)).toEqual(['product-development']);
		// Over grants that differ the switch is neither on nor off: what is granted then is not passed on.
		story.does(Aurora, authorization(Basin, lamp, ['panel-development']));
		expect(story.flagged(Aurora, Basin, lamp)).toEqual(['product-development']);
		story.does(Aurora, { ...flagOff(Basin, lamp, 'develop'), on: true });
		expect(story.flags(Aurora, Basin, lamp)).toEqual(['develop']);
	});

	test('works on a product that was deleted since, whose maker’s grants remain', () => {
		const { story, Aurora, Basin, Cedar } = begin();
		const made = story.product(Aurora, 'M1', { origin: 'odm', maker: Basin });
		story.authorizes(Basin, Cedar, made, ['purchase']);
		story.does(Aurora, { command: 'delete-product', product: made });
		story.revokes(Basin, Cedar, made, ['purchase']);
		story.does(Basin, { command: 'delete-partner', partner: Cedar });
	});
});

describe('what two devices of one organization do at once', () => {
	test('a revocation of one permission and a change of another both stand', () => {
		const { story, lamp, Aurora, Basin } = begin();
		story.does(Aurora, authorization(Basin, lamp, ['purchase', 'view-logs']));
		const elsewhere = story.elsewhere();
		story.revokes(Aurora, Basin, lamp, ['purchase']);
		elsewhere.does(Aurora, {
			...{ command: 'change-scope', grantee: Basin, products: [lamp], permissions: ['panel-development'] }
		});
		story.meets(elsewhere);
		expect(story.held(Basin, lamp)).toEqual(['panel-development']);
	});

	test('the same grant twice is one, and revoking it where both are seen ends it', () => {
		const { story, lamp, Aurora, Basin } = begin();
		const elsewhere = story.elsewhere();
		story.does(Aurora, authorization(Basin, lamp, ['purchase']));
		elsewhere.does(Aurora, authorization(Basin, lamp, ['purchase']));
		story.meets(elsewhere);
		const entry = story.revokes(Aurora, Basin, lamp, ['purchase']);
		expect(entry.facts.filter(({ table }) => table === 'revocations')).toHaveLength(2);
		expect(story.held(Basin, lamp)).toEqual([]);
	});

	test('a grant made anew after a revocation stands, also beside that revocation made twice', () => {
		const { story, lamp, Aurora, Basin } = begin();
		story.does(Aurora, authorization(Basin, lamp, ['purchase']));
		const elsewhere = story.elsewhere();
		story.revokes(Aurora, Basin, lamp, ['purchase']);
		story.does(Aurora, authorization(Basin, lamp, ['purchase']));
		elsewhere.revokes(Aurora, Basin, lamp, ['purchase']);
		story.meets(elsewhere);
		expect(story.held(Basin, lamp)).toEqual(['purchase']);
	});

	test('a flag set while its last grant is revoked does not count, nor after granting again', () => {
		const { story, lamp, Aurora, Basin } = begin();
		story.does(Aurora, authorization(Basin, lamp, ['purchase']));
		const elsewhere = story.elsewhere();
		story.revokes(Aurora, Basin, lamp, ['purchase']);
		elsewhere.does(Aurora, {
			...{ command: 'set-third-party', grantee: Basin, products: [lamp], kind: 'purchase', on: true }
		});
		story.meets(elsewhere);
		expect(story.flags(Aurora, Basin, lamp)).toEqual([]);
		story.does(Aurora, authorization(Basin, lamp, ['purchase']));
		expect(story.relayed(Basin, lamp)).toEqual([]);
	});

	test('authorizing anything more to a partner takes back its deletion that waits', () => {
		const { story, lamp, Aurora, Basin } = begin();
		const elsewhere = story.elsewhere();
		story.does(Aurora, { command: 'delete-partner', partner: Basin });
		elsewhere.does(Aurora, authorization(Basin, lamp, ['purchase']));
		story.meets(elsewhere);
		const partnership = () => partnershipBetween(story.snapshot, Aurora, Basin)!;
		expect(isPartnerDeletionWaiting(partnership())).toBe(true);
		story.does(Aurora, authorization(Basin, lamp, ['view-logs']));
		expect(isPartnerDeletionWaiting(partnership())).toBe(false);
	});
});

describe('adjusting', () => {
	test('grants, revokes and flags in one step, by the same rules', () => {
		const { story, lamp, Aurora, Basin } = begin();
		story.does(Aurora, authorization(Basin, lamp, ['purchase'], ['purchase']));
		story.does(Aurora, {
			...{ command: 'adjust', grantee: Basin },
			items: [{ product: lamp, grant: ['view-logs'], revoke: ['purchase'], flag: ['view-logs'] }]
		});
		expect(story.relayed(Basin, lamp)).toEqual(['view-logs']);
		const nothing = { command: 'adjust', grantee: Basin, items: [{ product: lamp }] } as const;
		story.isRefused(Aurora, { ...nothing, items: [{ product: lamp }] }, 'nothing-changes');
	});
});
