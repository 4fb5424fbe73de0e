import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from '$lib/commands/decide';
import { held, relayed } from '$lib/domain/permissions/effective-permissions';
import type { OrganizationId } from '$lib/domain/facts';
import { allPermissions, toList, withImplied } from '$lib/domain/permissions/standing';
import type { Product } from '$lib/domain/records';
import { linkBetween, type Snapshot } from '$lib/domain/snapshot';
import { omissionsOf } from '$lib/exchange/omissions';
import { partnerExtract, productsBetween } from '$lib/exchange/partner-extract';
import { writeExtract } from '$lib/exchange/write-extract';
import { disclosureOf } from '$lib/views/disclosure';
import { Story } from '../commands/story';
import { emptyReplica, write } from '../oracle/ledger';
import { chains, crowds, type Plan } from '../oracle/plan';
import { play } from '../oracle/play';
import { enough, histories } from '../oracle/seed';
import type { Stage } from '../oracle/stage';

/** The extract, played into an empty workspace as the editor would: each wave decided on one snapshot. */
async function extracted(snapshot: Snapshot, me: OrganizationId, partner: OrganizationId) {
	const replica = emptyReplica('extract');
	const copies = await writeExtract(partnerExtract(snapshot, me, partner), (steps) => {
		const decided = steps.map(({ actor, command }) => {
			const decision = decide(replica.snapshot, actor, command);
			if (!decision.accepted) throw new Error(`${command.command}: ${decision.refusal.code}`);
			return { actor, command, facts: decision.facts };
		});
		return Promise.resolve(
			decided.map(({ actor, command, facts }) => write(replica, actor, command.command, facts).id)
		);
	});
	return { snapshot: replica.snapshot, copies };
}

/** What the other of the two is to hold and relay on a product, by what its owner granted it and by making it. */
function expectedOn(snapshot: Snapshot, { id, owner, making, makerMay }: Product, other: OrganizationId) {
	const made = making.maker === other ? makerMay : 0;
	const link = linkBetween(snapshot, owner, other, id);
	return {
		held: made | withImplied(link?.permissions ?? 0),
		relayed: made | withImplied(link?.flagged ?? 0)
	};
}

const seen = { products: 0, flags: 0, made: 0, both: 0 };

async function checkPair(snapshot: Snapshot, me: OrganizationId, partner: OrganizationId): Promise<void> {
	const between = productsBetween(snapshot, me, partner);
	const there = await extracted(snapshot, me, partner);
	expect([...there.snapshot.organizations.keys()].sort()).toEqual(
		[there.copies.get(me), there.copies.get(partner)].sort()
	);
	expect(there.snapshot.products.size).toBe(between.length);
	for (const product of between) {
		const other = product.owner === me ? partner : me;
		const [copy, who] = [there.copies.get(product.id)!, there.copies.get(other)!];
		const now = { held: held(there.snapshot, who, copy), relayed: relayed(there.snapshot, who, copy) };
		expect(now).toEqual(expectedOn(snapshot, product, other));
		// Never more than was there.
		expect(now.held & ~held(snapshot, other, product.id)).toBe(0);
		expect(now.relayed & ~relayed(snapshot, other, product.id)).toBe(0);
		expect(there.snapshot.products.get(copy)).toMatchObject({
			pid: product.pid,
			name: product.name,
			owner: there.copies.get(product.owner)
		});
		seen.products += 1;
		if (now.relayed !== 0 && now.relayed !== allPermissions) seen.flags += 1;
		if (now.relayed === allPermissions) seen.made += 1;
	}
	if (new Set(between.map(({ owner }) => owner)).size === 2) seen.both += 1;
	omissionsOf(snapshot, me, partner);
}

async function checkPlan(plan: Plan): Promise<void> {
	let stage: Stage | undefined;
	play(plan, { begun: (begun) => (stage = begun) });
	const { snapshot } = stage!.replicas[0]!;
	const there = [...snapshot.organizations.values()].filter(({ tombstones }) => tombstones.size === 0);
	for (const me of there)
		for (const partner of there) if (me !== partner) await checkPair(snapshot, me.id, partner.id);
}

describe('a workspace for one partner only', () => {
	test('direct grants between the two are equally effective, and nobody else is in it', async () => {
		await fc.assert(fc.asyncProperty(crowds(36), checkPlan), histories(60));
		await fc.assert(fc.asyncProperty(chains(12), checkPlan), histories(20));
		expect(seen.products).toBeGreaterThan(enough(100));
		expect(seen.flags).toBeGreaterThan(enough(20));
		expect(seen.made).toBeGreaterThan(enough(10));
		expect(seen.both).toBeGreaterThanOrEqual(enough(3));
	});

	test('a brand and its factory: names, scopes and flags are copied, third parties and activity are not', async () => {
		const story = new Story();
		const { Brand, Factory, Pcba, Other } = story.organizations('Brand', 'Factory', 'Pcba', 'Other');
		const lamp = story.product(Brand, 'lamp', { origin: 'oem', maker: Factory });
		const plug = story.product(Brand, 'plug', { origin: 'oem', maker: Pcba });
		const secret = story.product(Brand, 'secret');
		const board = story.product(Factory, 'board');
		const chip = story.product(Pcba, 'chip');
		story.authorizes(Brand, Factory, lamp, ['product-development', 'view-logs'], ['develop']);
		story.authorizes(Brand, Factory, plug, ['purchase']);
		story.authorizes(Brand, Other, plug, ['purchase']);
		story.authorizes(Factory, Brand, board, ['panel-development', 'purchase'], ['purchase']);
		story.authorizes(Pcba, Brand, chip, ['purchase'], ['purchase']);
		story.authorizes(Brand, Factory, chip, ['purchase']);
		story.does(Brand, { command: 'set-maker-standing', product: lamp, kinds: [] });
		story.does(Brand, { command: 'rename-partner', partner: Factory, name: 'The people in Shenzhen' });
		story.does(Brand, { command: 'rename-partner', partner: Other, name: 'Our second source' });
		story.does(Factory, { command: 'rename-partner', partner: Brand, name: 'The difficult customer' });
		story.does(Brand, { command: 'edit-product', product: lamp, basedOn: plug });
		story.does(Brand, { command: 'edit-product', product: plug, basedOn: secret });
		story.does(Factory, {
			...{ command: 'place-order', invoiceEntity: Factory, lines: [{ product: plug, quantity: 1 }] },
			note: ''
		});

		const { snapshot, copies } = await extracted(story.snapshot, Brand, Factory);
		const [brand, factory] = [copies.get(Brand)!, copies.get(Factory)!];
		const [lampThere, plugThere, boardThere] = [lamp, plug, board].map((id) => copies.get(id)!);
		expect(snapshot.organizations.get(factory)).toMatchObject({ name: 'Factory', reserved: true });
		expect(snapshot.organizations.get(brand)).toMatchObject({ name: 'Brand', reserved: false });
		expect([...snapshot.products.values()].map(({ pid }) => pid).sort()).toEqual(['board', 'lamp', 'plug']);
		expect(snapshot.products.get(lampThere!)).toMatchObject({
			making: { origin: 'oem', maker: factory },
			makerMay: 0,
			basedOn: plugThere
		});
		expect(snapshot.products.get(plugThere!)).toMatchObject({
			making: { origin: 'proprietary', maker: null },
			basedOn: null
		});
		const link = linkBetween(snapshot, brand, factory, lampThere!)!;
		expect(toList(link.permissions)).toEqual(['product-development', 'view-logs']);
		expect(toList(link.flagged)).toEqual(['product-development', 'view-logs']);
		expect(toList(linkBetween(snapshot, factory, brand, boardThere!)!.flagged)).toEqual(['purchase']);
		// What each calls the other, and anybody else, is for those who read the workspace that it stands in.
		expect(snapshot.relations.get(brand)!.partners.get(factory)!.names.at(-1)!.value).toBe('Factory');
		const all = JSON.stringify([...snapshot.entries.values()]);
		for (const kept of ['The people in Shenzhen', 'Our second source', 'The difficult customer'])
			expect(all).not.toContain(kept);

		expect(omissionsOf(story.snapshot, Brand, Factory)).toEqual([
			{ reason: 'third-owner', count: 1, records: [chip] },
			{ reason: 'maker', count: 1, records: [plug] },
			{ reason: 'base', count: 1, records: [plug] },
			{ reason: 'not-between', count: 1, records: [secret] },
			{ reason: 'organizations', count: 2, records: [Pcba, Other] },
			{ reason: 'third-party-grants', count: 1, records: [] },
			{ reason: 'partners', count: 1, records: [] },
			{ reason: 'orders', count: 1, records: [] }
		]);
	});
});

test('omissions count current records, and those that only the history shows', () => {
	const story = new Story();
	const { Brand, Factory, Gone } = story.organizations('Brand', 'Factory', 'Gone');
	const lamp = story.product(Brand, 'lamp');
	const old = story.product(Brand, 'old');
	story.authorizes(Brand, Factory, lamp, ['purchase']);
	story.does(Brand, { command: 'delete-product', product: old });
	story.does(Gone, { command: 'delete-organization' });
	expect(disclosureOf(story.snapshot)).toEqual({
		...{ organizations: 2, partners: 1, products: 1, orders: 0, work: 0, devices: 0, logLines: 0 },
		...{ deleted: 2, entries: story.snapshot.entries.size }
	});
});
