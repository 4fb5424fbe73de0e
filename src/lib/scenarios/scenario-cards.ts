import type { Actor, Named, ScenarioCard } from './scenario';
import { networkMembers } from './supply-network/members';
import { networkSizes } from './supply-network/network-size';

/** Who is in the scenario, in the order of its story. */
export const factoryPurchasesCast = {
	lumen: {
		name: { en: 'Lumen Home', zh: '流明家居' },
		account: 'lumen@example.com',
		colour: '#3457c9'
	},
	orbit: {
		name: { en: 'Orbit OEM', zh: '轨道代工' },
		account: 'orbit@example.com',
		colour: '#b3401f'
	},
	delta: {
		name: { en: 'Delta Manufacturing', zh: '德尔塔制造' },
		account: 'delta@example.com',
		colour: '#0b7a75'
	}
} satisfies Record<string, Actor>;

/** Named by its steps. */
export const lamp: Named = { name: { en: 'Lamp A1', zh: '台灯 A1' }, pid: 'lampa1x7k2m9q4w8' };

export const factoryPurchasesCard: ScenarioCard = {
	id: 'factory-purchases',
	cast: Object.values(factoryPurchasesCast),
	chain: ['purchase'],
	hasStory: true,
	steps: [
		{
			id: 'add-partner',
			as: factoryPurchasesCast.lumen.account,
			goal: { do: 'add-partner', partner: factoryPurchasesCast.orbit.account }
		},
		{
			id: 'authorize',
			as: factoryPurchasesCast.lumen.account,
			goal: {
				do: 'authorize',
				to: factoryPurchasesCast.orbit.account,
				product: lamp.pid,
				permission: 'purchase'
			}
		},
		{ id: 'order', as: factoryPurchasesCast.orbit.account, goal: { do: 'order', product: lamp.pid } },
		{
			id: 'revoke',
			as: factoryPurchasesCast.lumen.account,
			goal: { do: 'revoke', to: factoryPurchasesCast.orbit.account }
		}
	],
	named: [lamp]
};

/** Who is in the scenario, in the order of its story. */
export const upstreamFactoryCast = {
	aria: {
		name: { en: 'Aria Living', zh: '咏叹生活' },
		account: 'aria@example.com',
		colour: '#7a3db8'
	},
	delta: {
		name: { en: 'Delta Manufacturing', zh: '德尔塔制造' },
		account: 'delta@example.com',
		colour: '#0b7a75'
	},
	kilo: {
		name: { en: 'Kilo PCBA', zh: '千诺电路板' },
		account: 'kilo@example.com',
		colour: '#8a5a00'
	},
	fenix: {
		name: { en: 'Fenix SMT', zh: '凤鸣贴片' },
		account: 'fenix@example.com',
		colour: '#b0246a'
	}
} satisfies Record<string, Actor>;

/** Named by its steps. */
export const thermostat: Named = { name: { en: 'Thermostat T1', zh: '温控器 T1' }, pid: 'thermt1q8w2x6n4v' };

export const upstreamFactoryCard: ScenarioCard = {
	id: 'upstream-factory',
	cast: Object.values(upstreamFactoryCast),
	chain: ['purchase-third', 'purchase'],
	hasStory: true,
	steps: [
		{
			id: 'authorize',
			as: upstreamFactoryCast.aria.account,
			goal: {
				do: 'authorize',
				to: upstreamFactoryCast.delta.account,
				product: thermostat.pid,
				permission: 'purchase'
			}
		},
		{
			id: 'third-party',
			as: upstreamFactoryCast.aria.account,
			goal: {
				do: 'allow-third-party',
				to: upstreamFactoryCast.delta.account,
				product: thermostat.pid,
				kind: 'purchase'
			}
		},
		{
			id: 'pass-on',
			as: upstreamFactoryCast.delta.account,
			goal: {
				do: 'authorize',
				to: upstreamFactoryCast.kilo.account,
				product: thermostat.pid,
				permission: 'purchase'
			}
		},
		{ id: 'order', as: upstreamFactoryCast.kilo.account, goal: { do: 'order', product: thermostat.pid } },
		{
			id: 'invoice',
			as: upstreamFactoryCast.delta.account,
			goal: { do: 'order', product: thermostat.pid, invoiceTo: upstreamFactoryCast.kilo.account }
		},
		{
			id: 'dormant',
			as: upstreamFactoryCast.aria.account,
			goal: { do: 'forbid-third-party', to: upstreamFactoryCast.delta.account, kind: 'purchase' }
		}
	],
	named: [thermostat]
};

/** Who is in the scenario, in the order of its story. */
export const jointDevelopmentCast = {
	nova: {
		name: { en: 'Nova Brands', zh: '新星品牌' },
		account: 'nova@example.com',
		colour: '#0f6f9e'
	},
	terra: {
		name: { en: 'Terra Manufacturing', zh: '泰合制造' },
		account: 'terra@example.com',
		colour: '#2a7a3b'
	},
	pine: {
		name: { en: 'Pine R&D', zh: '松岭研发' },
		account: 'pine@example.com',
		colour: '#b0246a'
	}
} satisfies Record<string, Actor>;

/** Named by its steps. */
export const camera: Named = { name: { en: 'Camera C1', zh: '摄像头 C1' }, pid: 'camerac1h5t9x3v7' };

export const jointDevelopmentCard: ScenarioCard = {
	id: 'joint-development',
	cast: Object.values(jointDevelopmentCast),
	chain: ['develop-third', 'develop'],
	hasStory: true,
	steps: [
		{
			id: 'authorize',
			as: jointDevelopmentCast.nova.account,
			goal: {
				...{ do: 'authorize', to: jointDevelopmentCast.terra.account, product: camera.pid },
				...{ permission: 'product-development', thirdParty: true }
			}
		},
		{
			id: 'pass-on',
			as: jointDevelopmentCast.terra.account,
			goal: {
				do: 'authorize',
				to: jointDevelopmentCast.pine.account,
				product: camera.pid,
				permission: 'product-development'
			}
		},
		{ id: 'develop', as: jointDevelopmentCast.pine.account, goal: { do: 'work', product: camera.pid } },
		{
			id: 'panel',
			as: jointDevelopmentCast.pine.account,
			goal: { do: 'work', product: camera.pid, operation: 'panel-development' }
		},
		{ id: 'logs', as: jointDevelopmentCast.nova.account, goal: { do: 'log', product: camera.pid } }
	],
	named: [camera]
};

export const supplyNetworkCard: ScenarioCard = {
	id: 'supply-network',
	cast: networkMembers(networkSizes[0].organizations),
	chain: [],
	hasStory: false,
	steps: [],
	named: []
};

/** Every ready scenario at a glance, in the order in which they are offered. */
export const scenarioCards: readonly ScenarioCard[] = [
	factoryPurchasesCard,
	upstreamFactoryCard,
	jointDevelopmentCard,
	supplyNetworkCard
];
