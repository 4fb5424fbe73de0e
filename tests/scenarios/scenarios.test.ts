import { describe, expect, test } from 'vitest';
import { kinds } from '$lib/domain/permissions/permissions';
import { permissionsOfKind } from '$lib/domain/permissions/standing';
import { isReached } from '$lib/scenarios/step-goal';
import { scenarios } from '$lib/scenarios/scenarios';
import { play } from './played';

const stories = scenarios.filter(({ story }) => story.length > 0);

describe.each(stories)('the scenario $id', (scenario) => {
	test.each(['en', 'zh'] as const)('is played without a refusal, names in %s', async (language) => {
		const { refusals, snapshot, progress } = await play(scenario, true, language);
		expect(refusals).toEqual([]);
		expect([...snapshot.organizations.values()].map(({ name }) => name)).toEqual(
			scenario.cast.map(({ name }) => name[language])
		);
		expect(progress.at(-1)).toBe(1);
	});

	test('before its first authorization, nothing is authorized and no step is done', async () => {
		const { refusals, snapshot, found } = await play(scenario, false);
		expect(refusals).toEqual([]);
		expect(snapshot.products.size).toBeGreaterThan(2);
		expect(snapshot.grants.size).toBe(0);
		expect(scenario.steps.filter(({ as, goal }) => isReached(found, as, goal))).toEqual([]);
	});

	test('finished, every step is done', async () => {
		const { found } = await play(scenario, true);
		expect(scenario.steps.filter(({ as, goal }) => !isReached(found, as, goal)).map(({ id }) => id)).toEqual(
			[]
		);
	});

	test('opens as the grantor, and each step is done by one of the cast', () => {
		const accounts = scenario.cast.map(({ account }) => account);
		expect(scenario.opensAs).toBe(accounts[0]);
		for (const step of scenario.steps) expect(accounts).toContain(step.as);
	});
});

test('the stories show an origin of every kind, delegation, dormant grants, orders, work and logs', async () => {
	const played = await Promise.all(stories.map((scenario) => play(scenario, true)));
	const all = played.flatMap(({ snapshot }) => [...snapshot.products.values()]);
	expect(new Set(all.map(({ making }) => making.origin))).toEqual(new Set(['proprietary', 'oem', 'odm']));
	for (const what of ['orders', 'work', 'devices', 'logs'] as const)
		expect(played.reduce((sum, { snapshot }) => sum + snapshot[what].size, 0)).toBeGreaterThan(0);
	const links = all.flatMap((product) => [...product.links]);
	for (const kind of kinds) expect(links.some(({ flagged }) => flagged & permissionsOfKind[kind])).toBe(true);
});
