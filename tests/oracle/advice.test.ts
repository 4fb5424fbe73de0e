import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide } from '$lib/commands/decide';
import { permissionsOfKind, toList } from '$lib/domain/permissions/standing';
import { type Advice, adviceFor } from '$lib/views/advice';
import { remediesOf, togetherOf } from '$lib/views/followed-advice';
import { deletionsDone, deletionsIn } from './deletions';
import { toldBetween } from './foreseen';
import { emptyReplica, keyOn, receive, write } from './ledger';
import { Mix } from './mix';
import { isHeld, isRelayed, judge, type Judged } from './oracle';
import { kindOfPermission } from './permissions';
import { chains, crowds, type Plan } from './plan';
import { play } from './play';
import type { OracleGrant } from './recorded';
import { enough, histories } from './seed';

const mix = new Mix();

/** What the plain rules would advise an organization of: states of its grants, and flags that serve no grant of the partner. */
function plainAdvice(world: Judged, actor: string): string[] {
	const done = deletionsDone(world, world);
	const states = [...world.grantStates]
		.filter(([{ grantor }, state]) => grantor === actor && state !== 'active')
		// Product development that is dormant, and gives its partner the panels that it implies.
		.filter(
			([{ grantee, product, permission }, state]) =>
				!(
					state === 'dormant' &&
					permission === 'product-development' &&
					isRelayed(world, actor, product, 'panel-development') &&
					isHeld(world, grantee, product, 'panel-development') &&
					!world.grants.some(
						(each) =>
							each.grantor === actor &&
							each.grantee === grantee &&
							each.product === product &&
							each.permission === 'panel-development'
					)
				)
		)
		// "Advice [knows] it too": what is advised together would complete no deletion that waits.
		.filter(([{ grantee, product, permission }, state], _, all) => {
			const isTogether = (grant: OracleGrant) =>
				all.some(([each, other]) => each === grant && other === state) &&
				grant.grantee === grantee &&
				grant.product === product &&
				kindOfPermission(grant.permission) === kindOfPermission(permission);
			const without = { ...world, grants: world.grants.filter((each) => !isTogether(each)) };
			return [...deletionsDone(without, deletionsIn(without))].every((each) => done.has(each));
		})
		.map(([{ grantee, product, permission }, state]) => [state, grantee, product, permission].join(' '));
	const unused = world.grants
		.filter(({ grantor, flagged }) => grantor === actor && flagged)
		.map(({ permission, ...flag }) => ({ ...flag, kind: kindOfPermission(permission) }))
		.filter(
			({ grantee, product, kind }) =>
				!world.grants.some(
					(each) =>
						each.grantor === grantee && each.product === product && kindOfPermission(each.permission) === kind
				)
		)
		.filter(({ grantee, product, kind }) =>
			[...world.grantStates].some(
				([each, state]) =>
					state === 'active' &&
					each.grantor === actor &&
					each.grantee === grantee &&
					each.product === product &&
					kindOfPermission(each.permission) === kind
			)
		)
		.map(({ grantee, product, kind }) => ['unused', grantee, product, kind].join(' '));
	return [...states, ...new Set(unused)].sort();
}

function advise(plan: Plan): void {
	const [replica] = play(plan, {}).replicas;
	const { snapshot } = replica!;
	const entries = [...replica!.entries.values()];
	const world = judge(entries);
	for (const actor of world.organizations.keys()) {
		const advice = adviceFor(snapshot, actor);
		const told = advice.flatMap(({ about, kind, permissions, link: { grantee, product } }) =>
			about === 'unused'
				? [['unused', grantee, product, kind].join(' ')]
				: toList(permissions & permissionsOfKind[kind]).map((permission) =>
						[about, grantee, product, permission].join(' ')
					)
		);
		expect(told.sort()).toEqual(plainAdvice(world, actor));
		// Asked again, it is what was kept.
		expect(adviceFor(snapshot, actor)).toEqual(advice);

		if (!snapshot.keys.acts(actor, keyOn(replica!, actor))) continue;
		const first = ['unused', 'redundant', 'dormant'].flatMap(
			(about) => advice.find((each) => each.about === about) ?? []
		);
		const follow = (each: readonly Advice[]) => {
			const copy = emptyReplica(replica!.name);
			receive(copy, entries);
			for (const command of remediesOf(each)) {
				const decision = decide(copy.snapshot, actor, command);
				if (!decision.accepted) {
					// Who was deleted can do nothing about what it granted.
					expect(decision.refusal.code).toBe('unknown-organization');
					return;
				}
				write(copy, actor, 'remedy', decision.facts);
			}
			const { shifts } = toldBetween(world, judge([...copy.entries.values()]));
			expect(shifts, JSON.stringify(remediesOf(each))).toEqual([]);
		};
		for (const each of first) {
			mix.add(each.about);
			follow([each]);
		}
		const together = togetherOf(snapshot, actor, advice);
		if (together.length > 1) mix.add('together');
		if (together.length > 0) follow(together);
	}
}

test(
	'advice is what the plain rules say, and following it takes nothing from anybody',
	{ timeout: 300_000 },
	() => {
		fc.assert(fc.property(fc.oneof(crowds(40), chains(20)), advise), histories(80));
		for (const about of ['unused', 'redundant', 'dormant'])
			expect(mix.of(about), about).toBeGreaterThan(enough(30));
		expect(mix.of('together')).toBeGreaterThan(enough(30));
	}
);
