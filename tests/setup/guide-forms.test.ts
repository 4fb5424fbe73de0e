import { describe, expect, test } from 'vitest';
import type { Snapshot } from '$lib/domain/snapshot';
import { toList, toSet } from '$lib/domain/permissions/standing';
import { stepsDone } from '$lib/setup/guide';
import type { SetupPlan } from '$lib/setup/plan/plan';
import { after, begun, lamp } from './planned';

/** A workspace in which aria may let delta purchase, and delta kilo; its guide has one step. */
const following = (end: string): SetupPlan =>
	begun(`products: { ${lamp} }
authorizations: [{ from: aria, to: delta, products: [lamp], develop: [view-logs] }, { from: delta, to: kilo }]
guide: { title: T, steps: [{ do: It, ${end} }] }`);

const isDone = (plan: SetupPlan, snapshot: Snapshot) => stepsDone(plan.guide!, snapshot) === 1;

/** Lets a partner purchase the lamp, and maybe pass it on. */
const granted = (plan: SetupPlan, from: string, to: string, passes = false) =>
	after(plan, from, {
		command: 'authorize',
		grantee: plan.matched.organizations.get(to)!,
		items: [
			{
				product: plan.matched.products.get('lamp')!,
				permissions: toList(toSet(['purchase'])),
				thirdParty: passes ? ['purchase'] : []
			}
		]
	});
const revoked = (plan: SetupPlan, from: string, to: string) =>
	after(plan, from, {
		command: 'revoke',
		grantee: plan.matched.organizations.get(to)!,
		items: [{ product: plan.matched.products.get('lamp')!, permissions: toList(toSet(['purchase'])) }]
	});

const beginning = (plan: SetupPlan) => plan.snapshot;
const granting = (plan: SetupPlan) => granted(plan, 'aria', 'delta');
const passing = (plan: SetupPlan) => {
	granted(plan, 'aria', 'delta', true);
	return granted(plan, 'delta', 'kilo');
};
const takingBack = (plan: SetupPlan) => {
	passing(plan);
	return revoked(plan, 'aria', 'delta');
};

/** Each sentence, and whether it holds at the beginning, once delta may purchase, once kilo may too, and once all is revoked. */
const sentences: [sentence: string, ...holds: boolean[]][] = [
	['delta may purchase lamp', false, true, true, false],
	['kilo may not purchase lamp', true, true, false, true],
	['only delta may purchase lamp', false, true, false, false],
	['nobody beyond 1 step may purchase lamp', true, true, false, true]
];
const moments = { beginning, granting, passing, takingBack };

describe.each(sentences)('a step that ends by “%s”', (sentence, ...holds) => {
	test.each(Object.entries(moments).map(([name, at], index) => [name, at, holds[index]!] as const))(
		'%s: is done where that holds, or where it does no longer',
		(_, at, isSo) => {
			const when = following(`done when: ${sentence}`);
			expect(isDone(when, at(when))).toBe(isSo);
			const until = following(`no longer: ${sentence}`);
			expect(isDone(until, at(until))).toBe(!isSo);
		}
	);
});
