import { describe, expect, test } from 'vitest';
import type { Choice } from '$lib/views/ask';
import { type Filled, understand } from '$lib/ui/expectations/sentence';

const choice = (id: string, value: string, detail: string): Choice => ({ id, value, detail, colour: '' });
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
