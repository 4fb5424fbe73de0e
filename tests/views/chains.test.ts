import { describe, expect, test } from 'vitest';
import type { OrganizationId } from '$lib/domain/facts';
import { allPermissions, toList, toSet, withImplied } from '$lib/domain/permissions/standing';
import {
	type Chain,
	chainThrough,
	edgesOnPathsThrough,
	linksShown,
	ofPermission,
	organizationChain,
	productChain
} from '$lib/views/chains/chains';
import { collapsedByDefault, nextScreens, pathsDownTo, granteesDrawn } from '$lib/views/chains/collapse';
import { type Collapsing, visibleChain } from '$lib/views/chains/visible-chain';
import { Story } from '../commands/story';
import { grant, manyPartners, node } from './drawn-chain';

function begin() {
	const story = new Story();
	const all = story.organizations('Aurora', 'Basin', 'Cedar', 'Delta', 'Ember');
	return { story, ...all, lamp: story.product(all.Aurora, 'lamp') };
}

/** Edges as `Aurora>Basin`. */
const told = ({ nodes, edges }: Chain): string[] => {
	const name = (id: OrganizationId) => nodes.find((node) => node.id === id)!.party.name;
	return edges.map(({ grantor, grantee }) => `${name(grantor)}>${name(grantee)}`).sort();
};

const edge = (chain: Chain, grantor: OrganizationId, grantee: OrganizationId) =>
	chain.edges.find((each) => each.grantor === grantor && each.grantee === grantee)!;

describe('the chains of a product', () => {
	test('begin at the owner, merge parallel permissions, and say what was narrowed', () => {
		const { story, Aurora, Basin, Cedar, lamp } = begin();
		const granted = ['product-development', 'view-logs', 'purchase'] as const;
		story.authorizes(Aurora, Basin, lamp, [...granted], ['develop']);
		story.authorizes(Basin, Cedar, lamp, ['view-logs']);
		const chain = productChain(story.snapshot, lamp)!;
		expect(chain.nodes.map(({ party, role, steps }) => [party.name, role, steps])).toEqual([
			['Aurora', 'owner', 0],
			['Basin', null, 1],
			['Cedar', null, 2]
		]);
		expect(edge(chain, Aurora, Basin)).toMatchObject({
			parts: [
				{ permission: 'product-development', dormant: 0, passesOn: 1, dormantPassesOn: 0 },
				{ permission: 'view-logs', dormant: 0, passesOn: 1, dormantPassesOn: 0 },
				{ permission: 'purchase', dormant: 0, passesOn: 0, dormantPassesOn: 0 }
			],
			...{ state: 'active', narrowed: allPermissions & ~withImplied(toSet(granted)) }
		});
		// Basin may pass on product and panel development and logs, and passed on the logs.
		expect(edge(chain, Basin, Cedar)).toMatchObject({
			state: 'active',
			narrowed: toSet(['product-development', 'panel-development'])
		});
	});

	test('keep what is dormant, and what hangs on it, with nobody reached there', () => {
		const { story, Aurora, Basin, Cedar, Delta, lamp } = begin();
		story.authorizes(Aurora, Basin, lamp, ['purchase'], ['purchase']);
		story.authorizes(Basin, Cedar, lamp, ['purchase'], ['purchase']);
		story.authorizes(Cedar, Delta, lamp, ['purchase']);
		story.revokes(Aurora, Basin, lamp, ['purchase']);
		const chain = productChain(story.snapshot, lamp)!;
		expect(told(chain)).toEqual(['Basin>Cedar', 'Cedar>Delta']);
		expect(chain.edges.map(({ state }) => state)).toEqual(['dormant', 'dormant']);
		expect(chain.nodes.map(({ party, steps }) => [party.name, steps])).toEqual([
			['Aurora', 0],
			['Basin', null],
			['Cedar', null],
			['Delta', null]
		]);
	});

	test('name the maker beside the owner, and a grant to it redundant', () => {
		const { story, Aurora, Basin } = begin();
		const kettle = story.product(Aurora, 'kettle', { origin: 'oem', maker: Basin });
		story.authorizes(Aurora, Basin, kettle, ['purchase']);
		const chain = productChain(story.snapshot, kettle)!;
		expect(chain.nodes.map(({ role }) => role)).toEqual(['owner', 'maker']);
		expect(edge(chain, Aurora, Basin).state).toBe('redundant');
	});

	test('of one permission leave out whoever has nothing to do with it', () => {
		const { story, Aurora, Basin, Cedar, lamp } = begin();
		story.authorizes(Aurora, Basin, lamp, ['product-development']);
		story.authorizes(Aurora, Cedar, lamp, ['purchase']);
		const chain = productChain(story.snapshot, lamp)!;
		// Product development holds panel development.
		expect(told(ofPermission(chain, 'panel-development'))).toEqual(['Aurora>Basin']);
		expect(ofPermission(chain, 'purchase').nodes.map(({ party }) => party.name)).toEqual(['Aurora', 'Cedar']);
		// What is revoked there is what is shown.
		story.authorizes(Aurora, Basin, lamp, ['purchase']);
		const both = productChain(story.snapshot, lamp)!;
		const shownOf = (of: typeof both) =>
			linksShown(edge(of, Aurora, Basin)).map(({ permissions }) => toList(permissions));
		expect(shownOf(both)).toEqual([['product-development', 'purchase']]);
		expect(shownOf(ofPermission(both, 'purchase'))).toEqual([['purchase']]);
	});
});

describe('the paths through an organization', () => {
	test('leave out what feeds it nothing: another permission, another branch', () => {
		const { story, Aurora, Basin, Cedar, Delta, Ember, lamp } = begin();
		story.authorizes(Aurora, Basin, lamp, ['purchase'], ['purchase']);
		story.authorizes(Basin, Cedar, lamp, ['purchase'], ['purchase']);
		story.authorizes(Cedar, Delta, lamp, ['purchase']);
		story.authorizes(Basin, Ember, lamp, ['purchase']);
		story.authorizes(Aurora, Cedar, lamp, ['view-logs']);
		const chain = productChain(story.snapshot, lamp)!;
		expect(told(chainThrough(story.snapshot, chain, Delta))).toEqual([
			...['Aurora>Basin', 'Basin>Cedar', 'Cedar>Delta']
		]);
		expect(edgesOnPathsThrough(story.snapshot, chain, Ember).size).toBe(2);
	});

	test('over all products are the chains of the organization, counted', () => {
		const { story, Aurora, Basin, Cedar, Delta, lamp } = begin();
		const plug = story.product(Delta, 'plug');
		story.authorizes(Aurora, Basin, lamp, ['purchase'], ['purchase']);
		story.authorizes(Delta, Basin, plug, ['purchase', 'view-logs'], ['purchase']);
		story.authorizes(Basin, Cedar, lamp, ['purchase']);
		story.authorizes(Basin, Cedar, plug, ['purchase']);
		story.authorizes(Aurora, Delta, lamp, ['purchase']);
		const chain = organizationChain(story.snapshot, Basin)!;
		expect(told(chain)).toEqual(['Aurora>Basin', 'Basin>Cedar', 'Delta>Basin']);
		expect(edge(chain, Basin, Cedar).parts).toMatchObject([{ permission: 'purchase', products: 2 }]);
		expect(organizationChain(story.snapshot, 'nobody')).toBeUndefined();
	});
});

describe('a picture', () => {
	function star(count: number) {
		const { story, Aurora, Basin, lamp } = begin();
		story.authorizes(Aurora, Basin, lamp, ['purchase'], ['purchase']);
		const leaves = Array.from({ length: count }, (_, number) => story.organization(`Leaf${number}`));
		for (const leaf of leaves) story.authorizes(Basin, leaf, lamp, ['purchase']);
		return { story, Aurora, Basin, lamp, leaves, chain: productChain(story.snapshot, lamp)! };
	}
	const nothing: Collapsing = {
		...{ collapsed: new Set(), isOpened: () => false, portionOf: () => Infinity, kept: new Set() }
	};

	test('draws those that are granted the very same as one, until it is opened', () => {
		const { chain, Basin, leaves } = star(8);
		const shown = visibleChain(chain, nothing);
		expect(shown.nodes.map(({ party }) => party.name)).toEqual(['Aurora', 'Basin']);
		expect(shown.bundles).toMatchObject([{ grantor: Basin, members: { length: 8 } }]);
		expect(shown.edges).toHaveLength(2);
		const [bundle] = shown.bundles;
		const opened = visibleChain(chain, { ...nothing, isOpened: (id) => id === bundle!.id });
		expect(opened.nodes).toHaveLength(10);
		// One that is looked for stays outside.
		const kept = visibleChain(chain, { ...nothing, kept: new Set([leaves[0]!]) });
		expect(kept.bundles).toMatchObject([{ members: { length: 7 } }]);
	});

	test('folds away what is reached only through a collapsed organization, and counts it', () => {
		const { story, Aurora, Basin, Cedar, Delta, lamp } = begin();
		story.authorizes(Aurora, Basin, lamp, ['purchase'], ['purchase']);
		story.authorizes(Basin, Cedar, lamp, ['purchase']);
		story.authorizes(Basin, Delta, lamp, ['purchase']);
		story.authorizes(Aurora, Delta, lamp, ['view-logs']);
		const shown = visibleChain(productChain(story.snapshot, lamp)!, {
			...nothing,
			collapsed: new Set([Basin])
		});
		expect(shown.nodes.map(({ party, hidden }) => [party.name, hidden])).toEqual([
			['Aurora', 0],
			['Basin', 1],
			['Delta', 0]
		]);
		// Delta is seen to be granted by Aurora; that Basin grants it too is folded away.
		expect(shown.edges.map(({ grantor, grantee }) => [grantor, grantee])).toEqual([
			[Aurora, Basin],
			[Aurora, Delta]
		]);
	});

	const idsOf = (nodes: readonly { id: string }[]) => nodes.map(({ id }) => id);

	test('draws as many grantees of one organization as there is room for, and the rest as one', () => {
		const chain = manyPartners(12);
		const collapsed = new Set(idsOf(chain.nodes).filter((id) => id !== 'owner'));
		const at = (portion: number, kept: string[] = []) =>
			visibleChain(chain, { ...nothing, collapsed, portionOf: () => portion, kept: new Set(kept) });
		expect(idsOf(at(4).nodes)).toEqual(['owner', 'p0', 'p1', 'p2', 'p3']);
		const [rest] = at(4).bundles;
		expect(rest).toMatchObject({ kind: 'rest', grantor: 'owner' });
		expect(idsOf(rest!.members)).toEqual(['p4', 'p5', 'p6', 'p7', 'p8', 'p9', 'p10', 'p11']);
		// Five to twelve products each; what is dormant is the first one's.
		expect(at(4).edges.at(-1)).toMatchObject({
			...{ grantor: 'owner', grantee: rest!.id, state: 'active', changedAt: 12 },
			parts: [
				{ permission: 'purchase', products: 68, dormant: 0, redundant: 0, passesOn: 8, dormantPassesOn: 0 }
			]
		});
		// Who is looked for is among those drawn; a rest of a few is no rest.
		expect(idsOf(at(4, ['p9']).nodes)).toEqual(['owner', 'p0', 'p1', 'p2', 'p9']);
		expect(at(7).bundles).toEqual([]);
		expect(at(6).bundles).toMatchObject([{ members: { length: 6 } }]);
	});

	test('draws who is reached another way too there, and not in the rest', () => {
		const chain = manyPartners(12);
		chain.edges.push(grant('p0', 'p11'), grant('p1', 'p4'));
		const collapsed = new Set(idsOf(chain.nodes).filter((id) => !['owner', 'p0'].includes(id)));
		const shown = visibleChain(chain, { ...nothing, collapsed, portionOf: () => 4 });
		expect(idsOf(shown.nodes)).toEqual(['owner', 'p0', 'p1', 'p2', 'p3', 'p11', 'p0.end']);
		expect(idsOf(shown.bundles[0]!.members)).toEqual(['p4', 'p5', 'p6', 'p7', 'p8', 'p9', 'p10']);
		expect(idsOf(shown.edges)).toContain('owner p11');
	});

	test('begins with a part of very many partners, and is unfolded by and by', () => {
		const chain = manyPartners(199);
		const shownAt = (screens: number, acting = 'owner') =>
			visibleChain(chain, {
				...nothing,
				collapsed: collapsedByDefault(chain, acting, screens),
				portionOf: () => granteesDrawn(screens),
				kept: pathsDownTo(chain, [acting], screens).way
			});
		expect(idsOf(shownAt(1).nodes).slice(0, 21)).toEqual([
			'owner',
			...Array.from({ length: 20 }, (_, at) => `p${at}`)
		]);
		expect(shownAt(1).nodes.length).toBeLessThanOrEqual(26);
		expect(shownAt(1).bundles).toMatchObject([{ kind: 'rest', members: { length: 179 } }]);
		expect(idsOf(shownAt(1, 'p150.end').nodes)).toEqual(expect.arrayContaining(['p150', 'p150.end']));
		expect(shownAt(4).nodes.length).toBeGreaterThan(80);
		expect(shownAt(4).nodes.length).toBeLessThanOrEqual(104);
		expect(shownAt(Infinity)).toMatchObject({ nodes: { length: 399 }, bundles: [] });
		expect([1, 2, 4].map((screens) => nextScreens(screens, chain))).toEqual([2, 4, undefined]);
		const few = manyPartners(30);
		expect([1, 2].map((screens) => nextScreens(screens, few))).toEqual([2, Infinity]);
	});

	test('of a big chain begins folded, with the acting organization in sight', () => {
		// Ten factories below the owner, each with nineteen of different permissions below: 201 organizations.
		const below = Array.from({ length: 10 }, (_, at) => `factory ${at}`);
		const chain: Chain = {
			...{ nodes: [node('owner', true)], edges: [], products: [] }
		};
		for (const factory of below) {
			chain.nodes.push(node(factory));
			chain.edges.push(grant('owner', factory));
			for (let at = 0; at < 19; at++) {
				chain.nodes.push(node(`${factory}.${at}`), node(`${factory}.${at}.end`));
				chain.edges.push(
					grant(factory, `${factory}.${at}`),
					grant(`${factory}.${at}`, `${factory}.${at}.end`)
				);
			}
		}
		const acting = 'factory 9.18.end';
		const collapsed = collapsedByDefault(chain, acting, 1);
		const shown = visibleChain(chain, { ...nothing, collapsed, kept: new Set([acting]) });
		expect(shown.nodes.length).toBeLessThan(50);
		expect(shown.nodes.map(({ id }) => id)).toContain(acting);
		const hidden = shown.nodes.reduce((sum, each) => sum + each.hidden, 0);
		expect(shown.nodes.length + hidden).toBe(chain.nodes.length);
		expect(
			collapsedByDefault(
				{ ...chain, nodes: chain.nodes.slice(0, 12), edges: chain.edges.slice(0, 2) },
				'owner',
				1
			).size
		).toBe(0);
	});
});
