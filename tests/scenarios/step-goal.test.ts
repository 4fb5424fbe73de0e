import { expect, test } from 'vitest';
import { factoryPurchases } from '$lib/scenarios/factory-purchases';
import { type StepGoal, isReached } from '$lib/scenarios/step-goal';
import { jointDevelopment } from '$lib/scenarios/joint-development';
import { upstreamFactory } from '$lib/scenarios/upstream-factory';
import { play } from './played';

const heater = 'heatd2n7w3x9b5m1';
const lamp = 'lampa1x7k2m9q4w8';

test('a step is done by what it names: that product, that partner', async () => {
	const { found } = await play(factoryPurchases, true);
	const authorized = (to: string, product: string) =>
		isReached(found, 'lumen@example.com', { do: 'authorize', to, product, permission: 'purchase' });
	expect(authorized('orbit@example.com', lamp)).toBe(true);
	expect(authorized('orbit@example.com', heater)).toBe(false);
	expect(authorized('delta@example.com', heater)).toBe(true);
	expect(authorized('delta@example.com', lamp)).toBe(false);
	const ordered = (as: string, product: string) => isReached(found, as, { do: 'order', product });
	expect(ordered('orbit@example.com', lamp)).toBe(true);
	expect(ordered('delta@example.com', lamp)).toBe(false);
	const revoked = (goal: Omit<Extract<StepGoal, { do: 'revoke' }>, 'do'>) =>
		isReached(found, 'lumen@example.com', { do: 'revoke', ...goal });
	expect(revoked({ to: 'orbit@example.com' })).toBe(true);
	expect(revoked({ to: 'orbit@example.com', product: lamp })).toBe(false);
	expect(revoked({ to: 'delta@example.com' })).toBe(false);
});

test('passing on, the invoice entity and the operation count as named', async () => {
	const upstream = (await play(upstreamFactory, true)).found;
	const board = 'boardcb10f7y2g5t';
	const allowed = (product: string) =>
		isReached(upstream, 'delta@example.com', {
			...{ do: 'allow-third-party', to: 'kilo@example.com', kind: 'purchase' },
			product
		});
	expect(allowed('thermt1q8w2x6n4v')).toBe(true);
	expect(allowed(board)).toBe(false);
	const invoiced = (as: string, invoiceTo: string) => isReached(upstream, as, { do: 'order', invoiceTo });
	expect(invoiced('delta@example.com', 'kilo@example.com')).toBe(true);
	expect(invoiced('delta@example.com', 'delta@example.com')).toBe(false);
	const { found } = await play(jointDevelopment, true);
	const worked = (as: string, operation?: 'panel-development' | 'tscc') =>
		isReached(found, as, { do: 'work', product: 'camerac1h5t9x3v7', ...(operation && { operation }) });
	expect(worked('pine@example.com', 'panel-development')).toBe(true);
	expect(worked('pine@example.com', 'tscc')).toBe(false);
	expect(worked('terra@example.com')).toBe(true);
});
