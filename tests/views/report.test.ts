import { toList } from '$lib/domain/permissions/standing';
import { expect, test } from 'vitest';
import { organizationChain, productChain } from '$lib/views/chains/chains';
import { nearestOf } from '$lib/views/report/nearest';
import { reportTables } from '$lib/views/report/report';
import { Acting } from './acting';
import { manyPartners } from './drawn-chain';

function begin() {
	const story = new Acting();
	const all = story.organizations('Aurora', 'Basin', 'Cedar', 'Delta');
	story.partner(all.Aurora, all.Basin);
	story.partner(all.Basin, all.Cedar);
	const [hub, lamp] = [story.named(all.Aurora, 'Hub'), story.named(all.Aurora, 'Lamp')];
	story.authorizesAll(all.Aurora, all.Basin, [hub, lamp], ['product-development', 'purchase'], ['develop']);
	story.authorizesAll(all.Basin, all.Cedar, [lamp], ['product-development'], []);
	return { story, ...all, hub, lamp };
}

const said = ({ story }: ReturnType<typeof begin>, of: { product?: string; organization?: string }) => {
	const { snapshot } = story;
	const chain = of.product
		? productChain(snapshot, of.product)!
		: organizationChain(snapshot, of.organization!)!;
	return reportTables(snapshot, chain, of.organization).map((table) => ({
		...table,
		rows: table.rows.map(
			({ grantor, grantee, permissions, mayPassOn, isDormant, products }) =>
				`${grantor.name} > ${grantee.name}: ${[toList(permissions), toList(mayPassOn), products].join(' / ')}${isDormant ? ' dormant' : ''}`
		)
	}));
};

test('of a product: every grant from the owner down, with what may be passed on', () => {
	const all = begin();
	expect(said(all, { product: all.lamp })).toEqual([
		{
			of: 'all',
			rows: [
				'Aurora > Basin: product-development,purchase / product-development / Lamp',
				'Basin > Cedar: product-development /  / Lamp'
			],
			omitted: 0
		}
	]);
});

test('of an organization: what it was granted and what it granted, products with the same in one line', () => {
	const all = begin();
	expect(said(all, { organization: all.Basin })).toEqual([
		{
			of: 'received',
			rows: ['Aurora > Basin: product-development,purchase / product-development / Hub,Lamp'],
			omitted: 0
		},
		{ of: 'given', rows: ['Basin > Cedar: product-development /  / Lamp'], omitted: 0 }
	]);
	expect(said(all, { organization: all.Delta })).toEqual([]);
});

test('what is dormant is a line of its own', () => {
	const all = begin();
	all.story.revokes(all.Aurora, all.Basin, all.lamp, ['product-development']);
	expect(said(all, { product: all.lamp })[0]!.rows).toEqual([
		'Aurora > Basin: purchase /  / Lamp',
		'Basin > Cedar: product-development /  / Lamp dormant'
	]);
});

test('of more than fits two pages, the number of the rest is told', () => {
	const story = new Acting();
	const [owner, ...others] = Array.from({ length: 60 }, (_, at) => `firm${at}`);
	const ids = story.organizations(owner!, ...others);
	const lamp = story.named(ids[owner!]!, 'Lamp');
	for (const each of others) story.partner(ids[owner!]!, ids[each]!);
	for (const each of others) story.authorizes(ids[owner!]!, ids[each]!, lamp, ['purchase']);
	const [table] = reportTables(story.snapshot, productChain(story.snapshot, lamp)!);
	expect(table!.rows.length + table!.omitted).toBe(59);
	expect(table!.rows.length).toBeLessThan(40);
});

test('a picture for paper has the nearest, and no link that leads back', () => {
	const whole = manyPartners(60);
	const ids = ({ nodes }: typeof whole) => nodes.map(({ id }) => id);
	const ofProduct = nearestOf(whole);
	expect(ids(ofProduct)).toHaveLength(12);
	expect(ids(ofProduct)).toContain('owner');
	expect(ofProduct.edges.every(({ grantor }) => grantor === 'owner')).toBe(true);

	const ofPartner = nearestOf(whole, 'p7');
	expect(ids(ofPartner)).toEqual(expect.arrayContaining(['owner', 'p7', 'p7.end']));
	const circle = {
		...whole,
		edges: [...whole.edges, { ...whole.edges[0]!, grantor: 'p7.end', grantee: 'p7' }]
	};
	expect(nearestOf(circle, 'p7').edges).toHaveLength(ofPartner.edges.length);
});
