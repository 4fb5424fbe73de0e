import { heldIn, roots } from '../domain/effective-permissions';
import type { ExpectationId, OrganizationId } from '../domain/facts';
import { memberOf } from '../domain/member-of';
import { includes } from '../domain/permissions';
import type { Expectation, Product } from '../domain/records';
import type { Snapshot } from '../domain/snapshot';
import { besideFixedPoint } from './beside';
import { stepsOf } from './chains-paths';

/** An expectation, and whether it is true. */
export interface ToldExpectation {
	expectation: Expectation;
	holds: boolean;
	/** Who stands against it: who lacks what is expected of it, or has what it should not have. */
	against: OrganizationId[];
}

/** The expectations that nobody took back, of everybody, the broken ones first. Cost: a look at each; for those on a product that changed, its links. */
export const expectationsOf = (snapshot: Snapshot): ToldExpectation[] =>
	[...snapshot.expectations.values()]
		.filter(({ tombstones }) => tombstones.size === 0)
		.map((expectation) => {
			const against = whoIsAgainst(snapshot.products.get(expectation.product)!, expectation);
			return { expectation, holds: against.length === 0, against };
		})
		.sort(
			(one, other) => Number(one.holds) - Number(other.holds) || other.expectation.at - one.expectation.at
		);

/** What is broken in a state and was not in another, and what was and is no longer. Cost: as `expectationsOf`, of both. */
export function turnedExpectations(
	before: Snapshot,
	after: Snapshot
): { broken: Expectation[]; mended: Expectation[] } {
	const [was, is] = [before, after].map(
		(snapshot) => new Map(expectationsOf(snapshot).map((told) => [told.expectation.id, told]))
	) as [Map<ExpectationId, ToldExpectation>, Map<ExpectationId, ToldExpectation>];
	const turned = (to: boolean) =>
		[...is.values()]
			.filter(({ expectation, holds }) => holds === to && (was.get(expectation.id)?.holds ?? true) !== to)
			.map(({ expectation }) => expectation);
	return { broken: turned(false), mended: turned(true) };
}

const againstOn = besideFixedPoint(() => new Map<ExpectationId, OrganizationId[]>());

/** Who makes it untrue on the product as it is; nobody where it is true. Looked for once after each change of the product. */
export const whoIsAgainst = (product: Product, expectation: Expectation): OrganizationId[] =>
	memberOf(againstOn(product), expectation.id, () => lookFor(product, expectation));

function lookFor(product: Product, { permission, expected }: Expectation): OrganizationId[] {
	const has = (organization: OrganizationId) =>
		includes(heldIn(product.standings.get(organization) ?? 0), permission);
	switch (expected.kind) {
		case 'holds':
			return has(expected.organization) ? [] : [expected.organization];
		case 'lacks':
			return has(expected.organization) ? [expected.organization] : [];
		case 'only-holder': {
			const allowed = new Set([expected.organization, ...roots(product)]);
			return [...product.standings.keys()].filter((each) => !allowed.has(each) && has(each));
		}
		case 'within-steps': {
			const steps = stepsOf(product, permission);
			return [...product.standings.keys()].filter(
				(each) => has(each) && (steps.get(each) ?? Infinity) > expected.steps
			);
		}
	}
}
