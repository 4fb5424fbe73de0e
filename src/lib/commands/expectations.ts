import { type Expected, type ExpectationId, mostSteps, type OrganizationId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import type { CommandOf } from './command';
import { productExists } from './products';
import { accept, type Decision, refuse } from './refusal';

/**
 * States an expectation of the actor's own; it refuses nothing to anybody. Refuses `unknown-product`,
 * `unknown-organization`, `steps-invalid` (an integer from 1 to `mostSteps`), and `expectation-known` where the actor
 * has stated the same and not deleted it.
 */
export function addExpectation(
	snapshot: Snapshot,
	actor: OrganizationId,
	command: CommandOf<'add-expectation'>
): Decision {
	const { product, permission } = command;
	const expected = plain(command.expected);
	if (!productExists(snapshot, product)) return refuse({ code: 'unknown-product', products: [product] });
	if (expected.kind === 'within-steps') {
		const { steps } = expected;
		if (!Number.isInteger(steps) || steps < 1 || steps > mostSteps) return refuse({ code: 'steps-invalid' });
	} else {
		const organization = snapshot.organizations.get(expected.organization);
		if (!organization || organization.deleted)
			return refuse({ code: 'unknown-organization', organization: expected.organization });
	}
	const known = sameExpectation(snapshot, actor, { ...command, expected });
	if (known !== undefined) return refuse({ code: 'expectation-known', expectation: known });
	return accept({ table: 'expectations', product, permission, expected });
}

/** The expectation without any other property that the command carries. */
const plain = (expected: Expected): Expected =>
	expected.kind === 'within-steps'
		? { kind: expected.kind, steps: expected.steps }
		: { kind: expected.kind, organization: expected.organization };

/** The same expectation, where the organization has stated it and not deleted it. */
function sameExpectation(
	snapshot: Snapshot,
	owner: OrganizationId,
	wanted: Pick<CommandOf<'add-expectation'>, 'product' | 'permission' | 'expected'>
): ExpectationId | undefined {
	for (const id of snapshot.expectationsByProduct.get(wanted.product)?.byOwner.get(owner) ?? []) {
		const each = snapshot.expectations.get(id)!;
		if (each.permission === wanted.permission && isSame(each.expected, wanted.expected)) return id;
	}
	return undefined;
}

const isSame = (one: Expected, other: Expected): boolean =>
	one.kind === 'within-steps'
		? other.kind === one.kind && other.steps === one.steps
		: other.kind === one.kind && other.organization === one.organization;
