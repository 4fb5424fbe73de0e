import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FactOf } from '$lib/domain/facts';
import { simulate } from '$lib/domain/fold/simulate';
import { productWithout, type Remainder, withoutGrants } from '$lib/domain/fold/without-grants';
import { eachChange } from '$lib/domain/permissions/product-standings';
import type { Product } from '$lib/domain/records';
import type { GrantRecord } from '$lib/domain/grants/grant-record';
import type { Snapshot } from '$lib/domain/snapshot';
import { compareLinks, compareRemainder, type LinkEffects } from '$lib/views/effects/link-effects';
import { folded } from './agreement';
import { Chooser } from './chooser';
import { rawEntries } from './generate-entries';
import { Mix } from './mix';
import { chains, crowds } from './plan';
import { play } from './play';
import { enough, histories } from './seed';
import { weave, webs } from './webs';

const mix = new Mix();

const noEffects = (): LinkEffects => ({ remaining: [], newlyDormant: [], newlyEffective: [] });

/** Effects whose lists are in no particular order, as what can be compared. */
const plainly = (effects: LinkEffects): string[] =>
	Object.entries(effects)
		.flatMap(([name, list]) => (list as object[]).map((each) => name + JSON.stringify(each)))
		.map((text) => text.replace(/"stillGrantedBy":\[(.*)\]/, (_, by: string) => by.split(',').sort().join()))
		.sort();

const linksOf = ({ links }: Product): string[] =>
	[...links.values()]
		.flatMap((byGrantee) => [...byGrantee.values()])
		.map((each) => [each.grantor, each.grantee, each.permissions, each.flagged, each.repeated].join(' '))
		.sort();

function compare(before: Product, after: Product, remainder: Remainder | undefined): void {
	const expected = noEffects();
	compareLinks(before, after, expected);
	if (!remainder) {
		// A deleted product gives nobody anything.
		expect([after.standings.size, plainly(expected)]).toEqual([0, []]);
		return;
	}
	expect([...remainder.standings]).toEqual([...after.standings]);
	expect(linksOf(productWithout(remainder))).toEqual(linksOf(after));
	const moved: number[] = [];
	eachChange(before.standings, remainder.standings, (organization) => moved.push(organization));
	const effects = noEffects();
	compareRemainder(remainder, moved, effects);
	expect(plainly(effects)).toEqual(plainly(expected));
	mix.add('compared');
	if (moved.length > 1) mix.add('several moved');
	for (const [name, list] of Object.entries(effects) as [string, unknown[]][])
		if (list.length > 0) mix.add(name);
}

function revokeSome(snapshot: Snapshot, choose: Chooser): void {
	const standing = [...snapshot.grants.values()].filter((grant) => grant.standing);
	if (standing.length === 0) return;
	const gone = Array.from({ length: 1 + choose.number(3) }, (): GrantRecord => choose.of(standing)!);
	const remainders = withoutGrants(
		snapshot,
		gone.map(({ id }) => id)
	);
	const facts = (id: string): FactOf<'revocations'>[] => [{ table: 'revocations', grant: id }];
	const simulation = simulate(
		snapshot,
		gone.map(({ id, grantor }) => ({ author: grantor, facts: facts(id) }))
	);
	mix.add(remainders ? 'told' : 'left to the fold');
	if (!remainders) return;
	expect(simulation.completed).toEqual([]);
	const found = new Map(remainders.map((each) => [each.product.id, each]));
	expect(simulation.products).toEqual([...new Set(gone.map(({ product }) => product))]);
	for (const id of simulation.products)
		compare(snapshot.products.get(id)!, simulation.snapshot.products.get(id)!, found.get(id));
}

const states: fc.Arbitrary<Snapshot> = fc.oneof(
	rawEntries.map((entries) => folded(entries)),
	webs.map((web) => weave(web).snapshot),
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
	const least = { told: 600, 'left to the fold': 100, compared: 600, 'several moved': 100 };
	for (const [what, times] of Object.entries({ ...least, remaining: 60, newlyDormant: 60 }))
		expect(mix.of(what), what).toBeGreaterThanOrEqual(enough(times));
});
