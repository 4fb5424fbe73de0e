/** However much a workspace holds, a text that it is made like is planned with a rest after every little part of it. */
import { expect, test } from 'vitest';
import type { Snapshot } from '$lib/domain/snapshot';
import { planningSetup, type SetupPlan } from '$lib/setup/plan/plan';
import { begun, setupOf } from './planned';

const many = 120;
const all = Array.from({ length: many }, (_, at) => at);
const text = `products: { ${all.map((at) => `p${at}: { owner: aria, pid: p${at}, name: P${at} }`).join(', ')} }
authorizations:
  - { from: aria, to: delta, products: [${all.map((at) => `p${at}`).join(', ')}], purchase: yes }`;

function rests(now: Snapshot, mode: 'add' | 'like'): { count: number; plan: SetupPlan } {
	let id = 0;
	const newId = () => `n${(id += 1)}`.padEnd(43, '-');
	const work = planningSetup(setupOf(text), now, { newId, colourOf: () => '#345678', mode });
	for (let count = 0; ; count++) {
		const { done, value } = work.next();
		if (done) return { count, plan: value };
	}
}

test('what is there is compared with it record by record and grant by grant', () => {
	const { snapshot } = begun(text);
	const like = rests(snapshot, 'like');
	expect(like.plan.steps).toEqual([]);
	// Of both sides each grant, and of what is there each record and each grant as it is said.
	expect(like.count - rests(snapshot, 'add').count).toBeGreaterThan(6 * many);
});
