import { describe, expect, test } from 'vitest';
import { holds } from '$lib/domain/permissions/effective-permissions';
import type { Fact } from '$lib/domain/facts';
import { applyEntries } from '$lib/domain/fold/apply';
import type { Permission } from '$lib/domain/permissions/permissions';
import { emptySnapshot, relationsOf } from '$lib/domain/snapshot';
import { permissionsOfKind, toList } from '$lib/domain/permissions/standing';
import { authorization, Story } from '../commands/story';
import { entryOf, hashOf } from '../oracle/ledger';

/** A chain of organizations, each of which authorizes the next with the flags of both kinds. */
function chain(length: number, permissions: Permission[] = ['purchase']) {
	const story = new Story();
	const ids = Array.from({ length: length + 1 }, (_, i) => story.organization(`O${i}`));
	const lamp = story.product(ids[0]!, 'L1');
	ids.slice(1).forEach((grantee, i) => {
		const kinds = permissions.includes('purchase') ? (['purchase'] as const) : (['develop'] as const);
		story.authorizes(ids[i]!, grantee, lamp, permissions, [...kinds]);
	});
	return { story, ids, lamp };
}

describe('effective permissions', () => {
	test('reach down a chain of delegations twelve deep, and fall with its first link', () => {
		const { story, ids, lamp } = chain(12);
		expect(story.held(ids[12]!, lamp)).toEqual(['purchase']);
		story.revokes(ids[0]!, ids[1]!, lamp, ['purchase']);
		for (const id of ids.slice(1)) expect(story.held(id, lamp)).toEqual([]);
		for (const id of ids.slice(1)) expect(relationsOf(story.snapshot, id).holding.size).toBe(0);
		expect(story.states(ids[11]!, ids[12]!, lamp)).toEqual({ purchase: 'dormant' });
	});

	test('wake down the chain only where delegation is given again', () => {
		const { story, ids, lamp } = chain(3);
		story.revokes(ids[0]!, ids[1]!, lamp, ['purchase']);
		story.does(ids[0]!, authorization(ids[1]!, lamp, ['purchase']));
		expect(story.held(ids[1]!, lamp)).toEqual(['purchase']);
		expect(story.held(ids[2]!, lamp)).toEqual([]);
		const flag = {
			command: 'set-third-party',
			grantee: ids[1]!,
			products: [lamp],
			kind: 'purchase'
		} as const;
		story.does(ids[0]!, { ...flag, products: [lamp], on: true });
		expect(story.held(ids[3]!, lamp)).toEqual(['purchase']);
	});

	test('know no depth limit: a chain of five thousand holds, and falls, without overflowing', () => {
		const owner = hashOf('0');
		const lamp: Fact = {
			...{ table: 'products', pid: 'L1', name: 'Lamp', category: '', basedOn: null },
			making: { origin: 'proprietary', maker: null }
		};
		const founding = Array.from({ length: 5_001 }, (_, i) =>
			entryOf(
				{
					organization: '',
					facts: [{ table: 'organizations', name: `O${i}`, account: `o${i}@example.com`, colour: '#123456' }]
				},
				hashOf(`${i}`)
			)
		);
		const first = entryOf({ organization: owner, facts: [lamp] });
		const product = `${first.id}:0`;
		const links = Array.from({ length: 5_000 }, (_, i) => {
			const named = { product, grantee: hashOf(`${i + 1}`) };
			const facts: Fact[] = [
				{ table: 'grants', ...named, permission: 'purchase' },
				{ table: 'flags', on: true, grants: ['#0'] }
			];
			return entryOf({ organization: hashOf(`${i}`), facts });
		});
		const snapshot = emptySnapshot();
		applyEntries(snapshot, [...founding, first, ...links]);
		const last = hashOf('5000');
		expect(holds(snapshot, last, product, 'purchase')).toBe(true);
		const revocation: Fact = { table: 'revocations', grant: `${links[0]!.id}:0` };
		applyEntries(snapshot, [entryOf({ organization: owner, facts: [revocation] })]);
		expect(holds(snapshot, last, product, 'purchase')).toBe(false);
		expect(snapshot.products.get(product)!.standings.size).toBe(1);
	});

	test('are nothing in a cycle that no root feeds', () => {
		const { story, ids, lamp } = chain(3);
		story.authorizes(ids[3]!, ids[1]!, lamp, ['purchase'], ['purchase']);
		expect(story.states(ids[3]!, ids[1]!, lamp)).toEqual({ purchase: 'redundant' });
		story.revokes(ids[0]!, ids[1]!, lamp, ['purchase']);
		for (const id of ids.slice(1)) expect(story.held(id, lamp)).toEqual([]);
	});

	test('count the flag on the grant it is set on: what comes by a plain link is not passed on', () => {
		const story = new Story();
		const { Owner, Maker, Basin, Cedar } = story.organizations('Owner', 'Maker', 'Basin', 'Cedar');
		const lamp = story.product(Owner, 'L1', { origin: 'oem', maker: Maker });
		story.authorizes(Owner, Basin, lamp, ['view-logs'], ['develop']);
		story.authorizes(Maker, Basin, lamp, ['product-development']);
		expect(story.held(Basin, lamp)).toEqual(['product-development', 'panel-development', 'view-logs']);
		expect(story.relayed(Basin, lamp)).toEqual(['view-logs']);
		story.partner(Basin, Cedar);
		story.isRefused(Basin, authorization(Cedar, lamp, ['panel-development']), 'not-relayed');
		story.does(Basin, authorization(Cedar, lamp, ['view-logs']));
	});

	test('stay while a second way leads there, and the first is then redundant', () => {
		const story = new Story();
		const { Owner, Maker, Basin } = story.organizations('Owner', 'Maker', 'Basin');
		const lamp = story.product(Owner, 'L1', { origin: 'odm', maker: Maker });
		story.authorizes(Owner, Basin, lamp, ['purchase']);
		expect(story.states(Owner, Basin, lamp)).toEqual({ purchase: 'active' });
		story.authorizes(Maker, Basin, lamp, ['purchase']);
		expect(story.states(Owner, Basin, lamp)).toEqual({ purchase: 'redundant' });
		story.revokes(Owner, Basin, lamp, ['purchase']);
		expect(story.held(Basin, lamp)).toEqual(['purchase']);
		expect(story.states(Maker, Basin, lamp)).toEqual({ purchase: 'active' });
	});

	test('differ in what is relayed: a way with the flag is not redundant beside one without', () => {
		const story = new Story();
		const { Owner, Maker, Basin } = story.organizations('Owner', 'Maker', 'Basin');
		const lamp = story.product(Owner, 'L1', { origin: 'odm', maker: Maker });
		story.authorizes(Owner, Basin, lamp, ['purchase'], ['purchase']);
		story.authorizes(Maker, Basin, lamp, ['purchase']);
		expect(story.states(Owner, Basin, lamp)).toEqual({ purchase: 'active' });
		expect(story.states(Maker, Basin, lamp)).toEqual({ purchase: 'redundant' });
	});

	test('of one product say nothing about another', () => {
		const { story, ids } = chain(1);
		const fan = story.product(ids[0]!, 'F1');
		expect(story.held(ids[1]!, fan)).toEqual([]);
	});

	test('of who grants to the maker itself are redundant: it stands by itself', () => {
		const story = new Story();
		const { Owner, Maker } = story.organizations('Owner', 'Maker');
		const lamp = story.product(Owner, 'L1', { origin: 'oem', maker: Maker });
		story.authorizes(Owner, Maker, lamp, ['purchase']);
		expect(story.states(Owner, Maker, lamp)).toEqual({ purchase: 'redundant' });
		story.does(Owner, { command: 'set-maker-standing', product: lamp, kinds: ['develop'] });
		expect(story.relayed(Maker, lamp)).toEqual(toList(permissionsOfKind.develop));
		expect(story.held(Maker, lamp)).toContain('purchase');
		expect(story.states(Owner, Maker, lamp)).toEqual({ purchase: 'active' });
	});
});
