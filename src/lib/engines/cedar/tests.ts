import type { Assertion } from '../assertions';
import { sizeOf, type EngineSetup } from '../engine-setup';
import { questions } from '../questions';
import { entitiesOf, type Entity, organizationUid, productUid, uidText } from './entities';

/** Cedar's tests carry their entities in themselves, so there cannot be as many of them as there are answers. */
export const mostCedarTests = 500;

/** A test as `cedar run-tests` reads it. */
interface CedarTest {
	name: string;
	request: { principal: string; action: string; resource: string; context: Record<string, never> };
	entities: Entity[];
	decision: 'allow' | 'deny';
	reason: string[];
	num_errors: 0;
}

/** The asserted answers as tests, spread evenly where there are too many. */
export function cedarTests(setup: EngineSetup, assertions: readonly Assertion[]): CedarTest[] {
	const all = assertions.reduce((sum, { yes, no }) => sum + sizeOf(yes | no), 0);
	const products = new Map(setup.products.map((product) => [product.id, product]));
	const tests: CedarTest[] = [];
	let at = 0;
	for (const { product, organization, yes, no } of assertions) {
		let entities: Entity[] | undefined;
		for (const { bit, action } of questions) {
			if (!((yes | no) & bit)) continue;
			at += 1;
			if (all > mostCedarTests && !isTaken(at, all)) continue;
			entities ??= touched(entitiesOf({ organizations: [], products: [products.get(product)!] }), [
				uidText(organizationUid(organization)),
				uidText(productUid(product))
			]);
			const allowed = (yes & bit) !== 0;
			const [principal, resource] = [uidText(organizationUid(organization)), uidText(productUid(product))];
			tests.push({
				name: `${action} ${principal} ${resource}`,
				request: { principal, action: `Action::"${action}"`, resource, context: {} },
				entities,
				...{ decision: allowed ? 'allow' : 'deny', reason: allowed ? [action] : [], num_errors: 0 }
			});
		}
	}
	return tests;
}

const isTaken = (at: number, all: number): boolean =>
	Math.floor((at * mostCedarTests) / all) !== Math.floor(((at - 1) * mostCedarTests) / all);

/** The entities of these names, and those that they are in. */
function touched(entities: Iterable<Entity>, names: readonly string[]): Entity[] {
	const known = new Map(Array.from(entities, (each) => [uidText(each.uid), each]));
	const found = new Set(names);
	for (const name of found) for (const parent of known.get(name)?.parents ?? []) found.add(uidText(parent));
	return [...found].flatMap((name) => known.get(name) ?? []);
}
