import { describe, expect, test } from 'vitest';
import { type NotUndone, undoSteps } from '$lib/commands/undo/undo';
import type { Entry } from '$lib/domain/entry';
import { applyEntries } from '$lib/domain/fold/apply';
import { emptySnapshot, type Snapshot } from '$lib/domain/snapshot';
import { describeAction } from '$lib/views/history/history';
import { historyOf } from '$lib/views/history/actions';
import { filterHistory } from '$lib/views/history/search';
import { previewUndo, undoable } from '$lib/views/history/undo';
import { drained } from '../drained';
import { entryOf } from '../oracle/ledger';
import { Acting } from './acting';

function begin() {
	const world = new Acting();
	const founding = world.does(null, {
		command: 'add-organization',
		name: 'Lumen',
		account: 'lumen@example.com',
		colour: '#336699'
	});
	const lumen = founding.id;
	const kilo = world.organization('Kilo');
	const told = (entry: Entry) => describeAction(world.snapshot, [entry]);
	return { world, founding, lumen, kilo, told };
}

describe('what an action did, command by command', () => {
	test('organizations', () => {
		const { world, founding, lumen, told } = begin();
		expect(told(founding)).toEqual([{ what: 'organizations-added', by: lumen, ids: [lumen] }]);
		const edit = world.does(lumen, {
			command: 'edit-organization',
			name: 'Lumen AG',
			account: 'ag@example.com',
			colour: '#000000'
		});
		const about = { by: lumen, ids: [lumen] };
		expect(told(edit)).toEqual([
			{ what: 'organization-edited', ...about, field: 'name', from: 'Lumen', to: 'Lumen AG' },
			{
				what: 'organization-edited',
				...about,
				field: 'account',
				from: 'lumen@example.com',
				to: 'ag@example.com'
			},
			{ what: 'organization-coloured', ...about }
		]);
		const gone = world.does(lumen, { command: 'delete-organization' });
		expect(told(gone)).toEqual([{ what: 'deleted', ...about, of: 'organization' }]);
		const back = world.does(lumen, { command: 'withdraw-deletion', of: 'organization', id: lumen });
		expect(told(back)).toEqual([{ what: 'restored', ...about, of: 'organization' }]);
	});

	test('products', () => {
		const { world, lumen, kilo, told } = begin();
		const base = world.named(lumen, 'Base');
		const lamp = world.named(lumen, 'Lamp', kilo);
		const added = world.snapshot.entries.get(world.snapshot.products.get(lamp)!.entry)!;
		const about = { by: lumen, ids: [lamp] };
		expect(told(added)).toEqual([
			{ what: 'products-added', ...about },
			{ what: 'maker-standing', ...about, maker: kilo, kinds: ['develop', 'purchase'] }
		]);
		const edit = world.does(lumen, {
			command: 'edit-product',
			product: lamp,
			name: 'Desk Lamp',
			basedOn: base
		});
		expect(told(edit)).toEqual([
			{ what: 'product-edited', ...about, field: 'name', from: 'Lamp', to: 'Desk Lamp' },
			{ what: 'product-based', ...about, on: base }
		]);
		const ended = world.does(lumen, { command: 'set-maker-standing', product: lamp, kinds: ['purchase'] });
		expect(told(ended)).toEqual([{ what: 'maker-standing', ...about, maker: kilo, kinds: ['purchase'] }]);
		const making = { origin: 'proprietary', maker: null } as const;
		const own = world.does(lumen, { command: 'edit-product', product: lamp, making });
		expect(told(own)).toEqual([{ what: 'product-remade', ...about, maker: null }]);
		const gone = world.does(lumen, { command: 'delete-product', product: lamp });
		expect(told(gone)).toEqual([{ what: 'deleted', ...about, of: 'product' }]);
		const back = world.does(lumen, { command: 'withdraw-deletion', of: 'product', id: lamp });
		expect(told(back)).toEqual([{ what: 'restored', ...about, of: 'product' }]);
	});

	test('partners', () => {
		const { world, lumen, kilo, told } = begin();
		const about = { by: lumen, ids: [kilo] };
		const added = world.does(lumen, {
			command: 'add-partner',
			account: 'kilo@example.com',
			name: 'Our factory'
		});
		expect(told(added)).toEqual([{ what: 'partners-added', ...about }]);
		const renamed = world.does(lumen, { command: 'rename-partner', partner: kilo, name: 'Old factory' });
		expect(told(renamed)).toEqual([
			{ what: 'partner-renamed', ...about, from: 'Our factory', to: 'Old factory' }
		]);
		const gone = world.does(lumen, { command: 'delete-partner', partner: kilo });
		expect(told(gone)).toEqual([{ what: 'deleted', ...about, of: 'partner' }]);
		const back = world.does(lumen, { command: 'withdraw-deletion', of: 'partner', id: kilo });
		expect(told(back)).toEqual([{ what: 'restored', ...about, of: 'partner' }]);
	});

	test('authorizations: products of one scope are told together', () => {
		const { world, lumen, kilo, told } = begin();
		const [lamp, plug] = [world.named(lumen, 'Lamp'), world.named(lumen, 'Plug')];
		world.partner(lumen, kilo);
		const about = { by: lumen, ids: [lamp, plug], grantee: kilo };
		const permissions = ['product-development', 'view-logs'] as const;
		const given = world.authorizesAll(lumen, kilo, [lamp, plug], [...permissions], ['develop']);
		expect(told(given)).toEqual([{ what: 'authorized', ...about, permissions, thirdParty: ['develop'] }]);
		const off = world.does(lumen, {
			command: 'set-third-party',
			grantee: kilo,
			products: [lamp, plug],
			kind: 'develop',
			on: false
		});
		expect(told(off)).toEqual([{ what: 'third-party', ...about, kind: 'develop', on: false }]);
		const changed = world.does(lumen, {
			command: 'change-scope',
			grantee: kilo,
			products: [lamp, plug],
			permissions: ['panel-development', 'view-logs']
		});
		expect(told(changed)).toEqual([
			{ what: 'scope-changed', ...about, granted: ['panel-development'], revoked: ['product-development'] }
		]);
		const revoked = world.does(lumen, {
			command: 'revoke',
			grantee: kilo,
			items: [lamp, plug].map((product) => ({ product, permissions: ['panel-development', 'view-logs'] }))
		});
		expect(told(revoked)).toEqual([
			{ what: 'revoked', ...about, permissions: ['panel-development', 'view-logs'] }
		]);
	});

	test('an adjustment of several products is told by what it did to each', () => {
		const { world, lumen, kilo, told } = begin();
		const [lamp, plug] = [world.named(lumen, 'Lamp'), world.named(lumen, 'Plug')];
		world.partner(lumen, kilo);
		world.authorizesAll(lumen, kilo, [plug], ['purchase']);
		const adjusted = world.does(lumen, {
			command: 'adjust',
			grantee: kilo,
			items: [
				{ product: lamp, grant: ['view-logs'] },
				{ product: plug, revoke: ['purchase'] }
			]
		});
		expect(told(adjusted).map(({ what, ids }) => [what, ids])).toEqual([
			['authorized', [lamp]],
			['revoked', [plug]]
		]);
	});

	test('orders', () => {
		const { world, lumen, told } = begin();
		const order = world.orders(lumen, [world.named(lumen, 'Lamp')]);
		const placed = world.snapshot.entries.get(world.snapshot.orders.get(order)!.entry)!;
		const about = { by: lumen, ids: [order] };
		expect(told(placed)).toEqual([{ what: 'orders-placed', ...about, invoiceEntity: lumen }]);
		const completed = world.does(lumen, { command: 'complete-order', order });
		expect(told(completed)).toEqual([{ what: 'order-status', ...about, status: 'completed' }]);
		const open = world.does(lumen, { command: 'restore-order', order, status: 'open' });
		expect(told(open)).toEqual([{ what: 'order-status', ...about, status: 'open' }]);
		const cancelled = world.does(lumen, { command: 'cancel-order', order });
		expect(told(cancelled)).toEqual([{ what: 'order-status', ...about, status: 'cancelled' }]);
	});

	test('work, devices and logs', () => {
		const { world, lumen, told } = begin();
		const lamp = world.named(lumen, 'Lamp');
		const operation = 'panel-development';
		const text = { subject: 'Panel', value: '1.2', note: '' };
		const work = world.does(lumen, { command: 'record-work', product: lamp, operation, ...text });
		expect(told(work)).toEqual([
			{ what: 'work-recorded', by: lumen, ids: [lamp], operation, subject: 'Panel', value: '1.2' }
		]);
		const registered = world.does(lumen, {
			command: 'register-device',
			product: lamp,
			serial: 'S1',
			name: ''
		});
		expect(told(registered)).toEqual([{ what: 'device-registered', by: lumen, ids: [lamp], serial: 'S1' }]);
		const device = `${registered.id}:0`;
		const lines = [{ time: 1, type: 'info' as const, message: 'on' }];
		const logged = world.does(lumen, { command: 'add-logs', device, lines });
		expect(told(logged)).toEqual([{ what: 'logs-added', by: lumen, ids: [device], lines: 1 }]);
		const gone = [
			world.does(lumen, { command: 'retract-work', work: `${work.id}:0` }),
			world.does(lumen, { command: 'remove-logs', logs: `${logged.id}:0` }),
			world.does(lumen, { command: 'remove-device', device })
		];
		expect(gone.map((entry) => told(entry)[0])).toMatchObject([
			{ what: 'deleted', of: 'work' },
			{ what: 'deleted', of: 'logs' },
			{ what: 'deleted', of: 'device' }
		]);
	});

	test('what this version has no words for is told by its name', () => {
		const { world, lumen, told } = begin();
		const strange = entryOf({ organization: lumen, command: 'strange', facts: [] });
		expect(told(strange)).toEqual([{ what: 'other', by: lumen, ids: [strange.id], command: 'strange' }]);
		expect(describeAction(world.snapshot, [])).toEqual([]);
	});

	test('an act of several organizations is told together', () => {
		const { world, founding, lumen, kilo } = begin();
		const entries = [founding, world.snapshot.entries.get(kilo)!];
		expect(describeAction(world.snapshot, entries)).toMatchObject([
			{ what: 'organizations-added', ids: [lumen, kilo] }
		]);
	});
});

describe('the order of the history', () => {
	const actionsOf = (snapshot: Snapshot) => historyOf(snapshot).actions.map(({ action }) => action);
	const entry = (at: number, action: string, previous = '') =>
		entryOf({ organization: 'o', facts: [], at, action, previous });

	test('newest first, by time', () => {
		const { world } = begin();
		expect(actionsOf(world.snapshot)).toEqual(['here 1', 'here 0']);
	});

	test('an entry never comes before the one that it follows, whatever its clock says', () => {
		const first = entry(1000, 'first');
		const second = entry(5, 'second', first.id);
		const third = entry(5, 'third', second.id);
		const other = entry(900, 'other');
		const orders = [
			[first, second, third, other],
			[third, second, first, other],
			[other, third, first, second]
		];
		for (const order of orders) {
			const snapshot = emptySnapshot();
			applyEntries(snapshot, order);
			expect(actionsOf(snapshot)).toEqual(['third', 'second', 'first', 'other']);
		}
	});

	test('growing entry by entry ends where starting anew does', () => {
		const first = entry(1000, 'first');
		const second = entry(5, 'second', first.id);
		const late = [second, entry(900, 'other'), entry(950, 'second'), first];
		const snapshot = emptySnapshot();
		for (const each of late) {
			applyEntries(snapshot, [each]);
			actionsOf(snapshot);
		}
		const anew = emptySnapshot();
		applyEntries(anew, late);
		expect(actionsOf(snapshot)).toEqual(actionsOf(anew));
		expect(actionsOf(snapshot)).toEqual(['second', 'first', 'other']);
	});

	test('one more action leaves what is told of the others as it is', () => {
		const snapshot = emptySnapshot();
		applyEntries(
			snapshot,
			Array.from({ length: 200 }, (_, index) => entry(index, `a${index}`))
		);
		const before = historyOf(snapshot).actions;
		applyEntries(snapshot, [entry(30_000, 'last')]);
		const [last, ...others] = historyOf(snapshot).actions;
		expect(last?.action).toBe('last');
		expect(others).toHaveLength(before.length);
		others.forEach((other, index) => expect(other).toBe(before[index]));
	});
});

describe('undo', () => {
	const everybody = (snapshot: Snapshot) => new Set(snapshot.organizations.keys());

	test('what was undone is marked with what undid it, and no more once that is undone', () => {
		const { world, lumen } = begin();
		const rename = world.does(lumen, { command: 'edit-organization', name: 'Lumen AG' });
		const [undo] = world.undoes(rename).entries;
		expect(historyOf(world.snapshot).undoneBy(rename.action)?.entries).toEqual([undo]);
		const [redo] = world.undoes(undo!).entries;
		const { undoneBy, act } = historyOf(world.snapshot);
		expect(undoneBy(rename.action)).toBeUndefined();
		expect(undoneBy(undo!.action)?.entries).toEqual([redo]);
		expect(act(redo!.action)?.undoes).toBe(undo!.action);
		expect(world.snapshot.organizations.get(lumen)?.name).toBe('Lumen AG');
	});

	test('entries that claim to undo each other do not hang it', () => {
		const snapshot = emptySnapshot();
		const founding = entryOf({ organization: '', facts: [], action: 'o' }, 'o');
		const claim = (action: string, other: string, at: number) =>
			entryOf({ organization: 'o', facts: [], at, action, command: `undo:${other}` });
		applyEntries(snapshot, [founding, claim('a', 'b', 1), claim('b', 'a', 2), claim('c', 'c', 3)]);
		const { undoneBy } = historyOf(snapshot);
		expect(['a', 'b', 'c'].filter((action) => undoneBy(action))).toEqual(['a']);
	});

	test('whoever joins an act keeps nobody from undoing their own part, nor speaks for them', () => {
		const { world, lumen, kilo } = begin();
		const renamed = world.does(lumen, { command: 'edit-organization', name: 'Lumen AG' });
		const join = (command: string, action: string) =>
			applyEntries(world.snapshot, [
				entryOf({
					...{ organization: kilo, at: 0, action, command, seq: 90 + world.snapshot.entries.size },
					facts: [{ table: 'organization-fields', field: 'colour', value: '#000000' }]
				})
			]);
		join('edit-organization', renamed.action);
		const act = () => historyOf(world.snapshot).act(renamed.action)!;
		expect(act().authors).toEqual([kilo, lumen]);
		expect(undoable(world.snapshot, act(), new Set([lumen]))).toEqual({ can: true, unseen: false });
		expect(drained(previewUndo(world.snapshot, act(), new Set([lumen]))).steps).toMatchObject([
			{ actor: lumen, command: { command: 'edit-organization' } }
		]);
		const kept: NotUndone[] = [];
		expect([...undoSteps(act().entries, new Set([lumen]), () => world.snapshot, kept)]).toHaveLength(1);
		expect(kept).toMatchObject([{ refusal: { code: 'done-by-others' } }]);
		// Neither that it was undone, nor that it undid something.
		join(`undo:${renamed.action}`, 'claim');
		expect(historyOf(world.snapshot).undoneBy(renamed.action)).toBeUndefined();
		const alone = world.does(lumen, { command: 'edit-organization', name: 'Lumen' });
		const [undo] = world.undoes(alone).entries;
		join('edit-organization', undo!.action);
		expect(historyOf(world.snapshot).undoneBy(alone.action)?.action).toBe(undo!.action);
	});

	test('it is offered where it would do something, and else it is told why not', () => {
		const { world, lumen, kilo } = begin();
		const lamp = world.named(lumen, 'Lamp');
		world.partner(lumen, kilo);
		const given = world.authorizesAll(lumen, kilo, [lamp], ['purchase']);
		const of = (entry: Entry) => historyOf(world.snapshot).act(entry.action)!;
		expect(undoable(world.snapshot, of(given), everybody(world.snapshot))).toMatchObject({ can: true });
		expect(undoable(world.snapshot, of(given), new Set([kilo]))).toEqual({
			can: false,
			why: 'no-key',
			organization: lumen
		});
		world.revokes(lumen, kilo, lamp, ['purchase']);
		expect(undoable(world.snapshot, of(given), everybody(world.snapshot))).toMatchObject({
			can: false,
			why: 'kept',
			kept: [{ id: lamp, refusal: { code: 'changed-since' } }]
		});
	});
});

test('the history is narrowed by organization, kind and the names of what it is about', () => {
	const { world, lumen, kilo } = begin();
	const lamp = world.named(lumen, 'Desk Lamp');
	world.partner(lumen, kilo);
	const given = world.authorizesAll(lumen, kilo, [lamp], ['purchase']);
	const order = world.orders(kilo, [lamp]);
	const [undo] = world.undoes(given).entries;
	const found = (filter: Parameters<typeof filterHistory>[2]) =>
		filterHistory(world.snapshot, historyOf(world.snapshot).actions, filter).map(({ action }) => action);
	const placed = world.snapshot.entries.get(world.snapshot.orders.get(order)!.entry)!;
	expect(found({})).toHaveLength(7);
	expect(found({ kind: 'orders' })).toEqual([placed.action]);
	expect(found({ kind: 'authorizations' })).toEqual([undo!.action, given.action]);
	expect(found({ kind: 'undone' })).toEqual([undo!.action]);
	expect(found({ query: 'desk' })).toHaveLength(4);
	expect(found({ query: 'desk kilo' })).toEqual([undo!.action, placed.action, given.action]);
	expect(found({ query: 'nothing of that name' })).toEqual([]);
	expect(found({ organization: kilo })).toHaveLength(5);
});
