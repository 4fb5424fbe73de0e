import { factoryPurchases } from './factory-purchases';
import { jointDevelopment } from './joint-development';
import type { Scenario } from './scenario';
import { supplyNetwork } from './supply-network/supply-network';
import { upstreamFactory } from './upstream-factory';

/** Every ready scenario, in the order in which they are offered. */
export const scenarios: readonly Scenario[] = [
	factoryPurchases,
	upstreamFactory,
	jointDevelopment,
	supplyNetwork
];

export const scenarioOf = (id: string): Scenario | undefined => scenarios.find((each) => each.id === id);
