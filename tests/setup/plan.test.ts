import { describe, expect, test } from 'vitest';
import { applyEntries } from '$lib/domain/fold/apply';
import { toList, toSet } from '$lib/domain/permissions/standing';
import type { SetupPlan } from '$lib/setup/plan/plan';
import { readSetup } from '$lib/setup/read/read';
import { writeSetup } from '$lib/setup/write/write';
import { after, begun, lamp, organizations, planned, setupOf } from './planned';

/** What each line comes to, but for those that only say what is so. */
const told = ({ lines }: SetupPlan) =>
	lines.flatMap(({ line, column: _, about, ...verdict }) => {
		if (verdict.verdict === 'there') return [];
		const what =
			'permissions' in about
				? `${about.product} ${toList(about.permissions).join(' ')}`
				: 'key' in about
					? about.key
					: '';
		const why =
			verdict.verdict === 'refused'
				? verdict.refusal.code
				: 'fields' in verdict
					? verdict.fields.join(' ')
					: '';
		return [`${line} ${about.kind} ${what} ${verdict.verdict} ${why}`.replaceAll(/ +/g, ' ').trim()];
	});

describe('a text that is added', () => {
	test('keeps names and fields that are there, sets flags, takes none, and lists what differs', () => {
		const first = begun(`products: { ${lamp} }
authorizations:
  - { from: aria, to: delta, as: Our factory, products: [lamp], develop: [view-logs], purchase: yes, third party: [purchase] }`);
		const plan = planned(
			setupOf(
				`products: { lamp: { owner: aria, pid: LAMP1, name: Lamp A1, origin: oem, maker: kilo } }
authorizations:
  - { from: aria, to: delta, as: Their factory, products: [lamp], develop: [view-logs], third party: [develop] }`,
				organizations.replace('Kilo', 'Kilo PCBA')
			),
			first.snapshot
		);
		expect(told(plan)).toEqual([
			'5 organization kilo differs name',
			'6 product lamp differs pid name category origin maker',
			'8 partner differs as',
			'8 grants lamp view-logs flags'
		]);
		expect(plan.steps.map(({ command }) => command.command)).toEqual(['adjust']);
		const [text] = [first, plan].map(({ snapshot }) => writeSetup(snapshot).text);
		expect(writeSetup(plan.snapshot).text).toBe(
			text!.replace('third party: [ purchase ]', 'third party: [ develop, purchase ]')
		);
	});

	test('grants from the roots outwards, whatever the order, and what is dormant in it is told and not made', () => {
		const plan = begun(`products: { ${lamp} }
authorizations:
  - { from: delta, to: kilo, products: [lamp], develop: [product-development], purchase: yes }
  - { from: aria, to: delta, products: [lamp], develop: [panel-development], purchase: yes, third party: [develop, purchase] }`);
		expect(told(plan).filter((line) => line.includes('grants'))).toEqual([
			'8 grants lamp product-development dormant',
			'8 grants lamp panel-development purchase new',
			'9 grants lamp panel-development purchase new'
		]);
		expect(
			plan.steps.flatMap(({ command }) => (command.command === 'adjust' ? [command.grantee] : []))
		).toEqual(['delta', 'kilo'].map((key) => plan.matched.organizations.get(key)));
	});

	test('grants what is relayed only by a grant that was there, dormant, and woke', () => {
		const chain = `products: { ${lamp} }
authorizations:
  - { from: aria, to: delta, products: [lamp], purchase: yes, third party: [purchase] }
  - { from: delta, to: kilo, products: [lamp], purchase: yes, third party: [purchase] }`;
		const first = begun(chain);
		const [grantee, product] = [
			first.matched.organizations.get('delta')!,
			first.matched.products.get('lamp')!
		];
		const items = [{ product, unflag: toList(toSet(['purchase'])) }];
		const snapshot = after(first, 'aria', { command: 'adjust', grantee, items });
		const more = organizations.replace(
			'  kilo:',
			'  mica: { name: Mica, account: mica@example.com }\n  nova: { name: Nova, account: nova@example.com }\n  kilo:'
		);
		const longer = `${chain}
  - { from: mica, to: nova, products: [lamp], purchase: yes }
  - { from: kilo, to: mica, products: [lamp], purchase: yes, third party: [purchase] }`;
		const plan = planned(setupOf(longer, more), snapshot);
		expect(told(plan).filter((line) => line.includes('grants'))).toEqual([
			'10 grants lamp purchase flags',
			'12 grants lamp purchase new',
			'13 grants lamp purchase new'
		]);
	});

	test('gives a new grant the flag that the text says, whatever is passed on beside it', () => {
		const { snapshot } = begun(`products: { ${lamp} }
authorizations:
  - { from: aria, to: delta, products: [lamp], develop: [view-logs], third party: [develop] }`);
		const plan = planned(
			setupOf(`products: { ${lamp} }
authorizations:
  - { from: aria, to: delta, products: [lamp], develop: [panel-development] }`),
			snapshot
		);
		const [entry] = writeSetup(plan.snapshot).setup.authorizations;
		expect(entry).toMatchObject({
			permissions: toSet(['panel-development', 'view-logs']),
			flagged: toSet(['view-logs'])
		});
	});

	test('is refused where only another owner has the PID, with all that rests on it', () => {
		const { snapshot } = begun(`products: { ${lamp} }`);
		const plan = planned(
			setupOf(`products: { lamp: { owner: delta, pid: lamp1, name: Lamp } }
authorizations: [{ from: delta, to: kilo, products: [lamp], purchase: yes }]
expectations: [kilo may purchase lamp]
guide: { title: T, steps: [{ do: A, done when: kilo may purchase lamp }] }`),
			snapshot
		);
		expect(plan.lostSteps).toEqual([0]);
		expect(told(plan)).toEqual([
			'6 product lamp refused pid-taken',
			'7 partner new',
			'7 grants lamp purchase refused rests-on-refused',
			'8 expectation refused rests-on-refused'
		]);
	});

	test('takes products that are based on each other in a ring', () => {
		const ring = `products:
  one: { owner: aria, pid: p1, name: One, based on: two }
  two: { owner: delta, pid: p2, name: Two, based on: one }`;
		const { text } = writeSetup(begun(ring).snapshot);
		expect(text).toMatch('name: One, based on: two');
		expect(text).toMatch('name: Two, based on: one');
	});

	test('counts an expectation as there, whoever wrote it', () => {
		const first = begun(`products: { ${lamp} }`);
		const product = first.matched.products.get('lamp')!;
		const snapshot = after(first, 'kilo', {
			...{ command: 'add-expectation', product, permission: 'purchase' },
			expected: { kind: 'within-steps', steps: 2 }
		});
		const setup = setupOf(`products: { ${lamp} }
expectations: [nobody beyond 2 steps may purchase lamp]`);
		expect(planned(setup, snapshot).steps).toEqual([]);
		expect(writeSetup(snapshot).unsayable).toContainEqual(
			expect.objectContaining({ kind: 'expectation', why: 'author' })
		);
	});
});

describe('a workspace that is made like a text', () => {
	const full = `products:
  ${lamp}
  plug: { owner: delta, pid: plug1, name: Plug, origin: oem, maker: kilo }
authorizations:
  - { from: aria, to: delta, products: [lamp], develop: [view-logs], purchase: yes, third party: [develop, purchase] }
  - { from: delta, to: kilo, as: Boards, products: [lamp], develop: [view-logs], purchase: yes }
  - { from: kilo, to: aria, products: [plug], purchase: yes }
expectations: [kilo may purchase lamp, only delta may purchase lamp]`;

	test('is changed, and revoked and deleted in, in an order that the rules allow', () => {
		const { snapshot } = begun(full);
		const wanted = `grantbook: setup 1
organizations:
  aria: { name: Aria Living, account: aria@example.com }
  delta: { name: Delta, account: delta@example.com }
products:
  lamp: { owner: aria, pid: lamp1, name: Lamp A1 }
authorizations:
  - { from: aria, to: delta, as: Our factory, products: [ lamp ], purchase: true }
expectations:
  - only delta may purchase lamp
`;
		const plan = planned(readSetup(wanted).setup!, snapshot, 'like');
		expect(writeSetup(plan.snapshot, { keys: keysOf(plan) }).text).toBe(wanted);
		expect(plan.removals.map(({ kind, inTheWay }) => `${kind}${inTheWay ? ' in the way' : ''}`)).toEqual([
			...['grants', 'flags', 'grants', 'grants', 'expectation'],
			...['partner', 'partner', 'product', 'organization']
		]);
	});

	test('keeps what no text can say, but for what stands in the way of a deletion, which is told', () => {
		const first = begun(full);
		const [plug, kilo] = [first.matched.products.get('plug')!, first.matched.organizations.get('kilo')!];
		const snapshot = after(first, 'kilo', {
			...{ command: 'place-order', invoiceEntity: kilo, lines: [{ product: plug, quantity: 1 }], note: '' }
		});
		// Without its flag what Delta grants is dormant, and no text says it any more.
		const delta = first.matched.organizations.get('delta')!;
		const product = first.matched.products.get('lamp')!;
		const items = [{ product, unflag: toList(toSet(['view-logs', 'purchase'])) }];
		after(first, 'aria', { command: 'adjust', grantee: delta, items });

		const all = full.replace('third party: [develop, purchase]', 'third party: []');
		expect(planned(setupOf(all), snapshot, 'like').removals).toEqual([]);

		const without = planned(setupOf(`products: { ${lamp} }`), snapshot, 'like');
		expect(without.removals.filter(({ inTheWay }) => inTheWay).map(({ kind }) => kind)).toEqual([
			'grants',
			'order'
		]);
		expect(writeSetup(without.snapshot).setup).toMatchObject({
			authorizations: [],
			products: [{ key: 'lamp' }]
		});
	});

	test('keeps what the text names, also where a deletion of it waits for what goes', () => {
		const first = begun(full);
		const second = planned(setupOf(full), first.snapshot);
		const delta = first.matched.organizations.get('delta')!;
		const product = first.matched.products.get('lamp')!;
		// A tombstone that was set where the grant was not known yet.
		applyEntries(second.snapshot, [
			{
				...{
					id: 'tombstone'.padEnd(43, '-'),
					v: 2,
					workspace: '',
					key: first.matched.organizations.get('aria')!
				},
				...{ organization: first.matched.organizations.get('aria')!, seq: 1, previous: '', signature: '' },
				...{ stamp: 1, at: 0, action: '', command: '', facts: [{ table: 'tombstones', record: product }] }
			}
		]);
		expect(second.snapshot.products.get(product)!.deleted).toBe(false);
		const wanted = setupOf(`products: { ${lamp} }\nauthorizations: [{ from: aria, to: delta }]`);
		const plan = planned(wanted, second.snapshot, 'like');
		expect(plan.snapshot.products.get(product)!.deleted).toBe(false);
		expect(plan.removals).toContainEqual(
			expect.objectContaining({ kind: 'deletion', of: 'product', id: product })
		);
		expect(plan.removals).toContainEqual(expect.objectContaining({ kind: 'grants', to: delta, product }));
	});
});

const keysOf = ({ matched }: SetupPlan) => ({
	organizations: new Map([...matched.organizations].map(([key, id]) => [id, key])),
	products: new Map([...matched.products].map(([key, id]) => [id, key]))
});
