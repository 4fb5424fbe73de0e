import { roots } from '$lib/domain/permissions/effective-permissions';
import { heldIn, includes } from '$lib/domain/permissions/standing';
import { type ExpectationId, mostSteps, type OrganizationId, type ProductId } from '$lib/domain/facts';
import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';
import type { Permission } from '$lib/domain/permissions/permissions';
import type { Expectation, ExpectedOfProduct, Product } from '$lib/domain/records';
import type { Snapshot } from '$lib/domain/snapshot';
import { cachedPerFixedPoint } from '$lib/domain/permissions/fixed-point-cache';
import { stepsFromRoot } from '../chains/paths';

/** An expectation, whether it is true, and how many violate it: see `violators`. */
export interface EvaluatedExpectation {
	expectation: Expectation;
	holds: boolean;
	against: number;
}

/** Whether nobody withdrew it. */
const isStanding = ({ tombstones }: Expectation): boolean => tombstones.size === 0;

/**
 * All expectations that nobody withdrew, the broken ones first. Cost: a look at each and, for each product that
 * changed, its links.
 */
export const expectationsOf = (snapshot: Snapshot): EvaluatedExpectation[] =>
	[...snapshot.expectations.values()]
		.filter(isStanding)
		.map((expectation) => {
			const against = againstIn(snapshot, expectation);
			return { expectation, holds: against === 0, against };
		})
		.sort(
			(one, other) =>
				Number(one.holds) - Number(other.holds) ||
				other.expectation.at - one.expectation.at ||
				(one.expectation.id < other.expectation.id ? -1 : 1)
		);

/** How many expectations nobody withdrew. Cost: a look at each product of which something is expected. */
export function standingExpectations({ expectationsByProduct }: Snapshot): number {
	let sum = 0;
	for (const { count } of expectationsByProduct.values()) sum += count;
	return sum;
}

/**
 * How many expectations are broken. Cost: a look at each product of which something is expected; where it changed, or
 * what is expected of it, its links and a look at each.
 */
export function brokenIn(snapshot: Snapshot): number {
	let sum = 0;
	for (const [id, expected] of snapshot.expectationsByProduct)
		sum += brokenOf(snapshot, snapshot.products.get(id)!, expected);
	return sum;
}

const brokenCounts = cachedPerFixedPoint(() => new WeakMap<ExpectedOfProduct, number>());

const brokenOf = (snapshot: Snapshot, product: Product, expected: ExpectedOfProduct): number =>
	getOrInsertComputed(brokenCounts(product), expected, () => {
		let count = 0;
		for (const each of standingOn(snapshot, product.id)) if (violationCount(product, each) > 0) count += 1;
		return count;
	});

/** What is expected of the product, and nobody withdrew. */
function* standingOn({ expectations, expectationsByProduct }: Snapshot, product: ProductId) {
	for (const ids of expectationsByProduct.get(product)?.byOwner.values() ?? [])
		for (const id of ids) yield expectations.get(id)!;
}

const againstIn = (snapshot: Snapshot, expectation: Expectation): number =>
	violationCount(snapshot.products.get(expectation.product)!, expectation);

/** What is broken in one state and was not in another, and the other way round. Cost: as `expectationsOf`, for both. */
export function expectationChanges(
	before: Snapshot,
	after: Snapshot
): { broken: Expectation[]; restored: Expectation[] } {
	const [was, is] = [before, after].map(
		(snapshot) => new Map(expectationsOf(snapshot).map((told) => [told.expectation.id, told]))
	) as [Map<ExpectationId, EvaluatedExpectation>, Map<ExpectationId, EvaluatedExpectation>];
	const turned = (to: boolean) =>
		[...is.values()]
			.filter(({ expectation, holds }) => holds === to && (was.get(expectation.id)?.holds ?? true) !== to)
			.map(({ expectation }) => expectation);
	return { broken: turned(false), restored: turned(true) };
}

/**
 * Expectations about these products that were true and are broken now. Cost: the links of the products, and a look at
 * each that is expected of them.
 */
export const brokenBetween = (
	before: Snapshot,
	after: Snapshot,
	products: Iterable<ProductId>
): Expectation[] =>
	[...products].flatMap((id) => {
		const [was, is] = [before, after].map((each) => each.products.get(id));
		if (!was || !is) return [];
		return brokenBy(
			[...standingOn(after, id)].filter((each) => before.expectations.has(each.id)),
			was,
			is
		);
	});

/** Expectations about the product that are true, and would be broken on another. Cost: as `brokenBetween`. */
export function brokenOn(snapshot: Snapshot, product: ProductId, then: () => Product): Expectation[] {
	const expected = [...standingOn(snapshot, product)];
	return expected.length > 0 ? brokenBy(expected, snapshot.products.get(product)!, then()) : [];
}

const brokenBy = (expected: readonly Expectation[], was: Product, is: Product): Expectation[] =>
	expected.filter((each) => violationCount(was, each) === 0 && violationCount(is, each) > 0);

/** Who holds a permission on a product, how far from the owner or maker, and how many do at more than each number of steps. */
interface Spread {
	holders: OrganizationId[];
	steps: Map<OrganizationId, number>;
	beyond: number[];
}

const spreads = cachedPerFixedPoint(() => new Map<Permission, Spread>());

/** Looked at once after each change of the product, however much is expected of it. */
const spreadOf = (product: Product, permission: Permission): Spread =>
	getOrInsertComputed(spreads(product), permission, () => {
		const holders = [...product.standings.keys()].filter((each) => has(product, each, permission));
		const steps = stepsFromRoot(product, permission);
		const beyond = new Array<number>(mostSteps + 2).fill(0);
		for (const each of holders) beyond[Math.min(steps.get(each) ?? Infinity, mostSteps + 1) - 1]! += 1;
		for (let at = mostSteps; at > 0; at--) beyond[at - 1]! += beyond[at]!;
		return { holders, steps, beyond };
	});

const has = (product: Product, organization: OrganizationId, permission: Permission): boolean =>
	includes(heldIn(product.standings.get(organization) ?? 0), permission);

/** What is expected of a product, by whomever. */
type Expecting = Pick<Expectation, 'permission' | 'expected'>;

/** How many organizations make the expectation untrue. Cost: a look-up, once its permission was looked at. */
export function violationCount(product: Product, { permission, expected }: Expecting): number {
	switch (expected.kind) {
		case 'holds':
		case 'lacks':
			return has(product, expected.organization, permission) === (expected.kind === 'holds') ? 0 : 1;
		case 'only-holder': {
			const allowed = new Set([expected.organization, ...roots(product, permission)]);
			const held = [...allowed].filter((each) => has(product, each, permission)).length;
			const missing = has(product, expected.organization, permission) ? 0 : 1;
			return missing + spreadOf(product, permission).holders.length - held;
		}
		case 'within-steps':
			return spreadOf(product, permission).beyond[expected.steps]!;
	}
}

/**
 * The organizations that make the expectation untrue: they lack what is expected of them, or have what they should
 * not have. Cost: the holders of the permission.
 */
export function violators(product: Product, expectation: Expecting): OrganizationId[] {
	const { permission, expected } = expectation;
	if (expected.kind === 'holds' || expected.kind === 'lacks')
		return violationCount(product, expectation) > 0 ? [expected.organization] : [];
	const { holders, steps } = spreadOf(product, permission);
	if (expected.kind === 'within-steps')
		return holders.filter((each) => (steps.get(each) ?? Infinity) > expected.steps);
	const allowed = new Set([expected.organization, ...roots(product, permission)]);
	const missing = has(product, expected.organization, permission) ? [] : [expected.organization];
	return [...missing, ...holders.filter((each) => !allowed.has(each))];
}
