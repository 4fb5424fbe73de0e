import { describe, expect, test } from 'vitest';
import { undoEntry } from '$lib/commands/undo/undo';
import { authorOf, type Entry } from '$lib/domain/entry';
import { partnersOf } from '$lib/domain/partners';
import { permissions } from '$lib/domain/permissions/permissions';
import { authorization, Story } from './story';

function begin() {
	const story = new Story();
	const ids = story.organizations('Aurora', 'Basin', 'Cedar');
	const lamp = story.product(ids.Aurora, 'L1');
	return { story, lamp, ...ids };
}

/** Undoes an entry: what undo proposes is given as commands; what it keeps is handed back as `id: why`. */
function undo(story: Story, entry: Entry): string[] {
	const { commands, kept } = undoEntry(story.snapshot, entry, new Set([entry.id]));
	for (const command of commands) story.does(authorOf(entry), command);
	return kept.map(({ id, refusal }) => `${id} ${refusal.code}`);
}

describe('undoing', () => {
	test('a revocation grants anew, with the same flag, and wakes what slept', () => {
		const { story, lamp, Aurora, Basin, Cedar } = begin();
		story.authorizes(Aurora, Basin, lamp, ['purchase'], ['purchase']);
		story.authorizes(Basin, Cedar, lamp, ['purchase']);
		const revocation = story.revokes(Aurora, Basin, lamp, ['purchase']);
		expect(undo(story, revocation)).toEqual([]);
		expect(story.flags(Aurora, Basin, lamp)).toEqual(['purchase']);
		expect(story.states(Basin, Cedar, lamp)).toEqual({ purchase: 'active' });
	});

	test('a revocation leaves what was granted again since as it is: no flag comes back with it', () => {
		const { story, lamp, Aurora, Basin } = begin();
		story.authorizes(Aurora, Basin, lamp, ['purchase'], ['purchase']);
		const revocation = story.revokes(Aurora, Basin, lamp, ['purchase']);
		story.authorizes(Aurora, Basin, lamp, ['purchase']);
		expect(undo(story, revocation)).toEqual([`${lamp} changed-since`]);
		expect(story.flags(Aurora, Basin, lamp)).toEqual([]);
	});

	test('an authorization revokes what it granted and keeps what was there before', () => {
		const { story, lamp, Aurora, Basin } = begin();
		story.authorizes(Aurora, Basin, lamp, ['view-logs']);
		const more = story.does(Aurora, authorization(Basin, lamp, ['purchase'], ['purchase']));
		expect(undo(story, more)).toEqual([]);
		expect(story.held(Basin, lamp)).toEqual(['view-logs']);
		expect(story.flags(Aurora, Basin, lamp)).toEqual([]);
	});

	test('a flag puts it back as it was, unless somebody changed it since', () => {
		const { story, lamp, Aurora, Basin } = begin();
		story.authorizes(Aurora, Basin, lamp, ['purchase']);
		const flag = (on: boolean) =>
			story.does(Aurora, {
				...{ command: 'set-third-party', grantee: Basin, products: [lamp], kind: 'purchase', on }
			});
		const on = flag(true);
		flag(false);
		expect(undo(story, on)).toEqual([`${lamp} changed-since`]);
		const again = flag(true);
		expect(undo(story, again)).toEqual([]);
		expect(story.flags(Aurora, Basin, lamp)).toEqual([]);
	});

	test('a change of a name restores the one before, unless it was changed since', () => {
		const { story, lamp, Aurora } = begin();
		const first = story.does(Aurora, { command: 'edit-product', product: lamp, name: 'One' });
		const second = story.does(Aurora, { command: 'edit-product', product: lamp, name: 'Two' });
		expect(undo(story, first)).toEqual([`${lamp} changed-since`]);
		expect(undo(story, second)).toEqual([]);
		expect(story.snapshot.products.get(lamp)!.name).toBe('One');
	});

	test('adding what is used since is refused by name', () => {
		const { story, lamp, Aurora, Basin } = begin();
		story.partner(Aurora, Basin);
		const added = [...story.snapshot.entries.values()].at(-1)!;
		story.does(Aurora, authorization(Basin, lamp, ['purchase']));
		expect(undo(story, added)).toEqual([`${Basin} partner-has-products`]);
		const product = story.snapshot.entries.get(lamp.split(':')[0]!)!;
		expect(undo(story, product)).toEqual([`${lamp} product-in-use`]);
		const founding = story.snapshot.entries.get(Aurora)!;
		expect(undo(story, founding)).toEqual([`${Aurora} organization-in-use`]);
	});

	test('a deletion brings it back; undoing that, too, deletes it again', () => {
		const { story, Aurora, Basin } = begin();
		story.partner(Aurora, Basin);
		const deletion = story.does(Aurora, { command: 'delete-partner', partner: Basin });
		expect(undo(story, deletion)).toEqual([]);
		expect(partnersOf(story.snapshot, Aurora)).toHaveLength(1);
		expect(undo(story, [...story.snapshot.entries.values()].at(-1)!)).toEqual([]);
		expect(partnersOf(story.snapshot, Aurora)).toEqual([]);
	});

	test('the deletion of a partner that two devices had added asks for one withdrawal, not two', () => {
		const { story, Aurora, Basin } = begin();
		const elsewhere = story.elsewhere();
		story.partner(Aurora, Basin);
		elsewhere.partner(Aurora, Basin);
		story.meets(elsewhere);
		const deletion = story.does(Aurora, { command: 'delete-partner', partner: Basin });
		expect(deletion.facts).toHaveLength(2);
		expect(undoEntry(story.snapshot, deletion, new Set([deletion.id])).commands).toHaveLength(1);
		expect(undo(story, deletion)).toEqual([]);
	});

	test('a revocation is refused once the actor no longer relays what it revoked', () => {
		const { story, lamp, Aurora, Basin, Cedar } = begin();
		story.authorizes(Aurora, Basin, lamp, ['purchase'], ['purchase']);
		story.authorizes(Basin, Cedar, lamp, ['purchase']);
		const revocation = story.revokes(Basin, Cedar, lamp, ['purchase']);
		story.revokes(Aurora, Basin, lamp, ['purchase']);
		expect(undo(story, revocation)).toEqual([`${lamp} not-relayed`]);
	});

	test('an order cancels it, closing one opens it again, work is retracted', () => {
		const { story, lamp, Aurora } = begin();
		const lines = [{ product: lamp, quantity: 1 }];
		const order = story.does(Aurora, { command: 'place-order', invoiceEntity: Aurora, lines, note: '' });
		const done = story.does(Aurora, { command: 'complete-order', order: `${order.id}:0` });
		expect(undo(story, done)).toEqual([]);
		expect(undo(story, order)).toEqual([]);
		const statuses = story.snapshot.orders.get(`${order.id}:0`)!.statuses.map(({ value }) => value);
		expect(statuses).toEqual(['open', 'completed', 'open', 'cancelled']);
		const work = story.does(Aurora, {
			...{ command: 'record-work', product: lamp, operation: 'tscc', subject: 'S', value: '', note: '' }
		});
		expect(undo(story, work)).toEqual([]);
		expect(story.snapshot.work.get(`${work.id}:0`)!.tombstones.size).toBe(1);
	});

	test('an edit of a maker, a base and a standing restores each', () => {
		const { story, lamp, Aurora, Basin } = begin();
		const fan = story.product(Aurora, 'F1');
		const edit = story.does(Aurora, {
			...{ command: 'edit-product', product: lamp, basedOn: fan },
			making: { origin: 'oem', maker: Basin, kinds: ['develop', 'purchase'] }
		});
		const ended = story.does(Aurora, { command: 'set-maker-standing', product: lamp, kinds: [] });
		expect(undo(story, ended)).toEqual([]);
		expect(story.held(Basin, lamp)).toEqual(permissions);
		expect(undo(story, edit)).toEqual([]);
		expect(story.snapshot.products.get(lamp)).toMatchObject({ basedOn: null, making: { maker: null } });
	});
});
