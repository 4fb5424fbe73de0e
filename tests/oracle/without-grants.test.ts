import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOrganizationBlocked } from '$lib/domain/deletion/deletion';
import { fork } from '$lib/domain/fold/fork';
import { simulate } from '$lib/domain/fold/simulate';
import {
	grantsToTake,
	productWithout,
	type Remainder,
	type TakenGrants,
	withoutGrants
} from '$lib/domain/fold/without-grants';
import { shiftsOf } from '$lib/domain/permissions/difference';
import { linksOn } from '$lib/domain/permissions/links';
import {
	allPermissions,
	includes,
	type PermissionSet,
	toList,
	toSet
} from '$lib/domain/permissions/standing';
import type { Link, Product } from '$lib/domain/records';
import { allOf } from '$lib/domain/algorithms/small-set';
import type { Snapshot } from '$lib/domain/snapshot';
import { compareLinks, type LinkEffects, noteLosses } from '$lib/views/effects/link-effects';
import { folded } from './agreement';
import { Chooser } from './chooser';
import { rawEntries } from './generate-entries';
import { write } from './ledger';
import { Mix } from './mix';
import { chains, crowds } from './plan';
import { play } from './play';
import { enough, histories } from './seed';
import { type Web, weave, webs } from './webs';

const mix = new Mix();

const noEffects = (): LinkEffects => ({ remaining: [], newlyDormant: [], newlyEffective: [] });

/** Effects whose lists are in no particular order, as what can be compared. */
const plainly = (effects: LinkEffects): string[] =>
	Object.entries(effects)
		.flatMap(([name, list]) => (list as object[]).map((each) => name + JSON.stringify(each)))
		.map((text) => text.replace(/"stillGrantedBy":\[(.*)\]/, (_, by: string) => by.split(',').sort().join()))
		.sort();

const linksOf = ({ links }: Product): string[] =>
	[...links]
		.map((each) => [each.grantor, each.grantee, each.permissions, each.flagged, each.repeated].join(' '))
		.sort();

function compare(snapshot: Snapshot, after: Product, remainder: Remainder | undefined): void {
	const before = snapshot.products.get(after.id)!;
	const expected = noEffects();
	compareLinks(before, after, expected);
	if (!remainder) {
		// A deleted product gives nobody anything.
		expect([after.standings.size, plainly(expected)]).toEqual([0, []]);
		return;
	}
	const left = productWithout(snapshot, remainder);
	expect([...left.standings]).toEqual([...after.standings]);
	expect(linksOf(left)).toEqual(linksOf(after));
	const { holders } = remainder.losses;
	const shifts = shiftsOf(after.id, before.standings, after.standings);
	const { ids } = snapshot.numbers.organizations;
	expect(shifts.map(({ organization, gained, lost }) => [organization, gained, lost])).toEqual(
		holders.flatMap((number, at) => (at % 2 === 0 ? [[ids[number], 0, holders[at + 1]]] : []))
	);
	const effects = noEffects();
	noteLosses(snapshot, remainder, effects);
	expect(plainly(effects)).toEqual(plainly(expected));
	mix.add('compared');
	if (shifts.length > 1) mix.add('several lose');
	if (remainder.taken.length > 1) mix.add('several links');
	for (const [name, list] of Object.entries(effects) as [string, unknown[]][])
		if (list.length > 0) mix.add(name);
}

interface Taking {
	product: Product;
	link: Link;
	permissions: PermissionSet;
}

/** Some permissions of some links, a link perhaps twice. */
function takeSome(snapshot: Snapshot, choose: Chooser): Taking[] {
	const granting = [...snapshot.products.values()]
		.filter((product) => linksOn(product).length > 0)
		.sort((one, other) => (one.id < other.id ? -1 : 1));
	if (granting.length === 0) return [];
	const count = 1 + choose.number(3);
	const first = choose.of(granting)!;
	return Array.from({ length: count }, () => {
		const product = choose.number(3) === 0 ? choose.of(granting)! : first;
		const link = choose.of(linksOn(product))!;
		const some = toList(link.permissions);
		const permissions = toSet([choose.of(some)!, choose.of(some)!]);
		return { product, link, permissions };
	});
}

/** The same as it is asked for, with a permission beside it that the link does not grant. */
const placed = (snapshot: Snapshot, taken: readonly Taking[]): TakenGrants[] =>
	taken.map(({ product, link, permissions }) => {
		const ungranted = allPermissions & ~link.permissions;
		const { grantor, grantee } = link;
		const found = grantsToTake(snapshot, grantor, grantee, product.id, permissions | ungranted)!;
		expect(found.permissions).toBe(permissions);
		expect(grantsToTake(snapshot, grantor, grantee, product.id, ungranted)).toBeUndefined();
		return found;
	});

function revokeSome(snapshot: Snapshot, choose: Chooser): void {
	const taken = takeSome(snapshot, choose);
	const remainders = withoutGrants(snapshot, placed(snapshot, taken));
	const forked = withoutGrants(fork(snapshot), placed(fork(snapshot), taken));
	expect(forked?.map(({ product, losses }) => ({ product, losses }))).toEqual(
		remainders?.map(({ product, losses }) => ({ product, losses }))
	);
	const simulation = simulate(
		snapshot,
		taken.map(({ link, permissions }) => ({
			author: link.grantor,
			facts: [...allOf(link.grants)]
				.filter(({ permission }) => includes(permissions, permission))
				.map(({ id }) => ({ table: 'revocations' as const, grant: id }))
		}))
	);
	mix.add(remainders ? 'told' : 'left to the fold');
	if (!remainders) return;
	expect(simulation.completed).toEqual([]);
	const found = new Map(remainders.map((each) => [each.product, each]));
	expect(simulation.products).toEqual([...new Set(taken.map(({ product }) => product.id))]);
	for (const id of simulation.products)
		compare(snapshot, simulation.snapshot.products.get(id)!, found.get(id));
}

/** The web, once those who may be deleted are. */
function thinned(web: Web): Snapshot {
	const replica = weave(web);
	const { snapshot } = replica;
	for (const id of [...snapshot.organizations.keys()])
		if (!isOrganizationBlocked(snapshot, id))
			write(replica, id, 'delete-organization', [{ table: 'tombstones', record: id }]);
	if ([...snapshot.organizations.values()].some(({ deleted }) => deleted)) mix.add('somebody deleted');
	return snapshot;
}

const states: fc.Arbitrary<Snapshot> = fc.oneof(
	rawEntries.map((entries) => folded(entries)),
	webs.map((web) => weave(web).snapshot),
	webs.map(thinned),
	fc.oneof(crowds(24), chains(16)).map((plan) => play(plan, {}).replicas[0]!.snapshot)
);

test('what is left without some grants is what the fold finds', { timeout: 300_000 }, () => {
	const picks = fc.array(fc.nat(9_999), { minLength: 16, maxLength: 16 });
	fc.assert(
		fc.property(states, picks, (snapshot, numbers) => {
			const choose = new Chooser(numbers);
			for (let each = 0; each < 6; each++) revokeSome(snapshot, choose);
		}),
		histories(300)
	);
	const least = { told: 600, 'left to the fold': 100, compared: 600, 'several lose': 100 };
	for (const [what, times] of Object.entries({
		...least,
		remaining: 60,
		newlyDormant: 60,
		'several links': 100
	}))
		expect(mix.of(what), what).toBeGreaterThanOrEqual(enough(times));
});
