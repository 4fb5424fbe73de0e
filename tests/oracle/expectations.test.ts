import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Entry } from '$lib/domain/entry';
import type { Expected, OrganizationId } from '$lib/domain/facts';
import { applyEntries } from '$lib/domain/fold/apply';
import type { Expectation } from '$lib/domain/records';
import { emptySnapshot } from '$lib/domain/snapshot';
import { violationCount, violators } from '$lib/views/expectations/expectations';
import { turningPointOf } from '$lib/views/expectations/turning-point';
import { entriesInOrder } from '$lib/views/history/actions';
import { Chooser } from './chooser';
import { drained } from '../drained';
import type { Replica } from './ledger';
import { Mix } from './mix';
import { isHeld, judge, rootsOf, type Judged } from './oracle';
import { everyPermission } from './permissions';
import { chains, crowds } from './plan';
import { play } from './play';
import { enough, histories } from './seed';
import { isThere } from './world';
import { waysTo } from './ways';
import { weave, webs } from './webs';

const mix = new Mix();
let stated = 0;

/** The sentence, said of everybody one after another. */
function against(world: Judged, { product, permission, expected }: Expectation): Set<OrganizationId> {
	const own = world.products.get(product)!;
	const isAgainst = (organization: OrganizationId): boolean => {
		const has = isHeld(world, organization, product, permission);
		switch (expected.kind) {
			case 'holds':
				return organization === expected.organization && !has;
			case 'lacks':
				return organization === expected.organization && has;
			case 'only-holder':
				if (organization === expected.organization) return !has;
				return has && !rootsOf(own, permission).includes(organization);
			case 'within-steps': {
				if (!has) return false;
				const ways = [...waysTo(world, { organization, product, permission })];
				return Math.min(...ways.map((way) => way.split(' > ').length - 1)) > expected.steps;
			}
		}
	};
	return new Set([...world.organizations.keys()].filter(isAgainst));
}

function anExpectation(world: Judged, choose: Chooser): Expectation | undefined {
	const product = choose.of([...world.products.keys()].filter((each) => isThere(world, each)));
	if (product === undefined) return undefined;
	const organization = choose.of([...world.organizations.keys()])!;
	const kind = choose.of(['holds', 'lacks', 'only-holder', 'within-steps'] as const)!;
	const expected: Expected =
		kind === 'within-steps' ? { kind, steps: 1 + choose.number(3) } : { kind, organization };
	return {
		...{
			id: `expected ${(stated += 1)}:0`,
			owner: organization,
			entry: 'e',
			at: 0,
			tombstones: new Set<string>()
		},
		...{ product, permission: choose.of(everyPermission)!, expected }
	};
}

function check(replica: Replica, numbers: number[], times: number): void {
	const world = judge([...replica.entries.values()]);
	const choose = new Chooser(numbers);
	for (let each = 0; each < times; each++) {
		const expectation = anExpectation(world, choose);
		if (!expectation) return;
		const product = replica.snapshot.products.get(expectation.product)!;
		const told = new Set(violators(product, expectation));
		expect(told).toEqual(against(world, expectation));
		expect(violationCount(product, expectation)).toBe(told.size);
		mix.add(`${expectation.expected.kind} ${told.size > 0 ? 'broken' : 'true'}`);
	}
}

/** The whole history folded once more, looking after every entry. */
function lastTurn({ snapshot }: Replica, expectation: Expectation): string | null {
	const then = emptySnapshot();
	let was: boolean | undefined;
	let turn: string | null = null;
	for (const entry of entriesInOrder(snapshot).filter((each) => snapshot.keys.authorityOf(each) !== 'none')) {
		applyEntries(then, [withoutKeyEnds(entry)]);
		const product = then.products.get(expectation.product);
		if (!product) continue;
		const is = violators(product, expectation).length === 0;
		if (was !== undefined && is !== was) turn = entry.id;
		was = is;
	}
	return turn;
}

const withoutKeyEnds = (entry: Entry): Entry => ({
	...entry,
	facts: entry.facts.map((fact) =>
		fact.table === 'key-retirements' ? { table: 'reservations', reserved: false } : fact
	)
});

const picks = fc.array(fc.nat(9_999), { minLength: 16, maxLength: 16 });

test('who stands against an expectation is who the rules say', { timeout: 300_000 }, () => {
	fc.assert(
		fc.property(webs, picks, (web, numbers) => check(weave(web), numbers, 40)),
		histories(120)
	);
	for (const kind of ['holds', 'lacks', 'only-holder', 'within-steps'])
		for (const state of ['broken', 'true'])
			expect(mix.of(`${kind} ${state}`), `${kind} ${state}`).toBeGreaterThanOrEqual(enough(20));
});

test('since when it is so is where folding everything again last sees it turn', { timeout: 300_000 }, () => {
	let turned = 0;
	fc.assert(
		fc.property(fc.oneof(crowds(24), chains(10)), picks, (plan, numbers) => {
			const replica = play(plan, {}).replicas[0]!;
			const world = judge([...replica.entries.values()]);
			const choose = new Chooser(numbers);
			for (let each = 0; each < 6; each++) {
				const expectation = anExpectation(world, choose);
				if (!expectation) return;
				const turn = drained(turningPointOf(replica.snapshot, expectation));
				expect(turn).toBe(lastTurn(replica, expectation));
				if (turn !== null) turned += 1;
			}
		}),
		histories(25)
	);
	expect(turned).toBeGreaterThan(enough(30));
});
