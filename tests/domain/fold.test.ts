import { allOf } from '$lib/domain/algorithms/small-set';
import { describe, expect, test } from 'vitest';
import {
	allPermissions,
	heldIn,
	only,
	type PermissionSet,
	permissionsOfKind,
	standingOf,
	toList,
	toSet
} from '$lib/domain/permissions/standing';
import type { Entry } from '$lib/domain/entry';
import type { Fact } from '$lib/domain/facts';
import { applyEntries } from '$lib/domain/fold/apply';
import { emptySnapshot, linkBetween, partnershipBetween, type Snapshot } from '$lib/domain/snapshot';
import { current } from '$lib/domain/merge/field';
import { entryOf, hashOf } from '../oracle/ledger';
import { expectSame, wholeOf } from '../oracle/whole';

const found = (name: string): Entry =>
	entryOf({
		organization: '',
		facts: [{ table: 'organizations', name, account: `${name}@example.com`, colour: '#000000' }]
	});

const [aurora, basin, cedar] = [found('aurora'), found('basin'), found('cedar')];

/** Held and passed on alike. */
const alike = (set: PermissionSet) => standingOf(set, set);

let count = 0;
/** What an organization says, with an id that is chosen or one of its own. */
const said = (by: Entry, facts: Fact[], { stamp = 2, id = hashOf(`entry ${++count}`) } = {}): Entry => ({
	...entryOf({ organization: by.id, key: by.key, facts, stamp }),
	id
});

const lamp: Fact = {
	...{ table: 'products', pid: 'L1', name: 'Lamp', category: 'light', basedOn: null },
	making: { origin: 'proprietary', maker: null }
};

/** The snapshot of the entries, which has to be the same in whichever order they come. */
function snapshotOf(...entries: Entry[]): Snapshot {
	const [forth, step, back] = [emptySnapshot(), emptySnapshot(), emptySnapshot()];
	applyEntries(forth, entries);
	for (const entry of entries) applyEntries(step, [entry]);
	expectSame(wholeOf(step), wholeOf(forth));
	for (const entry of [...entries].reverse()) applyEntries(back, [entry]);
	expectSame(wholeOf(back), wholeOf(forth));
	return back;
}

describe('a fact', () => {
	const product = said(aurora, [lamp]);
	const lampId = `${product.id}:0`;
	const grant = said(aurora, [
		{ table: 'grants', product: lampId, grantee: basin.id, permission: 'purchase' }
	]);

	test('may arrive before the record it speaks of', () => {
		const revocation = said(aurora, [{ table: 'revocations', grant: `${grant.id}:0` }]);
		const snapshot = emptySnapshot();
		applyEntries(snapshot, [aurora, revocation, grant]);
		expect(snapshot.waiting.size).toBe(2);
		applyEntries(snapshot, [product]);
		expect(snapshot.waiting.size).toBe(0);
		expect(snapshot.grants.get(`${grant.id}:0`)!.standing).toBe(false);
		snapshotOf(aurora, basin, product, grant, revocation);
	});

	test('counts once, however often its entry arrives', () => {
		const snapshot = snapshotOf(aurora, product, grant);
		const before = wholeOf(snapshot);
		expect([...applyEntries(snapshot, [grant, product, grant])]).toEqual([]);
		expectSame(wholeOf(snapshot), before);
	});

	test('about another organization’s record is ignored', () => {
		const foreign = said(
			basin,
			[
				{ table: 'product-fields', product: lampId, field: 'name', value: 'Stolen' },
				{ table: 'product-makings', product: lampId, making: { origin: 'oem', maker: basin.id } },
				{ table: 'product-bases', product: lampId, basedOn: lampId },
				{ table: 'maker-standings', product: lampId, maker: basin.id, kinds: ['develop'] },
				{ table: 'revocations', grant: `${grant.id}:0` },
				{ table: 'tombstones', record: lampId },
				{ table: 'tombstones', record: aurora.id },
				{ table: 'devices', product: lampId, serial: 'S1', name: 'Mine now' }
			],
			{ stamp: 9 }
		);
		const snapshot = snapshotOf(aurora, basin, product, grant, foreign);
		expect(snapshot.products.get(lampId)).toMatchObject({
			...{ name: 'Lamp', owner: aurora.id, basedOn: null, making: { maker: null } },
			...{ tombstones: new Set(), devices: { size: 0 }, deleted: false }
		});
		expect(heldIn(snapshot.products.get(lampId)!.standings.get(basin.id)!)).toBe(only('purchase'));
		expect(snapshot.organizations.get(aurora.id)!.deleted).toBe(false);
	});

	test('about another’s order, withdrawal or device is ignored, too', () => {
		const order = said(aurora, [
			{ table: 'orders', invoiceEntity: aurora.id, lines: [{ product: lampId, quantity: 1 }], note: '' },
			{ table: 'devices', product: lampId, serial: 'S1', name: 'Ours' },
			{ table: 'partners', partner: basin.id, name: 'Basin' },
			{ table: 'tombstones', record: '#2' }
		]);
		const foreign = said(basin, [
			{ table: 'order-statuses', order: `${order.id}:0`, status: 'cancelled' },
			{ table: 'logs', device: `${order.id}:1`, lines: [] },
			{ table: 'withdrawals', tombstone: `${order.id}:3` }
		]);
		const snapshot = snapshotOf(aurora, basin, product, order, foreign);
		expect(current(snapshot.orders.get(`${order.id}:0`)!.statuses)).toBe('open');
		expect(snapshot.devices.get(`${order.id}:1`)!.logs.size).toBe(0);
		expect(snapshot.tombstones.get(`${order.id}:3`)!.withdrawn).toBe(false);
	});

	test('that states an organization counts only in its founding entry, and only once', () => {
		const again: Fact = {
			table: 'organizations',
			name: 'again',
			account: 'x@example.com',
			colour: '#ffffff'
		};
		const twice: Entry = entryOf({ organization: '', facts: [...aurora.facts, again] });
		const snapshot = snapshotOf(twice, basin, said(basin, [again]));
		expect([...snapshot.organizations.values()].map(({ name }) => name).sort()).toEqual(['aurora', 'basin']);
	});

	test('may name another of its own entry by its place', () => {
		const all = said(aurora, [
			lamp,
			{ table: 'grants', product: '#0', grantee: basin.id, permission: 'purchase' },
			{ table: 'flags', on: true, grants: ['#1'] }
		]);
		const { standings } = snapshotOf(aurora, basin, all).products.get(`${all.id}:0`)!;
		expect(standings.get(basin.id)).toBe(alike(only('purchase')));
	});

	test('that names itself, or goes round in a circle with others, waits for ever and harms nothing', () => {
		const id = hashOf('circle');
		const circle = said(
			aurora,
			[
				{ table: 'revocations', grant: '#0' },
				{ table: 'revocations', grant: '#2' },
				{ table: 'revocations', grant: '#1' },
				{ table: 'tombstones', record: '#4' },
				{ table: 'withdrawals', tombstone: '#3' }
			],
			{ id }
		);
		expect(snapshotOf(aurora, circle, product).products.size).toBe(1);
	});
});

describe('a changeable field', () => {
	const name = (snapshot: Snapshot) => snapshot.organizations.get(aurora.id)!.name;
	const rename = (value: string, options: { stamp?: number; id?: string }) =>
		said(aurora, [{ table: 'organization-fields', field: 'name', value }], options);

	test('takes the value of the highest stamp, whichever arrives last', () => {
		const [low, high] = [rename('low', { stamp: 3 }), rename('high', { stamp: 9 })];
		expect(name(snapshotOf(aurora, low, high))).toBe('high');
	});

	test('between equal stamps takes the higher entry id', () => {
		const [a, b] = [rename('a', { id: `A${hashOf('a')}` }), rename('b', { id: `B${hashOf('b')}` })];
		expect(name(snapshotOf(aurora, a, b))).toBe('b');
	});

	test('inside one entry takes the later place: ten after two', () => {
		const facts = Array.from({ length: 11 }, (_, i): Fact => ({
			table: 'organization-fields',
			field: 'name',
			value: `place ${i}`
		}));
		expect(name(snapshotOf(aurora, said(aurora, facts)))).toBe('place 10');
	});

	test('leaves the other fields alone: two people’s changes of two fields both stand', () => {
		const colour = said(aurora, [{ table: 'organization-fields', field: 'colour', value: '#ffffff' }]);
		const snapshot = snapshotOf(aurora, rename('new', {}), colour);
		expect(snapshot.organizations.get(aurora.id)).toMatchObject({ name: 'new', colour: '#ffffff' });
	});

	test('moves its record in the index by account and by PID', () => {
		const product = said(aurora, [lamp]);
		const moved = said(aurora, [
			{ table: 'organization-fields', field: 'account', value: ' NEW@example.com' },
			{ table: 'product-fields', product: `${product.id}:0`, field: 'pid', value: 'Ｌ2' }
		]);
		const snapshot = snapshotOf(aurora, product, moved);
		expect([...snapshot.organizationsByAccount.keys()]).toEqual(['new@example.com']);
		// Of most there is one, which is kept without a set.
		expect([...snapshot.productsByPid]).toEqual([['l2', `${product.id}:0`]]);
	});

	test('keeps a key’s latest name, whichever arrives last', () => {
		const key = hashOf('key');
		const first = said(aurora, [{ table: 'keys', key, name: 'first' }], { stamp: 2 });
		const second = said(aurora, [{ table: 'keys', key, name: 'second' }], { stamp: 3 });
		const { keys } = snapshotOf(aurora, first, second);
		expect(keys.recordsOf(aurora.id).map(({ name }) => name)).toEqual(['', 'second']);
	});
});

describe('a third-party flag', () => {
	const product = said(aurora, [lamp]);
	const id = `${product.id}:0`;
	const grant = (permission: 'purchase' | 'view-logs' | 'panel-development'): Fact => ({
		...{ table: 'grants', product: id, grantee: basin.id, permission }
	});
	const flag = (on: boolean, ...grants: string[]): Fact => ({ table: 'flags', on, grants });
	const flagged = (snapshot: Snapshot) =>
		toList(snapshot.products.get(id)!.links.between(aurora.id, basin.id)!.flagged);

	test('set on a revoked grant does not count for one made since', () => {
		const first = said(aurora, [grant('purchase'), flag(true, '#0')]);
		const revoked = said(aurora, [{ table: 'revocations', grant: `${first.id}:0` }], { stamp: 3 });
		const anew = said(aurora, [grant('purchase')], { stamp: 4 });
		expect(flagged(snapshotOf(aurora, basin, product, first, revoked, anew))).toEqual([]);
	});

	test('is a yes or no of each grant that it names, and ends with it', () => {
		const both = said(aurora, [grant('view-logs'), grant('panel-development'), flag(true, '#0', '#1')]);
		const [logs, panels] = [`${both.id}:0`, `${both.id}:1`];
		expect(flagged(snapshotOf(aurora, basin, product, both))).toEqual(['panel-development', 'view-logs']);
		const revoked = said(aurora, [{ table: 'revocations', grant: logs }], { stamp: 3 });
		expect(flagged(snapshotOf(aurora, basin, product, both, revoked))).toEqual(['panel-development']);
		const off = said(aurora, [flag(false, panels)], { stamp: 3 });
		expect(flagged(snapshotOf(aurora, basin, product, both, off))).toEqual(['view-logs']);
	});

	test('is what was said last of the grant, by stamp and then by entry', () => {
		const granted = said(aurora, [grant('purchase')]);
		const say = (on: boolean, stamp: number, id?: string) =>
			said(aurora, [flag(on, `${granted.id}:0`)], { stamp, ...(id && { id }) });
		const told = (...entries: Entry[]) => flagged(snapshotOf(aurora, basin, product, granted, ...entries));
		expect(told(say(true, 4), say(false, 3))).toEqual(['purchase']);
		expect(told(say(true, 3), say(false, 4))).toEqual([]);
		const [a, b] = [`A${hashOf('a').slice(1)}`, `B${hashOf('b').slice(1)}`];
		expect(told(say(true, 3, a), say(false, 3, b))).toEqual([]);
	});

	test('lets nothing pass on that another replica grants meanwhile', () => {
		const first = said(aurora, [grant('view-logs')]);
		const on = said(aurora, [flag(true, `${first.id}:0`)], { stamp: 3 });
		const meanwhile = said(aurora, [grant('panel-development')], { stamp: 3 });
		const { standings } = snapshotOf(aurora, basin, product, first, on, meanwhile).products.get(id)!;
		expect(standings.get(basin.id)).toBe(
			standingOf(toSet(['panel-development', 'view-logs']), only('view-logs'))
		);
	});

	test('of another’s grant is nobody’s to say', () => {
		const granted = said(aurora, [grant('purchase')]);
		const foreign = said(basin, [flag(true, `${granted.id}:0`)], { stamp: 9 });
		expect(flagged(snapshotOf(aurora, basin, product, granted, foreign))).toEqual([]);
	});

	test('waits for each grant by itself', () => {
		const [one, other] = [said(aurora, [grant('purchase')]), said(aurora, [grant('view-logs')])];
		const on = said(aurora, [flag(true, `${one.id}:0`, `${other.id}:0`)], { stamp: 3 });
		expect(flagged(snapshotOf(aurora, basin, product, on, one))).toEqual(['purchase']);
		expect(flagged(snapshotOf(aurora, basin, product, on, one, other))).toEqual(['view-logs', 'purchase']);
	});
});

describe('a maker', () => {
	const made = (kinds: ('develop' | 'purchase')[] | null, stamp = 2): Entry =>
		said(
			aurora,
			[
				{ ...lamp, making: { origin: 'oem', maker: basin.id } },
				...(kinds ? [{ table: 'maker-standings', product: '#0', maker: basin.id, kinds } as const] : [])
			],
			{ stamp }
		);
	const standing = (entry: Entry, ...more: Entry[]) =>
		snapshotOf(aurora, basin, entry, ...more)
			.products.get(`${entry.id}:0`)!
			.standings.get(basin.id);

	test('holds and passes on what its standing covers, and nothing where no kinds were stated', () => {
		expect(standing(made(['purchase']))).toBe(alike(only('purchase')));
		expect(standing(made(['develop', 'purchase']))).toBe(alike(allPermissions));
		expect(standing(made([]))).toBe(undefined);
		expect(standing(made(null))).toBe(undefined);
	});

	test('has the kinds that were stated last for it, and no other maker’s', () => {
		const entry = made(['purchase']);
		const product = `${entry.id}:0`;
		const say = (maker: string, stamp: number): Entry =>
			said(aurora, [{ table: 'maker-standings', product, maker, kinds: ['develop'] }], { stamp });
		expect(standing(entry, say(basin.id, 3))).toBe(alike(permissionsOfKind.develop));
		expect(standing(entry, say(cedar.id, 3))).toBe(alike(only('purchase')));
	});
});

describe('after a merge', () => {
	test('a proprietary product gives no standing to a maker that somebody wrote into it', () => {
		const odd = said(aurora, [{ ...lamp, making: { origin: 'proprietary', maker: basin.id } }]);
		const snapshot = snapshotOf(aurora, basin, odd);
		expect([...snapshot.products.get(`${odd.id}:0`)!.standings.keys()]).toEqual([aurora.id]);
	});

	test('a product that one deletes and another’s order needs stays until the order is closed', () => {
		const product = said(aurora, [lamp, { table: 'tombstones', record: '#0' }]);
		const lines = [{ product: `${product.id}:0`, quantity: 1 }];
		const order = said(aurora, [{ table: 'orders', invoiceEntity: aurora.id, lines, note: '' }], {
			stamp: 3
		});
		const closed = said(aurora, [{ table: 'order-statuses', order: `${order.id}:0`, status: 'completed' }], {
			stamp: 4
		});
		const deleted = (...entries: Entry[]) => snapshotOf(...entries).products.get(`${product.id}:0`)!.deleted;
		expect(deleted(aurora, product)).toBe(true);
		expect(deleted(aurora, product, order)).toBe(false);
		expect(deleted(aurora, product, order, closed)).toBe(true);
	});

	test('what others say of an organization does not stand in the way of its deletion; what it has does', () => {
		const gone = said(basin, [{ table: 'tombstones', record: basin.id }]);
		const others = said(aurora, [{ table: 'partners', partner: basin.id, name: 'Basin' }]);
		const added = said(basin, [{ table: 'partners', partner: cedar.id, name: 'Cedar' }]);
		const isDeleted = (...entries: Entry[]) =>
			snapshotOf(aurora, basin, cedar, gone, ...entries).organizations.get(basin.id)!.deleted;
		expect(isDeleted(others)).toBe(true);
		expect(isDeleted(others, added)).toBe(false);
		const deleted = said(basin, [{ table: 'tombstones', record: `${added.id}:0` }], { stamp: 3 });
		expect(isDeleted(others, added, deleted)).toBe(true);
	});

	test('a deleted organization holds nothing, and has again what it was given when it comes back', () => {
		const product = said(aurora, [
			{ ...lamp, making: { origin: 'oem', maker: cedar.id } },
			{ table: 'maker-standings', product: '#0', maker: cedar.id, kinds: ['purchase'] },
			{ table: 'grants', product: '#0', grantee: basin.id, permission: 'purchase' }
		]);
		const gone = [basin, cedar].map((each) => said(each, [{ table: 'tombstones', record: each.id }]));
		const back = said(basin, [{ table: 'withdrawals', tombstone: `${gone[0]!.id}:0` }], { stamp: 3 });
		const holders = (...entries: Entry[]) =>
			[...snapshotOf(aurora, basin, cedar, product, ...entries).products.get(`${product.id}:0`)!.standings]
				.map(([id]) => id)
				.sort();
		expect(holders(...gone)).toEqual([aurora.id]);
		expect(holders(...gone, back)).toEqual([aurora.id, basin.id].sort());
	});

	test('two deletions never wait for each other: what blocks is judged as though nothing were deleted', () => {
		const product = said(aurora, [lamp, { table: 'tombstones', record: '#0' }]);
		const lines = [{ product: `${product.id}:0`, quantity: 1 }];
		const order = said(aurora, [{ table: 'orders', invoiceEntity: aurora.id, lines, note: '' }], {
			stamp: 3
		});
		const gone = said(aurora, [{ table: 'tombstones', record: aurora.id }], { stamp: 4 });
		const waits = snapshotOf(aurora, product, order, gone);
		expect(waits.organizations.get(aurora.id)!.deleted).toBe(false);
		const closed = said(aurora, [{ table: 'order-statuses', order: `${order.id}:0`, status: 'cancelled' }], {
			stamp: 5
		});
		const done = snapshotOf(aurora, product, order, gone, closed);
		expect(done.products.get(`${product.id}:0`)!.deleted).toBe(true);
		expect(done.organizations.get(aurora.id)!.deleted).toBe(true);
	});

	test('products with one PID both stay, and neither gains anything over the other', () => {
		const [one, other] = [said(aurora, [lamp]), said(basin, [lamp])];
		const snapshot = snapshotOf(aurora, basin, one, other);
		expect([...allOf(snapshot.productsByPid.get('l1'))]).toHaveLength(2);
		expect([...snapshot.products.get(`${one.id}:0`)!.standings.keys()]).toEqual([aurora.id]);
		expect([...snapshot.products.get(`${other.id}:0`)!.standings.keys()]).toEqual([basin.id]);
	});

	test('a grant by who relays nothing is stored, gives nothing, and makes its grantee a partner', () => {
		const product = said(aurora, [lamp]);
		const grant = said(basin, [
			{ table: 'grants', product: `${product.id}:0`, grantee: cedar.id, permission: 'purchase' }
		]);
		const snapshot = snapshotOf(aurora, basin, cedar, product, grant);
		expect(snapshot.products.get(`${product.id}:0`)!.standings.has(cedar.id)).toBe(false);
		expect(partnershipBetween(snapshot, basin.id, cedar.id)!.authorized.size).toBe(1);
	});

	test('an authorization was changed last when its grantor last said something of it', () => {
		const product = said(aurora, [lamp]);
		const about = { product: `${product.id}:0`, grantee: basin.id };
		const at = (entry: Entry, time: number): Entry => ({ ...entry, at: time });
		const grant = at(said(aurora, [{ table: 'grants', ...about, permission: 'purchase' }]), 5);
		const flag: Fact = { table: 'flags', on: true, grants: [`${grant.id}:0`] };
		const flagged = at(said(aurora, [flag], { stamp: 3 }), 9);
		const revocation: Fact = { table: 'revocations', grant: `${grant.id}:0` };
		const revoked = at(said(aurora, [revocation], { stamp: 4 }), 7);
		const foreign = at(said(basin, [revocation], { stamp: 5 }), 99);
		const snapshot = snapshotOf(aurora, basin, product, grant, flagged, revoked, foreign);
		expect(linkBetween(snapshot, aurora.id, basin.id, about.product)?.changedAt).toBe(9);
		expect(partnershipBetween(snapshot, aurora.id, basin.id)?.changedAt).toBe(9);
	});

	test('a second revocation of one grant changes no count', () => {
		const product = said(aurora, [
			lamp,
			{ table: 'grants', product: '#0', grantee: basin.id, permission: 'purchase' }
		]);
		const revoke = () => said(aurora, [{ table: 'revocations', grant: `${product.id}:1` }], { stamp: 3 });
		const snapshot = snapshotOf(aurora, basin, product, revoke(), revoke());
		expect(partnershipBetween(snapshot, aurora.id, basin.id)!.counts).toEqual({ develop: 0, purchase: 0 });
	});
});
