import { afterAll, describe, expect, test } from 'vitest';
import type { Expected } from '$lib/domain/facts';
import { permissions } from '$lib/domain/permissions/permissions';
import { type Filled, understand } from '$lib/ui/expectations/sentence';
import { expectationText } from '$lib/ui/words/expectation-words';
import { overwriteGetLocale } from '$lib/paraglide/runtime';
import type { Choice } from '$lib/views/ask/choices';
import { Acting } from '../views/acting';

const choice = (id: string, name: string, detail: string, value = name): Choice => ({
	...{ id, value, name, detail, colour: '' }
});
const choices = {
	organizations: [
		choice('kilo', 'Kilo', 'kilo@example.com'),
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

const kiloLamp = { organization: 'kilo', product: 'a1' };
const qianT1 = { organization: 'qian', product: 't1' };

describe('a sentence about what is expected is understood', () => {
	const said: [Filled, string[]][] = [
		[
			{ kind: 'holds', ...kiloLamp, permission: 'purchase' },
			['Kilo can purchase Lamp A1', 'Lamp A1 must be purchased by Kilo', 'KILO is allowed to buy lampa1.']
		],
		[
			{ kind: 'lacks', ...kiloLamp, permission: 'view-logs' },
			[
				...[
					'Kilo cannot view logs of LAMP A1.',
					"kilo@example.com can't see the logs of Lamp A1",
					'Kilo never reads the logs of Lamp A1'
				],
				...['Kilo has no permission to view logs of Lamp A1', 'Kilo may no longer view logs on Lamp A1']
			]
		],
		[
			{ kind: 'only-holder', ...kiloLamp, permission: 'view-logs' },
			[
				...[
					'Only Kilo may view logs of Lamp A1',
					'Kilo alone may view logs of Lamp A1',
					'Lamp A1: logs can only be read by Kilo'
				],
				...['nobody except Kilo may view logs of Lamp A1', 'Nobody but Kilo views the logs of Lamp A1'],
				...[
					'No one other than Kilo can view logs of Lamp A1',
					'Nobody else than Kilo can view logs of Lamp A1'
				],
				...[
					'Nobody can view logs of Lamp A1 except for Kilo',
					'Nobody besides Kilo may view logs of Lamp A1'
				],
				...[
					'No organization apart from Kilo may view logs of Lamp A1',
					'None but Kilo may view logs of Lamp A1'
				],
				...[
					'Anyone other than Kilo must not view logs of Lamp A1',
					'Nobody may view logs of Lamp A1, excluding Kilo'
				],
				...[
					'Kilo, and nobody else, may view logs of Lamp A1',
					'Kilo is the only one that has View Logs on Lamp A1'
				],
				'No one else but Kilo may view logs of Lamp A1'
			]
		],
		[
			{ kind: 'only-holder', organization: 'orbit', product: 'a1', permission: 'purchase' },
			['Only Orbit OEM may be invoice entity for Lamp A1', 'Only the organization Orbit OEM orders Lamp A1']
		],
		[
			{ kind: 'within-steps', steps: 2, product: 'a1', permission: 'view-logs' },
			[
				'Nobody beyond two steps from the owner can view the logs of lampa1',
				'No one further away than 2 grants may view logs of Lamp A1',
				'Only organizations within 2 steps can view logs of Lamp A1'
			]
		],
		[
			{ kind: 'holds', organization: 'only', product: 'a1', permission: 'panel-development' },
			['Not Only Lamps develops panels for Lamp A1']
		],
		[
			{ kind: 'lacks', organization: 'orbit', product: 'a10', permission: 'product-development' },
			[
				"orbit@example.com doesn't develop Lamp A10",
				'Orbit OEM is not allowed product development on Lamp A10'
			]
		],
		[
			{ kind: 'only-holder', ...qianT1, permission: 'purchase' },
			[
				...[
					'只有千诺电路板可以采购温控器 T1',
					'除了千诺电路板，没有组织可以采购温控器 T1',
					'除千诺电路板外，谁都不能采购温控器 T1'
				],
				...['除了千诺电路板以外，其他组织都不能采购温控器 T1', '千诺电路板以外的组织不得采购温控器 T1'],
				...[
					'除千诺电路板之外没有任何人能采购温控器 T1',
					'温控器 T1 只能由千诺电路板采购',
					'仅限千诺电路板采购温控器 T1'
				],
				...['千诺电路板是唯一可以采购温控器 T1 的组织', '没有千诺电路板以外的公司可以采购温控器 T1']
			]
		],
		[
			{ kind: 'lacks', ...qianT1, permission: 'view-logs' },
			[
				'千诺电路板不能查看温控器 T1 的日志',
				'千诺电路板无权查看温控器 T1 的设备日志',
				'禁止千诺电路板查看温控器 T1 的日志'
			]
		],
		[{ kind: 'holds', ...qianT1, permission: 'product-development' }, ['千诺电路板应该能够开发温控器 T1']],
		[
			{ kind: 'within-steps', steps: 2, product: 't1', permission: 'product-development' },
			[
				'超过两步的组织不能开发温控器 T1',
				'2 步以外的组织都不能开发温控器 T1',
				'只有两步以内的组织可以开发温控器 T1'
			]
		],
		[{ product: 'a1' }, ['Lamp A1']],
		[{}, ['']]
	];
	for (const [filled, sentences] of said)
		test.each(sentences)('%s', (sentence) =>
			expect(understand(sentence, choices)).toEqual({ filled, left: [] })
		);
});

describe('what is not understood is said, word by word', () => {
	const said: [string, string[]][] = [
		['whatever', ['whatever']],
		['Kilo may purchase Lamp A1 on Mondays', ['mondays']],
		['Kilo may purchase Lamp A1 unless Orbit OEM does', ['unless', 'kilo']],
		['Kilo and Orbit OEM may purchase Lamp A1', ['kilo', 'and']],
		['Everyone except Kilo may purchase Lamp A1', ['everyone', 'except']],
		['Anyone except Kilo may purchase Lamp A1', ['anyone', 'except']],
		['Nobody may purchase Lamp A1', ['nobody']],
		['Nobody except Kilo may not purchase Lamp A1', ['nobody', 'except', 'not']],
		['Not only Kilo may purchase Lamp A1', ['not', 'only']],
		['Kilo may only purchase Lamp A1', ['only']],
		['The only permission Kilo has on Lamp A1 is purchase', ['only']],
		['Kilo may buy Lamp A1, but not view logs', ['but', 'not', 'logs']],
		['Kilo may purchase and develop Lamp A1', ['and', 'develop']],
		['Kilo may purchase Lamp A1 within 2 steps', ['kilo', 'within', '2 steps']],
		['Nobody within 2 steps can purchase Lamp A1', ['nobody', 'within', '2 steps']],
		['Everybody beyond 2 steps can purchase Lamp A1', ['everybody', 'beyond', '2 steps']],
		['除了千诺电路板，其他组织都可以采购温控器 T1', ['除了', '其他']],
		['千诺电路板只能采购温控器 T1', ['只']],
		['千诺电路板唯一可以采购的产品是温控器 T1', ['唯一']],
		['不只有千诺电路板可以采购温控器 T1', ['不', '只有']],
		['千诺电路板周一可以采购温控器 T1', ['周一']],
		['千诺电路板和 Kilo 可以采购温控器 T1', ['和', 'kilo']]
	];
	test.each(said)('%s', (sentence, left) => {
		const found = understand(sentence, choices);
		expect(found.left.toSorted()).toEqual(left.toSorted());
	});

	test('"except" never becomes the opposite', () => {
		for (const not of [
			'except',
			'but',
			'other than',
			'besides',
			'apart from',
			'aside from',
			'save for',
			'excluding'
		])
			expect(understand(`nobody ${not} Kilo may view logs of Lamp A1`, choices)).toEqual({
				filled: { kind: 'only-holder', ...kiloLamp, permission: 'view-logs' },
				left: []
			});
	});
});

describe('every sentence that an expectation is shown as is understood as that', () => {
	const world = new Acting();
	const { Kilo, Lima } = world.organizations('Kilo', 'Lima');
	const lamp = world.named(Lima, 'lamp');
	const { name } = world.snapshot.products.get(lamp)!;
	const told = {
		organizations: [choice(Kilo, 'Kilo', 'kilo'), choice(Lima, 'Lima', 'lima')],
		products: [choice(lamp, name, 'lamp-1')]
	};
	const all: Expected[] = [
		...(['holds', 'lacks', 'only-holder'] as const).map((kind) => ({ kind, organization: Kilo })),
		{ kind: 'within-steps', steps: 1 },
		{ kind: 'within-steps', steps: 12 }
	];
	afterAll(() => overwriteGetLocale(() => 'en'));
	test.each(['en', 'zh'] as const)('in %s', (locale) => {
		overwriteGetLocale(() => locale);
		for (const permission of permissions)
			for (const expected of all) {
				const text = expectationText(world.snapshot, { product: lamp, permission, expected });
				expect(/\p{Script=Han}/u.test(text)).toBe(locale === 'zh');
				expect(understand(text, told), text).toEqual({
					filled: { ...expected, product: lamp, permission },
					left: []
				});
			}
	});
});

describe('what a sentence says of several is left open', () => {
	const kilo = choice('kilo', 'Kilo', 'info@kilo.com', 'Kilo (info@kilo.com)');
	const purchase = { kind: 'holds', permission: 'purchase' };
	const inOrganizations = (sentence: string, ...organizations: Choice[]) =>
		understand(sentence, { organizations, products: choices.products }).filled;

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
			...{ filled: { ...purchase, organization: 'kilo', product: '' }, left: [] }
		});
	});

	test('a name is not found inside a word', () => {
		const log = choice('log', 'Log', 'log@example.com');
		expect(inOrganizations('Kilo can view logs', log, kilo)).toMatchObject({ organization: 'kilo' });
		expect(understand('Can view logs', { organizations: [log], products: [] }).filled).toEqual({
			permission: 'view-logs'
		});
	});
});
