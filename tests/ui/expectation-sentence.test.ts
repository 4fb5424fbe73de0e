import { describe, expect, test } from 'vitest';
import type { Choice } from '$lib/views/ask';
import { type Filled, understand } from '$lib/ui/expectations/sentence';

const choice = (id: string, name: string, detail: string, value = name): Choice => ({
	...{ id, value, name, detail, colour: '' }
});
const choices = {
	organizations: [
		choice('kilo', 'Kilo PCBA', 'kilo@example.com'),
		choice('orbit', 'Orbit OEM', 'orbit@example.com'),
		choice('only', 'Not Only Lamps', 'lamps@example.com'),
		choice('qian', '千诺电路板', 'qian@example.com')
	],
	products: [
		choice('a1', 'Lamp A1', 'lampa1'),
		choice('a10', 'Lamp A10', 'lampa10'),
		choice('t1', '温控器 T1', 'thermt1')
	]
};

describe('a sentence about what is expected is understood', () => {
	const said: [string, Filled][] = [
		[
			'Kilo PCBA can purchase Lamp A1',
			{ kind: 'holds', organization: 'kilo', permission: 'purchase', product: 'a1' }
		],
		[
			'kilo pcba cannot view logs of LAMP A10.',
			{ kind: 'lacks', organization: 'kilo', permission: 'view-logs', product: 'a10' }
		],
		[
			'Only Orbit OEM may be invoice entity for Lamp A1',
			{ kind: 'only-holder', organization: 'orbit', permission: 'purchase', product: 'a1' }
		],
		[
			'Nobody beyond two steps from the owner can view the logs of lampa1',
			{ kind: 'within-steps', steps: 2, permission: 'view-logs', product: 'a1' }
		],
		[
			'Not Only Lamps develops panels for Lamp A1',
			{ kind: 'holds', organization: 'only', permission: 'panel-development', product: 'a1' }
		],
		[
			"orbit@example.com doesn't develop Lamp A1",
			{ kind: 'lacks', organization: 'orbit', permission: 'product-development', product: 'a1' }
		],
		[
			'只有千诺电路板可以采购温控器 T1',
			{ kind: 'only-holder', organization: 'qian', permission: 'purchase', product: 't1' }
		],
		[
			'千诺电路板不能查看温控器 T1 的日志',
			{ kind: 'lacks', organization: 'qian', permission: 'view-logs', product: 't1' }
		],
		[
			'超过两步的组织不能开发温控器 T1',
			{ kind: 'within-steps', steps: 2, permission: 'product-development', product: 't1' }
		],
		['Lamp A1', { product: 'a1' }],
		['whatever', {}]
	];
	for (const [sentence, filled] of said)
		test(sentence, () => expect(understand(sentence, choices)).toEqual(filled));
});

describe('what a sentence says of several is left open', () => {
	const kilo = choice('kilo', 'Kilo', 'info@kilo.com', 'Kilo (info@kilo.com)');
	const purchase = { kind: 'holds', permission: 'purchase' };
	const inOrganizations = (sentence: string, ...organizations: Choice[]) =>
		understand(sentence, { organizations, products: choices.products });

	test('the name of one that is the account of another', () => {
		const hostile = choice('aaa', 'Aaa', 'kilo');
		for (const both of [
			[hostile, kilo],
			[kilo, hostile]
		])
			expect(inOrganizations('Kilo can purchase', ...both)).toEqual({ ...purchase, organization: '' });
		expect(inOrganizations('info@kilo.com can purchase', hostile, kilo)).toEqual({
			...{ ...purchase, organization: 'kilo' }
		});
	});

	test('the account of one that is the name of another', () => {
		const hostile = choice('aaa', 'info@kilo.com', 'a@a.com', 'info@kilo.com (a@a.com)');
		const sentence = 'info@kilo.com can purchase';
		expect(inOrganizations(sentence, hostile, kilo)).toEqual({ ...purchase, organization: '' });
	});

	test('two names of one length, but not two names of one', () => {
		const lima = choice('lima', 'Lima', 'lima');
		expect(inOrganizations('Kilo and Lima can purchase', kilo, lima)).toMatchObject({ organization: '' });
		expect(inOrganizations('Lima can purchase', lima)).toMatchObject({ organization: 'lima' });
	});

	test('products; their name is not read as that of an organization', () => {
		const products = [choice('a', 'Lamp', 'x1', 'Lamp (x1)'), choice('b', 'Other', 'lamp')];
		const organizations = [choice('hostile', 'Lamp', 'h@example.com'), kilo];
		expect(understand('Kilo can purchase lamp', { organizations, products })).toEqual({
			...{ ...purchase, organization: 'kilo', product: '' }
		});
	});
});
