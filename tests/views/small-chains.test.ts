/** Chains taken in at one look: what is in them, for whom, and that they stay small. */
import { expect, test } from 'vitest';
import type { Command } from '$lib/commands/command';
import { toSet } from '$lib/domain/permissions/standing';
import { answerTo } from '$lib/views/ask/ask';
import { chainOfAnswer, chainOnProduct, chainToPartner } from '$lib/views/chains/chain-excerpts';
import { chainOfChange } from '$lib/views/chains/foreseen';
import { MOST_NODES, type SmallChain } from '$lib/views/chains/small-chain';
import { previewEffects } from '$lib/views/effects/preview';
import { authorization, Story } from '../commands/story';

const names = ['Aurora', 'Basin', 'Cedar', 'Delta', 'Ember'] as const;

/** Each mark of a chain as a word or two. */
function told(chain: SmallChain | undefined): string[] | undefined {
	const name = new Map(chain?.nodes.map((node) => [node.id, node.name]));
	return chain?.links
		.flatMap(({ from, to, marks }) =>
			marks.map(
				({ permission, state, passesOn, products }) =>
					`${name.get(from)} ${name.get(to)} ${permission} ${state}${passesOn ? ' on' : ''}${chain.spans ? ` ${products}` : ''}`
			)
		)
		.sort();
}

/** Aurora lets Basin purchase and view logs, which lets Cedar purchase; Delta purchases directly. */
function network() {
	const story = new Story();
	const organizations = story.organizations(...names);
	const { Aurora, Basin, Cedar, Delta } = organizations;
	const lamp = story.product(Aurora, 'lamp');
	story.authorizes(Aurora, Basin, lamp, ['purchase', 'view-logs'], ['purchase']);
	story.authorizes(Basin, Cedar, lamp, ['purchase']);
	story.authorizes(Aurora, Delta, lamp, ['purchase']);
	return { story, lamp, ...organizations };
}

test('on a product an organization sees how it came to it and what it passed on, and nothing beside', () => {
	const { story, lamp, Aurora, Basin, Cedar, Ember } = network();
	expect(told(chainOnProduct(story.snapshot, lamp, Cedar))).toEqual([
		...['Aurora Basin purchase active on', 'Aurora Basin view-logs active', 'Basin Cedar purchase active']
	]);
	expect(chainOnProduct(story.snapshot, lamp, Basin)!.nodes.map(({ id }) => id)).toEqual([
		Basin,
		Aurora,
		Cedar
	]);
	expect(chainOnProduct(story.snapshot, lamp, Ember)).toBeUndefined();
	expect(chainOnProduct(story.snapshot, 'nothing', Aurora)).toBeUndefined();
});

test('to a partner it counts products, and shows what the partner passes on of them, dormant or not', () => {
	const { story, Aurora, Basin, Cedar, Delta } = network();
	const other = story.product(Aurora, 'other');
	story.authorizes(Aurora, Basin, other, ['purchase'], ['purchase']);
	story.authorizes(Basin, Cedar, other, ['purchase']);
	story.does(Aurora, {
		...{ command: 'set-third-party', grantee: Basin, products: [other], kind: 'purchase', on: false }
	});
	const chain = chainToPartner(story.snapshot, Aurora, Basin);
	expect(told(chain)).toEqual([
		'Aurora Basin purchase active on 2',
		'Aurora Basin view-logs active 1',
		'Basin Cedar purchase active 1',
		'Basin Cedar purchase dormant 1'
	]);
	expect(chain!.nodes.slice(0, 2).map(({ id }) => id)).toEqual([Aurora, Basin]);
	expect(chainToPartner(story.snapshot, Basin, Delta)).toBeUndefined();
});

test('an answer is drawn as the paths that make it yes, or as what was granted without effect', () => {
	const { story, lamp, Aurora, Basin, Cedar, Delta } = network();
	const ask = (organization: string) => {
		const question = { organization, product: lamp, permission: 'purchase' as const };
		return chainOfAnswer(story.snapshot, question, answerTo(story.snapshot, question)!);
	};
	expect(told(ask(Cedar))).toEqual(['Aurora Basin purchase active on', 'Basin Cedar purchase active']);
	expect(ask(Aurora)).toBeUndefined();
	story.does(Aurora, {
		...{ command: 'revoke', grantee: Basin },
		items: [{ product: lamp, permissions: ['purchase'] }]
	});
	expect(told(ask(Cedar))).toEqual(['Basin Cedar purchase dormant']);
	expect(told(ask(Delta))).toEqual(['Aurora Delta purchase active']);
});

test('a revocation foreseen shows what is lost, down to the last, and what stays beside it', () => {
	const { story, lamp, Aurora, Basin, Cedar, Delta } = network();
	const command: Command = {
		...{ command: 'revoke', grantee: Basin },
		items: [{ product: lamp, permissions: ['purchase'] }]
	};
	const foreseen = (given: Command) => {
		const preview = previewEffects(story.snapshot, [{ actor: Aurora, command: given }]);
		if (!preview.accepted) throw new Error(preview.refusal.code);
		return preview.effects;
	};
	const chain = chainOfChange(foreseen(command));
	expect(told(chain)).toEqual([
		'Aurora Basin purchase lost on',
		'Aurora Basin view-logs kept',
		'Aurora Delta purchase kept',
		'Basin Cedar purchase lost'
	]);
	expect(chain!.nodes.map(({ id, lost }) => [id, lost])).toEqual([
		[Aurora, 0],
		[Basin, toSet(['purchase'])],
		[Cedar, toSet(['purchase'])],
		[Delta, 0]
	]);

	// The other way round it is added, and what it wakes below.
	story.does(Aurora, command);
	const again = foreseen(authorization(Basin, lamp, ['purchase'], ['purchase']));
	expect(told(chainOfChange(again))).toEqual([
		'Aurora Basin purchase added on',
		'Aurora Basin view-logs active',
		'Aurora Delta purchase active',
		'Basin Cedar purchase added'
	]);
	expect(chainOfChange({ ...again, shifts: [] })).toBeUndefined();
});

test('stays small beside many grantees, and says how many there was no room for', () => {
	const story = new Story();
	const { Aurora } = story.organizations('Aurora');
	const lamp = story.product(Aurora, 'lamp');
	const many = story.organizations(...Array.from({ length: 60 }, (_, at) => `P${at}`));
	for (const id of Object.values(many)) story.authorizes(Aurora, id, lamp, ['purchase']);
	const chain = chainOnProduct(story.snapshot, lamp, Aurora)!;
	expect(chain.nodes).toHaveLength(MOST_NODES);
	expect(chain.nodes[0]!.id).toBe(Aurora);
	expect(chain.links).toHaveLength(MOST_NODES - 1);
	expect(chain.omitted).toBe(61 - MOST_NODES);
});
