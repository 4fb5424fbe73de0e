import { expect, test } from 'vitest';
import type { Fact } from '$lib/domain/facts';
import { countSteps } from '../steps';

const stepsOf = countSteps();
const { addEntries, applyEntries, settle } = await import('$lib/domain/fold/apply');
const { emptySnapshot } = await import('$lib/domain/snapshot');
const { beforeEntries } = await import('$lib/views/news/before');
const { newsOf } = await import('$lib/views/news/news');
const { adds, addsRecovery, calls, keyOf, lamp, Pen } = await import('../domain/organization-keys');

/** What one organization has, to say more of: products, and one of each kind of record. */
class World {
	readonly pen = new Pen('Mallory');
	readonly other = new Pen('Other');
	readonly stranger = new Pen('Stranger');
	readonly products: readonly string[];
	readonly records: Record<'grant' | 'order' | 'device' | 'partner' | 'tombstone', string>;

	constructor(size: number) {
		const added = this.pen.writes('Mallory', adds('K'), ...Array.from({ length: size + 2 }, () => lamp));
		this.products = added.facts.map((_, index) => `${added.id}:${index}`).slice(1);
		const { id } = this.pen.writes(
			'Mallory',
			{ table: 'grants', product: this.products[0]!, grantee: this.to, permission: 'purchase' },
			this.order(this.to),
			{ table: 'devices', product: this.products[0]!, serial: 's', name: 'n' },
			{ table: 'partners', partner: this.to, name: 'x' },
			{ table: 'tombstones', record: this.products[1]! }
		);
		const [grant, order, device, partner, tombstone] = [0, 1, 2, 3, 4].map((index) => `${id}:${index}`);
		this.records = { grant, order, device, partner, tombstone } as World['records'];
	}

	get to(): string {
		return this.other.organization;
	}

	order(invoiceEntity: string): Fact {
		return { table: 'orders', invoiceEntity, lines: [{ product: this.products[0]!, quantity: 1 }], note: '' };
	}

	/** A snapshot of all that was written. */
	snapshot() {
		const snapshot = emptySnapshot();
		applyEntries(
			snapshot,
			[this.other, this.stranger, this.pen].flatMap(({ written }) => written)
		);
		return snapshot;
	}
}
/** What may be said many times, of one thing or of as many; the number of the time is given. */
const recipes: Record<string, (w: World, i: number) => Fact | Fact[]> = {
	'names of oneself': (_, i) => calls(`n${i}`),
	accounts: (_, i) => ({ table: 'organization-fields', field: 'account', value: `a${i}@x.yz` }),
	'one account': () => ({ table: 'organization-fields', field: 'account', value: `a@x.yz` }),
	keys: (_, i) => adds(`k${i}`),
	'names of one key': (_, i) => ({ table: 'keys', key: keyOf('K'), name: `n${i}` }),
	'recovery keys': (_, i) => addsRecovery(`k${i}`),
	'retirements of one key': () => ({ table: 'key-retirements', key: keyOf('K'), last: 0, head: '' }),
	'retirements of one key at other entries': (_, i) => ({
		table: 'key-retirements',
		key: keyOf('K'),
		last: i,
		head: ''
	}),
	retirements: (_, i) => ({ table: 'key-retirements', key: keyOf(`k${i}`), last: 0, head: '' }),
	'keys that end at once': (_, i) => [
		adds(`k${i}`),
		{ table: 'key-retirements', key: keyOf(`k${i}`), last: 0, head: '' }
	],
	reservations: (_, i) => ({ table: 'reservations', reserved: i % 2 === 0 }),
	products: () => lamp,
	'products based on one': (w) => ({ ...lamp, basedOn: w.products[0]! }) as Fact,
	'products with a maker': (w) => ({ ...lamp, making: { origin: 'oem', maker: w.to } }) as Fact,
	'names of a product': (w, i) => ({
		table: 'product-fields',
		product: w.products[0]!,
		field: 'name',
		value: `n${i}`
	}),
	'PIDs of a product': (w, i) => ({
		table: 'product-fields',
		product: w.products[0]!,
		field: 'pid',
		value: `n${i}`
	}),
	'products that get one PID': (w, i) => ({
		table: 'product-fields',
		product: w.products[i]!,
		field: 'pid',
		value: `same`
	}),
	'makings of a product': (w, i) => ({
		table: 'product-makings',
		product: w.products[0]!,
		making: i % 2 ? { origin: 'oem', maker: w.to } : { origin: 'proprietary', maker: null }
	}),
	makings: (w, i) => ({
		table: 'product-makings',
		product: w.products[i]!,
		making: { origin: 'oem', maker: w.to }
	}),
	'bases of a product': (w, i) => ({
		table: 'product-bases',
		product: w.products[0]!,
		basedOn: w.products[i + 1]!
	}),
	'products that get one base': (w, i) => ({
		table: 'product-bases',
		product: w.products[i + 1]!,
		basedOn: w.products[0]!
	}),
	'a chain of bases': (w, i) => ({
		table: 'product-bases',
		product: w.products[i + 1]!,
		basedOn: w.products[i]!
	}),
	'standings of a maker': (w, i) => ({
		table: 'maker-standings',
		product: w.products[0]!,
		maker: w.to,
		kinds: i % 2 ? ['develop'] : []
	}),
	'standings on many products': (w, i) => ({
		table: 'maker-standings',
		product: w.products[i]!,
		maker: w.to,
		kinds: ['develop']
	}),
	'additions of one partner': (w, i) => ({ table: 'partners', partner: w.to, name: `p${i}` }),
	'unknown partners': (_, i) => ({ table: 'partners', partner: keyOf(`org${i}`), name: `p${i}` }),
	'names of a partner': (w, i) => ({ table: 'partner-names', partner: w.to, name: `p${i}` }),
	'grants on one link': (w) => ({
		table: 'grants',
		product: w.products[0]!,
		grantee: w.to,
		permission: 'purchase'
	}),
	'grants on many products': (w, i) => ({
		table: 'grants',
		product: w.products[i]!,
		grantee: w.to,
		permission: 'purchase'
	}),
	grantees: (w, i) => ({
		table: 'grants',
		product: w.products[0]!,
		grantee: keyOf(`org${i}`),
		permission: 'purchase'
	}),
	'revocations of a grant': (w) => ({ table: 'revocations', grant: w.records.grant }),
	'flags of a grant': (w, i) => ({ table: 'flags', on: i % 2 === 0, grants: [w.records.grant] }),
	'deletions of a product': (w) => ({ table: 'tombstones', record: w.products[0]! }),
	'deletions of products': (w, i) => ({ table: 'tombstones', record: w.products[i]! }),
	'deletions of oneself': (w) => ({ table: 'tombstones', record: w.pen.organization }),
	withdrawals: (w) => ({ table: 'withdrawals', tombstone: w.records.tombstone }),
	'deletions of a partner': (w) => ({ table: 'tombstones', record: w.records.partner }),
	orders: (w) => w.order(w.pen.organization),
	'orders billed to another': (w) => w.order(w.to),
	'statuses of an order': (w, i) => ({
		table: 'order-statuses',
		order: w.records.order,
		status: i % 2 ? 'open' : 'completed'
	}),
	'work entries': (w) => ({
		table: 'work',
		product: w.products[0]!,
		operation: 'tscc',
		subject: 's',
		value: 'v',
		note: ''
	}),
	devices: (w) => ({ table: 'devices', product: w.products[0]!, serial: 's', name: 'n' }),
	'logs of a device': (w, i) => ({
		table: 'logs',
		device: w.records.device,
		lines: [{ time: i, type: 'info', message: 'm' }]
	}),
	expectations: (w) => ({
		table: 'expectations',
		product: w.products[0]!,
		permission: 'purchase',
		expected: { kind: 'holds', organization: w.to }
	}),
	'expectations of an only holder': (w) => ({
		table: 'expectations',
		product: w.products[0]!,
		permission: 'purchase',
		expected: { kind: 'only-holder', organization: w.to }
	})
};

/** What the author's next entry costs, with the news of it. */
function costOf(world: World, author: InstanceType<typeof Pen>, name: string, facts: Fact[]): number {
	const snapshot = world.snapshot();
	const next = author.writes(name, ...facts);
	return stepsOf(() => {
		const fresh = addEntries(snapshot, [next]);
		const before = beforeEntries(snapshot, fresh);
		newsOf(snapshot, before, settle(snapshot, fresh));
	});
}

/** What a product's fixed point is grown from (docs/rules.md, Effective permissions): a change of it looks at each of them. */
const grownFrom = 'grantees';

test.for(Object.keys(recipes))('one more of many (%s) costs what the first ones cost', (name) => {
	const recipe = recipes[name]!;
	const [few, many] = [40, 160].map((size) => {
		const world = new World(size);
		for (let at = 0; at < size; at++) world.pen.writes('Mallory', ...[recipe(world, at)].flat());
		return costOf(world, world.pen, 'Mallory', [recipe(world, size)].flat());
	});
	expect(many! / few!).toBeLessThan(name === grownFrom ? 4.6 : 1.3);
});

test('what a stranger says again and again about what others have costs them nothing', () => {
	const [few, many] = [40, 160].map((size) => {
		const world = new World(size);
		for (const [name, recipe] of Object.entries(recipes))
			for (let at = 0; at < size && name !== grownFrom; at++)
				world.stranger.writes('Stranger', ...[recipe(world, at)].flat());
		const changes = [
			'names of oneself',
			'makings of a product',
			'revocations of a grant',
			'deletions of a product',
			'names of a partner',
			'statuses of an order',
			'orders'
		];
		const facts = changes.flatMap((each) => recipes[each]!(world, 1));
		return costOf(world, world.pen, 'Mallory', facts);
	});
	expect(many! / few!).toBeLessThan(1.1);
});
