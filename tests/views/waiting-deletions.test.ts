import { describe, expect, test } from 'vitest';
import type { Command } from '$lib/commands/command';
import { adviceFor } from '$lib/views/advice';
import { explainedStates } from '$lib/views/authorization/reasons';
import { previewEffects } from '$lib/views/effects/preview';
import { withdrawnBy } from '$lib/views/ask/repairs';
import { authorization, Story } from '../commands/story';

/** A partner that one device deletes while another authorizes a product to it: the deletion waits. */
function waiting() {
	const story = new Story();
	const ids = story.organizations('Aurora', 'Basin', 'Cedar');
	const { Aurora, Basin, Cedar } = ids;
	const lamp = story.product(Aurora, 'L1', { origin: 'oem', maker: Cedar });
	story.partner(Aurora, Basin);
	const elsewhere = story.elsewhere();
	story.does(Aurora, { command: 'delete-partner', partner: Basin });
	elsewhere.does(Aurora, authorization(Basin, lamp, ['purchase', 'view-logs']));
	story.meets(elsewhere);
	return { story, lamp, ...ids };
}

const completedBy = (story: Story, actor: string, command: Command) => {
	const preview = previewEffects(story.snapshot, [{ actor, command }]);
	if (!preview.accepted) throw new Error(preview.refusal.code);
	return preview.effects.completed.map(({ of, id, owner }) => ({ of, id, owner }));
};

describe('a deletion that waits', () => {
	test('is completed by taking away the last thing that it waits for, and that is previewed', () => {
		const { story, lamp, Aurora, Basin } = waiting();
		const revoke = (...permissions: ('purchase' | 'view-logs')[]): Command => ({
			...{ command: 'revoke', grantee: Basin },
			items: [{ product: lamp, permissions }]
		});
		expect(completedBy(story, Aurora, revoke('purchase'))).toEqual([]);
		const partner = { of: 'partner', id: Basin, owner: Aurora };
		expect(completedBy(story, Aurora, revoke('purchase', 'view-logs'))).toEqual([partner]);
	});

	test('of a product, and of its owner with it, is previewed in the act of closing an order', () => {
		const story = new Story();
		const { Aurora } = story.organizations('Aurora');
		const lamp = story.product(Aurora, 'L1');
		const elsewhere = story.elsewhere();
		story.does(Aurora, { command: 'delete-product', product: lamp });
		story.does(Aurora, { command: 'delete-organization' });
		const lines = [{ product: lamp, quantity: 1 }];
		const placed = elsewhere.does(Aurora, {
			...{ command: 'place-order', invoiceEntity: Aurora, lines, note: '' }
		});
		story.meets(elsewhere);
		expect(story.snapshot.organizations.get(Aurora)!.deleted).toBe(false);
		expect(completedBy(story, Aurora, { command: 'cancel-order', order: `${placed.id}:0` })).toEqual([
			{ of: 'product', id: lamp, owner: Aurora },
			{ of: 'organization', id: Aurora, owner: Aurora }
		]);
	});

	test('keeps a grant from being redundant, and from being advised away', () => {
		const { story, lamp, Aurora, Basin, Cedar } = waiting();
		story.authorizes(Cedar, Basin, lamp, ['purchase', 'view-logs']);
		expect(story.states(Aurora, Basin, lamp)).toEqual({ 'view-logs': 'redundant', purchase: 'redundant' });
		story.revokes(Aurora, Basin, lamp, ['view-logs']);
		expect(story.states(Aurora, Basin, lamp)).toEqual({ purchase: 'active' });
		expect(adviceFor(story.snapshot, Aurora)).toEqual([]);
		story.does(Aurora, { command: 'withdraw-deletion', of: 'partner', id: Basin });
		expect(story.states(Aurora, Basin, lamp)).toEqual({ purchase: 'redundant' });
		expect(adviceFor(story.snapshot, Aurora)).toHaveLength(1);
	});

	test('is taken back by authorizing anything more, which a repair says', () => {
		const { story, Aurora, Basin } = waiting();
		const changes = [{ what: 'grant' as const, grantee: Basin }];
		const repair = { actor: Aurora, changes, commands: [], wakes: false };
		expect(withdrawnBy(story.snapshot, repair)).toBe(Basin);
		story.does(Aurora, { command: 'withdraw-deletion', of: 'partner', id: Basin });
		expect(withdrawnBy(story.snapshot, repair)).toBeUndefined();
	});
});

test('dormant product development that still gives panel development says so', () => {
	const story = new Story();
	const { Aurora, Basin, Cedar } = story.organizations('Aurora', 'Basin', 'Cedar');
	const lamp = story.product(Aurora, 'L1');
	story.authorizes(Aurora, Basin, lamp, ['product-development'], ['develop']);
	story.authorizes(Basin, Cedar, lamp, ['product-development']);
	const scope = { command: 'change-scope' as const, grantee: Basin, products: [lamp] };
	story.does(Aurora, { ...scope, permissions: ['panel-development'] });
	const product = story.snapshot.products.get(lamp)!;
	const link = product.links.between(Basin, Cedar)!;
	expect(story.held(Cedar, lamp)).toEqual(['panel-development']);
	expect(explainedStates(story.snapshot, product, link, 'develop')).toMatchObject([
		{ permission: 'product-development', state: 'dormant', givesPanels: true }
	]);
});
