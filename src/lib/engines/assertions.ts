import { rootPermissions } from '../domain/permissions/effective-permissions';
import type { OrganizationId, ProductId } from '../domain/facts';
import { noPermissions, only, type Standing, standingOf } from '../domain/permissions/standing';
import type { EffectiveTable } from './effective-table';
import {
	type EngineExpectation,
	type EngineProduct,
	type EngineSetup,
	involvedIn,
	sizeOf
} from './engine-setup';
import { everyAnswer, questions } from './questions';

/** What an engine has to answer about one organization on one product: the questions to say yes to, and those to say no to. */
export interface Assertion {
	product: ProductId;
	organization: OrganizationId;
	yes: Standing;
	no: Standing;
}

export interface Asserted {
	assertions: Assertion[];
	/** How many answers are asserted, and how many would be no in all. */
	yes: number;
	no: number;
	noInAll: number;
}

/** A no is one of millions in a large workspace: so many are asserted at most. */
const mostNo = 20_000;

/**
 * The table as assertions: every yes, and every no while they are few. Where they are many, half of them are about
 * organizations that the product names, the rest about others, both spread evenly and the same each time.
 */
export function assertionsOf({ organizations, products }: EngineSetup, table: EffectiveTable): Asserted {
	const near = products.flatMap((product) => {
		const standings = table.get(product.id)!;
		return involvedIn(product).map((organization): Assertion => {
			const yes = standings.get(organization) ?? 0;
			return { product: product.id, organization, yes, no: everyAnswer & ~yes };
		});
	});
	const yes = near.reduce((sum, each) => sum + sizeOf(each.yes), 0);
	const noNear = near.reduce((sum, each) => sum + sizeOf(each.no), 0);
	const noInAll = organizations.length * products.length * questions.length - yes;
	const takenNear = noInAll <= mostNo ? noNear : Math.min(noNear, mostNo / 2);
	thin(near, noNear, takenNear);
	const far = (noInAll - noNear) / questions.length;
	const takenFar = Math.min(far, Math.floor((mostNo - takenNear) / questions.length));
	const assertions = [...near, ...farOnes(organizations, products, takenFar)];
	const no = assertions.reduce((sum, each) => sum + sizeOf(each.no), 0);
	return { assertions: assertions.filter((each) => each.yes | each.no), yes, no, noInAll };
}

/** Leaves so many of all the noes, evenly. */
function thin(assertions: Assertion[], all: number, taken: number): void {
	if (taken === all) return;
	let at = 0;
	for (const assertion of assertions)
		for (const { bit } of questions) {
			if (!(assertion.no & bit)) continue;
			if (Math.floor((at * taken) / all) === Math.floor(((at + 1) * taken) / all)) assertion.no &= ~bit;
			at += 1;
		}
}

/** So many pairs of a product and an organization that it does not name: all of them, or spread over all pairs. */
function farOnes(
	organizations: EngineSetup['organizations'],
	products: EngineProduct[],
	taken: number
): Assertion[] {
	const found: Assertion[] = [];
	const pairs = organizations.length * products.length;
	// Steps of the golden section spread over all pairs, however many are taken; prime to their number they meet each once.
	let step = Math.max(1, Math.round(pairs * 0.618));
	while (commonDivisor(step, pairs) > 1) step += 1;
	for (let at = 0, left = pairs; left > 0 && found.length < taken; left--, at = (at + step) % pairs) {
		const product = products[Math.floor(at / organizations.length)]!;
		const organization = organizations[at % organizations.length]!.id;
		if (isInvolved(product, organization)) continue;
		found.push({ product: product.id, organization, yes: 0, no: everyAnswer });
	}
	return found;
}

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b));

const involved = new WeakMap<EngineProduct, Set<OrganizationId>>();

function isInvolved(product: EngineProduct, organization: OrganizationId): boolean {
	let known = involved.get(product);
	if (!known) involved.set(product, (known = new Set(involvedIn(product))));
	return known.has(organization);
}

/** Somebody's expectation as assertions, and whether the table meets them; null where no engine has words for it. */
export interface ExpectedAnswers {
	expectation: EngineExpectation;
	assertions: Assertion[] | null;
	met: boolean;
}

/** What is expected of how far something is passed on is about ways, of which engines answer nothing. */
export const expectedAnswers = (setup: EngineSetup, table: EffectiveTable): ExpectedAnswers[] =>
	setup.expectations.map((expectation) => {
		const assertions = answersTo(setup, expectation);
		const standings = table.get(expectation.product)!;
		const isMet = ({ organization, yes, no }: Assertion) => {
			const standing = standings.get(organization) ?? 0;
			return (standing & yes) === yes && (standing & no) === 0;
		};
		return { expectation, assertions, met: assertions === null || assertions.every(isMet) };
	});

function answersTo(setup: EngineSetup, { product, permission, expected }: EngineExpectation) {
	const held = standingOf(only(permission), noPermissions);
	const holds = (organization: OrganizationId): Assertion => ({ product, organization, yes: held, no: 0 });
	const lacks = (organization: OrganizationId): Assertion => ({ product, organization, yes: 0, no: held });
	switch (expected.kind) {
		case 'holds':
			return [holds(expected.organization)];
		case 'lacks':
			return [lacks(expected.organization)];
		case 'only-holder': {
			const own = setup.products.find(({ id }) => id === product)!;
			const others = setup.organizations
				.map(({ id }) => id)
				.filter((id) => id !== expected.organization && !(rootPermissions(own, id) & only(permission)));
			return [holds(expected.organization), ...others.map(lacks)];
		}
		case 'within-steps':
			return null;
	}
}
