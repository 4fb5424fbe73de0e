import type { Fact, OrganizationId } from '../facts';
import type { Field } from './field';
import { versionsOf } from '../product-versions';
import { partnershipBetween, type Snapshot } from '../snapshot';

/**
 * The stamp of an entry in which the organization states these facts on this state; null founds one. It is 1 + the
 * highest counting version of the fields that the facts change, 2^53 − 1 at most, so that what does not count raises
 * nobody's stamp (docs/rules.md, After a merge). A partner's fields include its earlier names.
 */
export function stampOf(
	snapshot: Snapshot,
	organization: OrganizationId | null,
	facts: readonly Fact[]
): number {
	let highest = 0;
	if (organization !== null)
		for (const fact of facts)
			for (const field of fieldsOf(snapshot, organization, fact))
				highest = Math.max(highest, field?.at(-1)?.stamp ?? 0);
	return Math.min(highest + 1, Number.MAX_SAFE_INTEGER);
}

/** The fields that a fact changes. What its own entry adds has none yet. */
function fieldsOf(
	snapshot: Snapshot,
	organization: OrganizationId,
	fact: Fact
): (Field<unknown> | undefined)[] {
	const product = () => ('product' in fact ? snapshot.products.get(fact.product) : undefined);
	const versions = () => {
		const known = product();
		return known && versionsOf(known);
	};
	switch (fact.table) {
		case 'organization-fields':
			return [snapshot.organizations.get(organization)?.fields[fact.field]];
		case 'reservations':
			return [snapshot.organizations.get(organization)?.reservations];
		case 'keys':
		case 'recovery-keys':
			return [snapshot.keys.record(organization, fact.key)?.names];
		case 'product-fields':
			return [versions()?.[fact.field]];
		case 'product-makings':
			return [versions()?.making];
		case 'product-bases':
			return [versions()?.basedOn];
		case 'maker-standings':
			return [product()?.makerStandings.get(fact.maker)];
		case 'partners':
		case 'partner-names':
			return [partnershipBetween(snapshot, organization, fact.partner)?.names];
		case 'flags':
			return fact.grants.map((grant) => snapshot.grants.get(grant)?.flag);
		case 'order-statuses':
			return [snapshot.orders.get(fact.order)?.statuses];
		default:
			return [];
	}
}
