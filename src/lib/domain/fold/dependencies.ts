import { type Fact, type FactId, resolveRef } from '../facts';
import type { OrganizationId } from '../facts';
import type { Source } from '../snapshot';

/** The records that a fact is about, and waits for. */
export const dependenciesOf = (
	fact: Fact,
	{ entry, author }: Pick<Source, 'entry' | 'author'>
): (FactId | OrganizationId)[] => referencesOf(fact, author).map((each) => resolveRef(each, entry));

/** The same as the fact names them, each once: those that its own entry adds by their index. */
export function referencesOf(fact: Fact, author: OrganizationId): readonly (FactId | OrganizationId)[] {
	switch (fact.table) {
		case 'organization-fields':
		case 'reservations':
			return [author];
		case 'product-fields':
		case 'product-makings':
		case 'product-bases':
		case 'maker-standings':
		case 'grants':
		case 'work':
		case 'devices':
		case 'expectations':
			return [fact.product];
		case 'revocations':
			return [fact.grant];
		case 'flags':
			return fact.grants.length > 1 ? [...new Set(fact.grants)] : fact.grants;
		case 'tombstones':
			return [fact.record];
		case 'withdrawals':
			return [fact.tombstone];
		case 'order-statuses':
			return [fact.order];
		case 'logs':
			return [fact.device];
		default:
			return nothing;
	}
}

const nothing: readonly string[] = [];
