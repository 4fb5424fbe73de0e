import { expect, test } from 'vitest';
import type { Command, StatedMaking, Step } from '$lib/commands/command';
import type { OrganizationId } from '$lib/domain/facts';
import { toSet } from '$lib/domain/permissions/standing';
import { partitionShifts, previewEffects, type Effects, namedIn } from '$lib/views/effects/preview';
import { drained } from '../drained';
import { previewUndo } from '$lib/views/history/undo';
import { authorization, Story } from '../commands/story';

const names = ['Aurora', 'Basin', 'Cedar', 'Delta', 'Ember'] as const;
const purchase = toSet(['purchase']);

/** What a command of the organization would do, and who would feel it. */
function preview(story: Story, actor: OrganizationId, command: Command) {
	const steps: Step[] = [{ actor, command }];
	const answer = previewEffects(story.snapshot, steps);
	if (!answer.accepted) throw new Error(answer.refusal.code);
	const { effects } = answer;
	return { effects, ...partitionShifts(namedIn(story.snapshot, steps), effects) };
}

const idsOf = (shifts: Effects['shifts']) => shifts.map(({ organization }) => organization);

test('revoking from the partner alone is felt by nobody beyond it', () => {
	const story = new Story();
	const { Aurora, Basin } = story.organizations(...names);
	const lamp = story.product(Aurora, 'lamp');
	story.authorizes(Aurora, Basin, lamp, ['purchase'], ['purchase']);
	const items = [{ product: lamp, permissions: ['purchase' as const] }];
	const { direct, beyond, effects } = preview(story, Aurora, { command: 'revoke', grantee: Basin, items });
	expect(direct).toEqual([{ organization: Basin, product: lamp, gained: 0, lost: purchase }]);
	expect(beyond).toEqual([]);
	expect(effects).toMatchObject({ remaining: [], newlyDormant: [], newlyEffective: [] });
	expect(story.held(Basin, lamp)).toEqual(['purchase']);
});

test('revoking at the top names everybody below, what sleeps, and who keeps the same another way', () => {
	const story = new Story();
	const { Aurora, Basin, Cedar, Delta, Ember } = story.organizations(...names);
	const lamp = story.product(Aurora, 'lamp');
	story.authorizes(Aurora, Basin, lamp, ['purchase'], ['purchase']);
	story.authorizes(Basin, Cedar, lamp, ['purchase'], ['purchase']);
	story.authorizes(Cedar, Delta, lamp, ['purchase']);
	story.authorizes(Cedar, Ember, lamp, ['purchase']);
	story.authorizes(Aurora, Ember, lamp, ['purchase']);
	const items = [{ product: lamp, permissions: ['purchase' as const] }];
	const revoking: Command = { command: 'revoke', grantee: Basin, items };
	const told = preview(story, Aurora, revoking);
	expect(idsOf(told.beyond)).toEqual([Cedar, Delta]);
	expect(told.losesBeyond).toBe(true);
	expect(told.effects.remaining).toEqual([
		{ organization: Ember, product: lamp, permissions: purchase, stillGrantedBy: [Aurora] }
	]);
	const granted = { product: lamp, permissions: purchase };
	expect(told.effects.newlyDormant).toEqual([
		{ grantor: Basin, grantee: Cedar, ...granted },
		{ grantor: Cedar, grantee: Delta, ...granted },
		{ grantor: Cedar, grantee: Ember, ...granted }
	]);

	// The flag alone: the partner itself loses nothing.
	const products = [lamp];
	const flag = { command: 'set-third-party', grantee: Basin, products, kind: 'purchase' } as const;
	const flagged = preview(story, Aurora, { ...flag, on: false });
	expect(flagged.direct).toEqual([]);
	expect(flagged.beyond).toEqual(told.beyond);

	// Given back, they wake: organizations beyond gain, and nobody loses.
	story.does(Aurora, revoking);
	const woken = preview(story, Aurora, authorization(Basin, lamp, ['purchase'], ['purchase']));
	expect(idsOf(woken.beyond)).toEqual([Cedar, Delta]);
	expect(woken.losesBeyond).toBe(false);
	expect(woken.effects.newlyEffective).toEqual(told.effects.newlyDormant);
	expect(preview(story, Aurora, authorization(Basin, lamp, ['purchase'])).beyond).toEqual([]);
});

test('ending the standing of a maker, naming another one, and deleting the product, are previewed too', () => {
	const story = new Story();
	const { Aurora, Basin, Cedar, Delta } = story.organizations(...names);
	const hub = story.product(Aurora, 'hub', { origin: 'oem', maker: Basin });
	story.authorizes(Basin, Cedar, hub, ['view-logs']);
	const ended = preview(story, Aurora, { command: 'set-maker-standing', product: hub, kinds: [] });
	expect([idsOf(ended.direct), idsOf(ended.beyond)]).toEqual([[Basin], [Cedar]]);

	const making: StatedMaking = { origin: 'oem', maker: Delta, kinds: ['develop', 'purchase'] };
	const moved = preview(story, Aurora, { command: 'edit-product', product: hub, making });
	expect([idsOf(moved.direct), idsOf(moved.beyond)]).toEqual([[Basin, Delta], [Cedar]]);

	const deleted = preview(story, Aurora, { command: 'delete-product', product: hub });
	expect([idsOf(deleted.direct), idsOf(deleted.beyond)]).toEqual([[Aurora, Basin], [Cedar]]);
	story.does(Aurora, { command: 'delete-product', product: hub });
	const restored = preview(story, Aurora, { command: 'withdraw-deletion', of: 'product', id: hub });
	expect(idsOf(restored.beyond)).toEqual([Cedar]);
	expect(restored.losesBeyond).toBe(false);
});

test('whoever owns or makes the product keeps it by itself', () => {
	const story = new Story();
	const { Aurora, Basin, Cedar } = story.organizations(...names);
	const hub = story.product(Aurora, 'hub', { origin: 'oem', maker: Basin });
	story.authorizes(Aurora, Cedar, hub, ['purchase'], ['purchase']);
	story.authorizes(Cedar, Basin, hub, ['purchase']);
	const items = [{ product: hub, permissions: ['purchase' as const] }];
	const { effects } = preview(story, Aurora, { command: 'revoke', grantee: Cedar, items });
	expect(effects.remaining).toEqual([
		{ organization: Basin, product: hub, permissions: purchase, stillGrantedBy: [Basin] }
	]);
});

test('on a deleted product nobody has anything to lose or to keep', () => {
	const story = new Story();
	const { Aurora, Basin, Cedar, Delta, Ember } = story.organizations(...names);
	const hub = story.product(Aurora, 'hub', { origin: 'oem', maker: Basin });
	story.authorizes(Basin, Cedar, hub, ['purchase']);
	story.authorizes(Basin, Delta, hub, ['purchase'], ['purchase']);
	story.authorizes(Delta, Cedar, hub, ['purchase']);
	story.authorizes(Basin, Ember, hub, ['purchase']);
	story.does(Aurora, { command: 'delete-product', product: hub });
	const items = [{ product: hub, permissions: ['purchase' as const] }];
	const revoking = (grantee: OrganizationId): Step => ({
		actor: Basin,
		command: { command: 'revoke', grantee, items }
	});
	const told = previewEffects(story.snapshot, [Cedar, Ember].map(revoking));
	expect(told).toMatchObject({ accepted: true, effects: { shifts: [], remaining: [], newlyDormant: [] } });
});

test('what is refused is previewed as refused, with the reason', () => {
	const story = new Story();
	const { Aurora, Basin } = story.organizations(...names);
	const lamp = story.product(Aurora, 'lamp');
	expect(
		previewEffects(story.snapshot, [{ actor: Aurora, command: authorization(Basin, lamp, ['purchase']) }])
	).toEqual({ accepted: false, refusal: { code: 'not-a-partner', partner: Basin } });
});

test('an expectation that holds and would not any more is told, of whomever, and no other', () => {
	const story = new Story();
	const { Aurora, Basin, Cedar } = story.organizations(...names);
	const lamp = story.product(Aurora, 'lamp');
	const plug = story.product(Aurora, 'plug');
	for (const product of [lamp, plug]) story.authorizes(Aurora, Basin, product, ['purchase']);
	story.partner(Aurora, Cedar);
	const expects = (actor: OrganizationId, product: string, kind: 'holds' | 'lacks' | 'only-holder') =>
		`${
			story.does(actor, {
				...{ command: 'add-expectation', product, permission: 'purchase' },
				expected: { kind, organization: Basin }
			}).id
		}:0`;
	const holding = expects(Cedar, lamp, 'holds');
	const only = expects(Aurora, lamp, 'only-holder');
	expects(Aurora, lamp, 'lacks');
	expects(Aurora, plug, 'holds');
	const items = [{ product: lamp, permissions: ['purchase' as const] }];
	const revoking: Command = { command: 'revoke', grantee: Basin, items };
	const idsOfBroken = (command: Command) =>
		preview(story, Aurora, command).effects.broken.map(({ id }) => id);
	expect(idsOfBroken(revoking)).toEqual([holding, only]);
	expect(idsOfBroken(authorization(Cedar, lamp, ['purchase']))).toEqual([only]);
	expect(idsOfBroken(authorization(Cedar, plug, ['purchase']))).toEqual([]);
	story.does(Cedar, { command: 'delete-expectation', expectation: holding });
	expect(idsOfBroken(revoking)).toEqual([only]);

	// Undoing is previewed the same way.
	const act = story.authorizes(Aurora, Cedar, plug, ['purchase']);
	story.does(Aurora, {
		...{ command: 'add-expectation', product: plug, permission: 'purchase' },
		expected: { kind: 'holds', organization: Cedar }
	});
	const undone = drained(previewUndo(story.snapshot, { entries: [act] }, new Set([Aurora])));
	expect(undone.preview.accepted && undone.preview.effects.broken).toMatchObject([{ product: plug }]);
});

test('a waiting deletion that is taken back because more is authorized is told', () => {
	const story = new Story();
	const { Aurora, Basin } = story.organizations(...names);
	const lamp = story.product(Aurora, 'lamp');
	const plug = story.product(Aurora, 'plug');
	story.partner(Aurora, Basin);
	const other = story.elsewhere();
	other.authorizes(Aurora, Basin, lamp, ['purchase']);
	story.does(Aurora, { command: 'delete-partner', partner: Basin });
	story.meets(other);
	const more = preview(story, Aurora, authorization(Basin, plug, ['purchase']));
	expect(more.effects.withdrawn).toEqual([{ owner: Aurora, partner: Basin }]);
	const less: Command = {
		...{ command: 'revoke', grantee: Basin },
		items: [{ product: lamp, permissions: ['purchase'] }]
	};
	expect(preview(story, Aurora, less).effects).toMatchObject({
		withdrawn: [],
		completed: [{ id: Basin }]
	});
});
