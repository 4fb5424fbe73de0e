import type { Actor, ScenarioCard } from './scenario';
import { networkMembers } from './supply-network/members';
import { networkSizes } from './supply-network/size';

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

export const factoryPurchasesCard: ScenarioCard = {
	id: 'factory-purchases',
	cast: Object.values(factoryPurchasesCast),
	chain: ['purchase'],
	hasStory: true
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

export const upstreamFactoryCard: ScenarioCard = {
	id: 'upstream-factory',
	cast: Object.values(upstreamFactoryCast),
	chain: ['purchase-third', 'purchase'],
	hasStory: true
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

export const jointDevelopmentCard: ScenarioCard = {
	id: 'joint-development',
	cast: Object.values(jointDevelopmentCast),
	chain: ['develop-third', 'develop'],
	hasStory: true
};

export const supplyNetworkCard: ScenarioCard = {
	id: 'supply-network',
	cast: networkMembers(networkSizes[0].organizations),
	chain: [],
	hasStory: false
};

/** Every ready scenario at a glance, in the order in which they are offered. */
export const scenarioCards: readonly ScenarioCard[] = [
	factoryPurchasesCard,
	upstreamFactoryCard,
	jointDevelopmentCard,
	supplyNetworkCard
];
