import type { Expectation } from '$lib/domain/records';
import type { Snapshot } from '$lib/domain/snapshot';
import { m } from '$lib/paraglide/messages';
import { productName } from '$lib/views/names';
import { shownName } from '../kit/text/shown-name';
import { permittedAct } from './permission-name';
import { shownOrganizationName } from './shown-organization-name';

/** An expectation as a sentence that is true or not. */
export function expectationText(
	snapshot: Snapshot,
	{ product, permission, expected }: Pick<Expectation, 'product' | 'permission' | 'expected'>
): string {
	const act = permittedAct(permission, shownName(productName(snapshot, product)));
	if (expected.kind === 'within-steps') return m.expectations_steps({ act, steps: expected.steps });
	const organization = shownOrganizationName(snapshot, expected.organization);
	return { holds: m.expectations_holds, lacks: m.expectations_lacks, 'only-holder': m.expectations_only }[
		expected.kind
	]({ act, organization });
}
