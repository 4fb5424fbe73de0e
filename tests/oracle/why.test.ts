import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from '$lib/commands/decide';
import { holds } from '$lib/domain/permissions/effective-permissions';
import { emptySnapshot } from '$lib/domain/snapshot';
import { endingsOf, type Ending } from '$lib/views/effects/endings';
import { repairsOf } from '$lib/views/ask/repairs';
import { why, type Why } from '$lib/views/ask/why';
import { Chooser } from './chooser';
import { keyOn, receive, type Replica, write } from './ledger';
import { Mix } from './mix';
import { singleChanges } from './one-change';
import { judge, rootedIn, rootsOf, type Judged } from './oracle';
import { kindOfPermission, reachOf, tuple, type Link } from './permissions';
import { chains, crowds, type Plan } from './plan';
import { play } from './play';
import { enough, histories } from './seed';
import { answered, type Asked, carries, linksOn, waysTo } from './ways';
import { weave, webs } from './webs';

const plans: fc.Arbitrary<Plan> = fc.oneof(crowds(24), chains(10));
const mix = new Mix();

/** The same copy once more, to try something out on. */
function copyOf(replica: Replica): Replica {
	const copy: Replica = { ...replica, entries: new Map(), snapshot: emptySnapshot() };
	receive(copy, [...replica.entries.values()]);
	return copy;
}

function checkNo(replica: Replica, world: Judged, asked: Asked, choose: Chooser): void {
	const { organization, product, permission } = asked;
	expect(why(replica.snapshot, organization, product, permission)).toBeNull();
	const repairs = repairsOf(replica.snapshot, organization, product, permission);
	const smallest = singleChanges(world, asked).length > 0 ? 1 : 2;
	expect(repairs.length).toBeGreaterThan(0);
	for (const { changes, wakes } of repairs) {
		expect(changes).toHaveLength(smallest);
		mix.add(`${changes.map(({ what }) => what).join(' and ')}${wakes ? ', which wakes' : ''}`);
	}
	// The first, and one of all, are carried out, where a key is left that can.
	for (const repair of new Set([repairs[0]!, choose.of(repairs)!])) {
		if (!replica.snapshot.keys.acts(repair.actor, keyOn(replica, repair.actor))) continue;
		const tried = copyOf(replica);
		for (const command of repair.commands) {
			const decision = decide(tried.snapshot, repair.actor, command);
			expect(decision).toMatchObject({ accepted: true });
			if (decision.accepted) write(tried, repair.actor, command.command, decision.facts);
		}
		const after = judge([...tried.entries.values()]);
		expect(after.reach.get(product)!.holds).toContain(tuple(organization, permission));
		expect(holds(tried.snapshot, organization, product, permission)).toBe(true);
		mix.add('carried out');
	}
}

const wayOf = ({ root, links }: Why['paths'][number]): string =>
	[root, ...links.map(({ link }) => link.grantee)].join(' > ');

function checkYes(replica: Replica, world: Judged, asked: Asked): void {
	const { organization, product, permission } = asked;
	expect(repairsOf(replica.snapshot, organization, product, permission)).toEqual([]);
	const { paths, more } = why(replica.snapshot, organization, product, permission)!;
	const ways = waysTo(world, asked);
	const told = paths.map(wayOf);
	expect(new Set(told).size).toBe(told.length);
	if (more) for (const way of told) expect(ways).toContain(way);
	else expect(new Set(told)).toEqual(ways);
	const lengths = paths.map(({ links }) => links.length);
	expect(lengths).toEqual([...lengths].sort((a, b) => a - b));

	const all = linksOn(world, product);
	const isYes = (links: Link[]) =>
		reachOf(rootedIn(world.products.get(product)!), links).holds.has(tuple(organization, permission));
	const [first] = paths;
	for (const { link, needed, grants } of first!.links) {
		const isThis = (each: Link) =>
			each.grantor === link.grantor && each.grantee === link.grantee && carries(each, permission);
		expect(needed).toBe(!isYes(all.filter((each) => !isThis(each))));
		expect(grants.length).toBeGreaterThan(0);
		mix.add(needed ? 'needed link' : 'link that could go');
	}
	mix.add(paths.length > 1 ? 'several paths' : 'one path');
	if (more) mix.add('more paths than are told');
	if (first!.links.length > 3) mix.add('long path');
}

/** All endings together make it no, none of them is idle, and nobody else loses what comes another way. */
function checkEndings(replica: Replica, world: Judged, asked: Asked): void {
	const { organization, product, permission } = asked;
	const endings = endingsOf(replica.snapshot, organization, product, permission);
	const all = linksOn(world, product);
	const own = world.products.get(product)!;
	const [roots, rooted] = [rootsOf(own), rootedIn(own)];
	const without = (gone: readonly Ending[]) => {
		const isGone = (link: Link) =>
			link.grantee === organization &&
			gone.some(
				({ actor, change }) =>
					change.what === 'revoke' && actor === link.grantor && change.permissions.includes(link.permission)
			);
		const isEnded = gone.some(({ change }) => change.what === 'end-standing');
		return reachOf(
			rooted.map((root) =>
				isEnded && root.organization === organization
					? { ...root, kinds: root.kinds.filter((kind) => kind !== kindOfPermission(permission)) }
					: root
			),
			all.filter((link) => !isGone(link))
		).holds;
	};
	const held = tuple(organization, permission);
	if (organization === roots[0]) return expect(endings).toEqual([]);
	const after = without(endings);
	expect(after).not.toContain(held);
	for (const each of endings) expect(without(endings.filter((other) => other !== each))).toContain(held);
	for (const other of world.organizations.keys()) {
		const [had, has] = [without([]), after].map((holds) => holds.has(tuple(other, permission)));
		const passes = (way: string) => way.split(' > ').includes(organization);
		if (had)
			expect(has).toBe([...waysTo(world, { ...asked, organization: other })].some((way) => !passes(way)));
	}
	mix.add(endings.length > 1 ? 'several endings' : 'one ending');
	if (endings.some(({ change }) => change.what === 'end-standing')) mix.add('standing ended');

	if (endings.some(({ actor }) => !replica.snapshot.keys.acts(actor, keyOn(replica, actor)))) return;
	const tried = copyOf(replica);
	for (const { actor, commands } of endings)
		for (const command of commands) {
			const decision = decide(tried.snapshot, actor, command);
			expect(decision).toMatchObject({ accepted: true });
			if (decision.accepted) write(tried, actor, command.command, decision.facts);
		}
	expect(holds(tried.snapshot, organization, product, permission)).toBe(false);
}

/** Asks some of everything that can be asked, the likelier half of "no" about what somebody granted to no effect. */
function ask(replica: Replica, numbers: number[], times: number): void {
	const world = judge([...replica.entries.values()]);
	const choose = new Chooser(numbers);
	const { yes, no } = answered(world);
	const dormant = no.filter((asked) =>
		linksOn(world, asked.product).some(
			(link) => link.grantee === asked.organization && carries(link, asked.permission)
		)
	);
	const granted = yes.filter(
		({ organization, product }) => !rootsOf(world.products.get(product)!).includes(organization)
	);
	for (let each = 0; each < times; each++) {
		if (no.length > 0) {
			mix.add('no');
			checkNo(replica, world, choose.mostly(each % 2 ? dormant : [], no)!, choose);
		}
		if (yes.length > 0) {
			mix.add('yes');
			const asked = choose.mostly(granted, yes)!;
			checkYes(replica, world, asked);
			checkEndings(replica, world, asked);
		}
	}
}

const picks = fc.array(fc.nat(9_999), { minLength: 16, maxLength: 16 });

describe('the paths are all the ways there are; repairs make the answer yes, and none is smaller', () => {
	test('where much was granted, some of it to no effect', { timeout: 300_000 }, () => {
		fc.assert(
			fc.property(webs, picks, (web, numbers) => ask(weave(web), numbers, 5)),
			histories(240)
		);
	});

	test('after histories of commands', { timeout: 300_000 }, () => {
		fc.assert(
			fc.property(plans, picks, (plan, numbers) => ask(play(plan, {}).replicas[0]!, numbers, 4)),
			histories(50)
		);
	});
});

test('the questions were of all sorts', () => {
	const least = {
		...{ no: 1_000, yes: 1_000, 'carried out': 1_000, grant: 500, 'add-partner and grant': 200 },
		...{ 'switch-on, which wakes': 80, 'grant, which wakes': 80, 'give-back-standing, which wakes': 100 },
		...{ 'grant and switch-on, which wakes': 50, 'several paths': 100, 'long path': 30 },
		...{ 'needed link': 500, 'link that could go': 100 },
		...{ 'one ending': 500, 'several endings': 100, 'standing ended': 30 }
	};
	for (const [what, times] of Object.entries(least))
		expect(mix.of(what), what).toBeGreaterThanOrEqual(enough(times));
});
