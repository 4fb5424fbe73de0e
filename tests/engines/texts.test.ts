import { describe, expect, test } from 'vitest';
import { engineKeys, type EngineKey } from '$lib/engines/engine';
import { type EngineExport, exportSetup } from '$lib/engines/export-setup';
import { engineSetup } from '$lib/engines/engine-setup';
import { Story } from '../commands/story';
import { fileIn } from './exported';

/** Owner → Basin may pass on what it develops; Basin → Cedar; the maker purchases without being granted it. */
function lampSetup() {
	const story = new Story();
	const { Owner, Maker, Basin, Cedar } = story.organizations('Owner', 'Maker', 'Basin', 'Cedar');
	const lamp = story.product(Owner, 'L1', { origin: 'oem', maker: Maker, kinds: ['purchase'] });
	story.authorizes(Owner, Basin, lamp, ['product-development'], ['develop']);
	story.authorizes(Basin, Cedar, lamp, ['panel-development']);
	const expected = { permission: 'purchase', product: lamp } as const;
	story.does(Owner, {
		...{ command: 'add-expectation', ...expected },
		expected: { kind: 'only-holder', organization: Maker }
	});
	story.does(Owner, {
		...{ command: 'add-expectation', ...expected },
		expected: { kind: 'holds', organization: Cedar }
	});
	story.does(Owner, {
		...{ command: 'add-expectation', ...expected },
		expected: { kind: 'within-steps', steps: 2 }
	});
	const names = new Map([
		...Object.entries({ Owner, Maker, Basin, Cedar }).map(([name, id]) => [id, name] as const),
		[lamp.replace(':', '+3A'), 'Lamp']
	]);
	return { story, names, lamp, ids: { Owner, Maker, Basin, Cedar } };
}

/** The text with names in place of ids, so that it can be read; lists whose order is that of ids in order of names. */
function readable(text: string, names: ReadonlyMap<string, string>): string[] {
	let named = text;
	for (const [id, name] of names) named = named.replaceAll(id, name);
	return named.split('\n');
}

async function lampIn(key: EngineKey) {
	const { story, names } = lampSetup();
	const { setup, notExported } = engineSetup(story.snapshot);
	const found = await exportSetup(key, { title: 'Lamps', setup, notExported });
	return { found, lines: (name: string) => readable(fileIn(found, name), names) };
}

test('OpenFGA: a grant is a tuple between two standings, and one of what it includes', async () => {
	const { lines } = await lampIn('openfga');
	const tuples = lines('tuples.json').filter((line) => line.startsWith('{'));
	expect(tuples.map((line) => line.replace(/,$/, '')).sort()).toEqual([
		'{"user":"organization:Basin","relation":"holder","object":"standing:Lamp/Basin"}',
		'{"user":"organization:Cedar","relation":"holder","object":"standing:Lamp/Cedar"}',
		'{"user":"organization:Maker","relation":"holder","object":"standing:Lamp/Maker"}',
		'{"user":"organization:Maker","relation":"maker","object":"product:Lamp"}',
		'{"user":"organization:Owner","relation":"holder","object":"standing:Lamp/Owner"}',
		'{"user":"organization:Owner","relation":"owner","object":"product:Lamp"}',
		'{"user":"standing:Lamp/Basin","relation":"panel_development_relay","object":"standing:Lamp/Owner"}',
		'{"user":"standing:Lamp/Basin","relation":"product_development_relay","object":"standing:Lamp/Owner"}',
		'{"user":"standing:Lamp/Cedar","relation":"panel_development_leaf","object":"standing:Lamp/Basin"}',
		'{"user":"standing:Lamp/Maker","relation":"root_purchase","object":"product:Lamp"}',
		'{"user":"standing:Lamp/Owner","relation":"root_develop","object":"product:Lamp"}',
		'{"user":"standing:Lamp/Owner","relation":"root_purchase","object":"product:Lamp"}'
	]);
	const store = lines('store.fga.yaml');
	expect(store.slice(0, 6)).toEqual([
		'name: "Lamps"',
		'model_file: ./model.fga',
		'tuple_file: ./tuples.json',
		'tests:',
		'  - name: effective table',
		'    check:'
	]);
	const at = store.indexOf('      - user: organization:Cedar');
	expect(store.slice(at, at + 11)).toEqual([
		'      - user: organization:Cedar',
		'        object: product:Lamp',
		'        assertions:',
		'          product_development: false',
		'          authorize_product_development: false',
		'          panel_development: true',
		'          authorize_panel_development: false',
		'          view_logs: false',
		'          authorize_view_logs: false',
		'          purchase: false',
		'          authorize_purchase: false'
	]);
	expect(lines('model.fga')).toContain(
		'    define purchase_below: holder from purchase_leaf or holder from purchase_relay or purchase_below from purchase_relay'
	);
});

test('SpiceDB: a grant is one relationship between two standings', async () => {
	const { lines } = await lampIn('spicedb');
	const grants = lines('relationships.txt').filter((line) => /_(leaf|relay) /.test(line));
	expect(grants.sort()).toEqual([
		'standing:Lamp/Basin panel_development_leaf standing:Lamp/Cedar',
		'standing:Lamp/Owner product_development_relay standing:Lamp/Basin'
	]);
	const validation = lines('validation.yaml');
	expect(validation).toContain('  standing:Lamp/Owner#product_development_relay@standing:Lamp/Basin');
	const no = validation.indexOf('  assertFalse:');
	expect(validation.indexOf('    - "product:Lamp#panel_development@organization:Cedar"')).toBeLessThan(no);
	expect(validation.indexOf('    - "product:Lamp#purchase@organization:Cedar"')).toBeGreaterThan(no);
	expect(lines('schema.zed')).toContain(
		'\tpermission purchase = root_purchase->holder + root_purchase->purchase_below'
	);
});

test('Cedar: whoever is granted something is in the channel of who granted it', async () => {
	const { lines } = await lampIn('cedar');
	const cedar = lines('entities.json').find((line) => line.includes('"type":"Organization","id":"Cedar"}'));
	expect(cedar?.replace(/,$/, '')).toBe(
		'{"uid":{"type":"Organization","id":"Cedar"},"attrs":{},"parents":[{"type":"Channel","id":"use/panel-development/Lamp/Basin"}]}'
	);
	expect(lines('policies.cedar').slice(0, 3)).toEqual([
		'@id("product-development")',
		'permit (principal is Organization, action == Action::"product-development", resource is Product)',
		'when { principal in resource.product_development_root };'
	]);
});

test('Casbin: the product is the domain of every channel', async () => {
	const { lines } = await lampIn('casbin');
	const policy = lines('policy.csv');
	expect(policy).toContain('p, use/purchase, purchase');
	expect(policy.filter((line) => /^g, organization.(Cedar|Basin),/.test(line)).sort()).toEqual([
		'g, organization/Basin, relay/panel-development/Owner, Lamp',
		'g, organization/Basin, relay/product-development/Owner, Lamp',
		'g, organization/Basin, use/panel-development/Owner, Lamp',
		'g, organization/Basin, use/product-development/Owner, Lamp',
		'g, organization/Cedar, use/panel-development/Basin, Lamp'
	]);
	expect(lines('requests.csv')).toContain('organization/Maker, Lamp, authorize-purchase, true');
});

describe.each(engineKeys)('%s', (key) => {
	test('has a guide, names, the effective table and a report beside its own files', async () => {
		const { found, lines } = await lampIn(key);
		expect(lines('table.csv').sort()).toEqual(
			[
				'',
				'product,organization,permission,may_pass_on',
				...['product-development', 'panel-development', 'view-logs', 'purchase'].map(
					(permission) => `Lamp,Owner,${permission},true`
				),
				'Lamp,Maker,purchase,true',
				'Lamp,Basin,product-development,true',
				'Lamp,Basin,panel-development,true',
				'Lamp,Cedar,panel-development,false'
			].sort()
		);
		expect(lines('names.json')).toContain('\t\t"Lamp": {"pid":"L1","name":"The L1"}');
		expect(lines('README.md').join('\n')).toContain(
			'2 expectations are asserted in a file of their own, of which 1 will fail'
		);
		expect(found.report).toMatchObject({ cuts: [], lost: [], asserted: { yes: 15, no: 17, noInAll: 17 } });
		expect(found.report.exported).toMatchObject({
			organizations: 4,
			products: 1,
			grants: 2,
			longestChain: 2
		});
		expect(found.report.expectations.withoutWords.map(({ expected }) => expected.kind)).toEqual([
			'within-steps'
		]);
	});

	test('a revoked grant is a difference of its own statements, and nothing else', async () => {
		const { story, lamp, ids } = lampSetup();
		const exportNow = async (before?: EngineExport) => {
			const { setup, notExported } = engineSetup(story.snapshot);
			return exportSetup(key, {
				title: 'Lamps',
				setup,
				notExported,
				...(before && { before: before.files })
			});
		};
		const first = await exportNow();
		story.revokes(ids.Basin, ids.Cedar, lamp, ['panel-development']);
		const second = await exportNow(first);
		const { added, removed } = second.report.changes!;
		// An organization that holds nothing stays an entity; elsewhere nothing is left of it.
		expect([added, removed]).toEqual(
			{ openfga: [0, 2], spicedb: [0, 2], cedar: [1, 1], casbin: [0, 1] }[key]
		);
	});
});
